import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Container, NewContainer } from '../api/schemas.ts';
import type { CapacitySources, Resource, Totals } from '../rules/capacity.ts';
import { slicesOf, sumOf } from '../rules/capacity.ts';
import type { CreationVerdict } from '../rules/containers.ts';
import { learnAccepted, learnFromCreation } from '../rules/learned-capacity.ts';
import { currentConnection } from '../session/session.ts';
import { capacityRecordsQuery, changeRecord } from './capacity-records.ts';
import { panelConfigurationQuery } from './panel-configuration.ts';
import type { WriteContext } from './write-context.ts';

/** Where the totals of a server can come from, best first; undefined until the supplier's configuration is read. */
export function useCapacitySources(): ((address: string) => CapacitySources) | undefined {
  const { data: configuration } = useQuery(panelConfigurationQuery());
  const { data: records } = useQuery(capacityRecordsQuery());
  // The same function until what it reads changes: lists are built with it.
  return useMemo(() => {
    if (!configuration || !records) return undefined;
    return (address) => ({
      supplier: configuration.capacities?.[address],
      customer: records[address]?.customer,
      learned: records[address]?.learned,
    });
  }, [configuration, records]);
}

/** Declares a server's totals (MB) in this browser. Fails when the browser does not let the panel store anything. */
export function useDeclareCapacity(address: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['declare-capacity'],
    mutationFn: async (totals: Partial<Totals>) =>
      changeRecord({ queryClient, connection: currentConnection() }, address, (record) => ({
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
    mutationFn: async () => changeRecord({ queryClient, connection: currentConnection() }, address, () => ({})),
  });
}

/** Keeps what a judged creation teaches. `before` is the list as read just before it was sent. Never fails. */
export function keepLessonOfCreation(
  context: WriteContext,
  creation: { wanted: NewContainer; before: readonly Container[]; verdict: CreationVerdict },
): void {
  const { wanted, before, verdict } = creation;
  const visible = {
    memory: sumOf(slicesOf(before, wanted.server, 'memory')),
    storage: sumOf(slicesOf(before, wanted.server, 'storage')),
  };
  try {
    changeRecord(context, wanted.server, (record) => ({
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

/**
 * Keeps what a resize that was done teaches: the server has room for what is allocated now. `containers` is the list
 * with the new sizes. Never fails.
 */
export function keepLessonOfResize(context: WriteContext, address: string, containers: readonly Container[]): void {
  const allocated = (resource: Resource) => sumOf(slicesOf(containers, address, resource));
  const at = new Date().toISOString();
  try {
    changeRecord(context, address, (record) => ({
      ...record,
      learned: {
        memory: learnAccepted(record.learned?.memory ?? {}, allocated('memory'), at),
        storage: learnAccepted(record.learned?.storage ?? {}, allocated('storage'), at),
      },
    }));
  } catch {
    // A bound that cannot be kept costs a warning later, not the resize.
  }
}
