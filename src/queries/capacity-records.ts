import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { MOST_MEGABYTES } from '../rules/units.ts';
import { type Connection, currentConnection, isSignedInAs } from '../session/session.ts';
import type { WriteContext } from './write-context.ts';

// A size beyond any server was not written by the panel, and would be shown as Infinity.
const megabytesSchema = z.number().check(z.gte(0), z.lte(MOST_MEGABYTES));
const refusalSchema = z.object({ allocated: megabytesSchema, asked: megabytesSchema, at: z.string() });
const boundsSchema = z.object({
  atLeast: z.optional(megabytesSchema),
  refused: z.optional(refusalSchema),
  learnedAt: z.optional(z.string()),
});
const recordsSchema = z.record(
  z.string(),
  z.object({
    customer: z.optional(
      z.object({
        memory: z.optional(megabytesSchema),
        storage: z.optional(megabytesSchema),
        declaredAt: z.string(),
      }),
    ),
    learned: z.optional(z.object({ memory: z.optional(boundsSchema), storage: z.optional(boundsSchema) })),
  }),
);

/** By server address: what the customer declared and what creations taught (design.md §1.1 b and c). */
export type CapacityRecords = z.infer<typeof recordsSchema>;

/** All entries begin so; the API's URL follows. */
export const CAPACITY_PREFIX = 'capacity:';

/** Capacity belongs to an API's servers, whoever signs in from this browser. */
const storageKey = ({ apiUrl }: Pick<Connection, 'apiUrl'>) => CAPACITY_PREFIX + apiUrl;

function readRecords(connection: Connection): CapacityRecords {
  try {
    const parsed = recordsSchema.safeParse(JSON.parse(localStorage.getItem(storageKey(connection)) ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/**
 * Stores the changed record of one server and shows it, unless the person has signed out meanwhile: then nothing happens.
 * @throws DOMException when the browser's storage is full or forbidden.
 */
export function changeRecord(
  { queryClient, connection }: WriteContext,
  address: string,
  change: (record: CapacityRecords[string]) => CapacityRecords[string],
): void {
  if (!isSignedInAs(connection)) return;
  const records = readRecords(connection);
  const next = { ...records, [address]: change(records[address] ?? {}) };
  localStorage.setItem(storageKey(connection), JSON.stringify(next));
  queryClient.setQueryData(capacityRecordsQuery().queryKey, next);
}

/** What this browser knows about the capacity of servers. Nothing of it is sent anywhere. */
export const capacityRecordsQuery = () =>
  queryOptions({
    queryKey: ['capacity-records'],
    queryFn: () => readRecords(currentConnection()),
    // Another tab may have declared something since; reading it costs nothing.
    staleTime: 0,
  });
