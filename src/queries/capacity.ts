import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Container, NewContainer } from '../api/schemas.ts';
import type { CapacitySources, Totals } from '../rules/capacity.ts';
import { slicesOf, sumOf } from '../rules/capacity.ts';
import type { CreationVerdict } from '../rules/containers.ts';
import { learnFromCreation } from '../rules/learned-capacity.ts';
import { currentConnection } from '../session/session.ts';
import { panelConfigurationQuery } from './panel-configuration.ts';

const refusalSchema = z.object({ allocated: z.number(), asked: z.number(), at: z.string() });
const boundsSchema = z.object({
  atLeast: z.optional(z.number()),
  refused: z.optional(refusalSchema),
  learnedAt: z.optional(z.string()),
});
const recordsSchema = z.record(
  z.string(),
  z.object({
    customer: z.optional(
      z.object({ memory: z.optional(z.number()), storage: z.optional(z.number()), declaredAt: z.string() }),
    ),
    learned: z.optional(z.object({ memory: z.optional(boundsSchema), storage: z.optional(boundsSchema) })),
  }),
);

/** By server address: what the customer declared and what creations taught (design.md §1.1 b and c). */
export type CapacityRecords = z.infer<typeof recordsSchema>;

/** Capacity belongs to an API's servers, whoever signs in from this browser. */
const storageKey = () => `capacity:${currentConnection().apiUrl}`;

function readRecords(): CapacityRecords {
  try {
    const parsed = recordsSchema.safeParse(JSON.parse(localStorage.getItem(storageKey()) ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/** Stores the changed record of one server and shows it. @throws DOMException when the browser's storage is full or forbidden. */
function changeRecord(
  queryClient: QueryClient,
  address: string,
  change: (record: CapacityRecords[string]) => CapacityRecords[string],
): void {
  const records = readRecords();
  const next = { ...records, [address]: change(records[address] ?? {}) };
  localStorage.setItem(storageKey(), JSON.stringify(next));
  queryClient.setQueryData(capacityRecordsQuery().queryKey, next);
}

/** What this browser knows about the capacity of servers. Nothing of it is sent anywhere. */
export const capacityRecordsQuery = () =>
  queryOptions({
    queryKey: ['capacity-records'],
    queryFn: readRecords,
    // Another tab may have declared something since; reading it costs nothing.
    staleTime: 0,
  });

/** Where the totals of a server can come from, best first; undefined until the supplier's configuration is read. */
export function useCapacitySources(): ((address: string) => CapacitySources) | undefined {
  const { data: configuration } = useQuery(panelConfigurationQuery());
  const { data: records } = useQuery(capacityRecordsQuery());
  if (!configuration || !records) return undefined;
  return (address) => ({
    supplier: configuration.capacities?.[address],
    customer: records[address]?.customer,
    learned: records[address]?.learned,
  });
}

/** Declares a server's totals (MB) in this browser. Fails when the browser does not let the panel store anything. */
export function useDeclareCapacity(address: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['declare-capacity'],
    mutationFn: async (totals: Partial<Totals>) =>
      changeRecord(queryClient, address, (record) => ({
        ...record,
        customer: { ...totals, declaredAt: new Date().toISOString() },
      })),
  });
}

/** Forgets what the customer declared for a server and what was learned about it. */
export function useForgetCapacity(address: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['forget-capacity'],
    mutationFn: async () => changeRecord(queryClient, address, () => ({})),
  });
}

/** Keeps what a judged creation teaches. `before` is the list as read just before it was sent. Never fails. */
export function keepLessonOfCreation(
  queryClient: QueryClient,
  creation: { wanted: NewContainer; before: readonly Container[]; verdict: CreationVerdict },
): void {
  const { wanted, before, verdict } = creation;
  const visible = {
    memory: sumOf(slicesOf(before, wanted.server, 'memory')),
    storage: sumOf(slicesOf(before, wanted.server, 'storage')),
  };
  try {
    changeRecord(queryClient, wanted.server, (record) => ({
      ...record,
      learned: learnFromCreation(record.learned ?? {}, {
        before: visible,
        wanted,
        verdict,
        at: new Date().toISOString(),
      }),
    }));
  } catch {
    // A bound that cannot be kept costs a warning later, not the container.
  }
}
