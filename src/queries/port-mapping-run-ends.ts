import type { QueryClient } from '@tanstack/react-query';
import type { MappingChange } from '../rules/port-mapping-history.ts';
import type { MappingRun } from '../rules/port-mapping-runs.ts';
import type { PortMapping } from '../rules/port-mappings.ts';
import { mappingHistory } from './port-mapping-history.ts';
import { mappingRunQuery } from './port-mapping-runs.ts';

/** The run whose end somebody waits for, by cache: several panels of it wait once. */
const awaited = new WeakMap<QueryClient, number>();

/**
 * Calls `tell` once when the run has ended or was stopped, also when the page that asked is gone by then. Nothing is told of
 * one that is dismissed, or ends with its session.
 */
export function atEndOfMappingRun(
  queryClient: QueryClient,
  { startedAt }: Pick<MappingRun, 'startedAt'>,
  tell: (run: MappingRun) => void,
): void {
  if (awaited.get(queryClient) === startedAt) return;
  awaited.set(queryClient, startedAt);
  const { queryKey } = mappingRunQuery();
  const stop = queryClient.getQueryCache().subscribe(({ query: { queryHash } }) => {
    if (queryHash !== JSON.stringify(queryKey)) return;
    const run = queryClient.getQueryData(queryKey);
    const isOver = run?.state === 'ended' || run?.state === 'stopped';
    if (run?.startedAt === startedAt && !isOver) return;
    stop();
    if (awaited.get(queryClient) === startedAt) awaited.delete(queryClient);
    // Whoever ended it in the cache may have more to write down of it first.
    if (run?.startedAt === startedAt) queueMicrotask(() => tell(run));
  });
}

/** What a run did, as the history of this tab has it; undefined when it changed nothing. */
export function changeOfMappingRun(
  queryClient: QueryClient,
  { startedAt }: Pick<MappingRun, 'startedAt'>,
): MappingChange | undefined {
  return mappingHistory(queryClient).find(({ id }) => id === startedAt);
}

/** The change of this tab that took this row away. */
export function changeThatRemoved(
  queryClient: QueryClient,
  { id }: Pick<PortMapping, 'id'>,
): MappingChange | undefined {
  return mappingHistory(queryClient).find(({ removed }) => removed.some((row) => row.id === id));
}
