import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { listPortMappings } from '../api/port-mappings.ts';
import type { PortMapping } from '../api/schemas.ts';
import { currentConnection } from '../session/session.ts';
import { inBackground } from './background-reads.ts';

/** All mappings of an owned server (api.md §4). */
export const portMappingsQuery = (address: string) =>
  queryOptions({
    queryKey: ['port-mappings', address],
    queryFn: ({ signal }) => listPortMappings(currentConnection(), address, signal),
  });

/** The same mappings, read when nothing more urgent is: for the counts of a list of servers, which may be long. */
export const backgroundPortMappingsQuery = (address: string) =>
  queryOptions({
    ...portMappingsQuery(address),
    queryFn: ({ signal }) => inBackground(signal, () => listPortMappings(currentConnection(), address, signal)),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

/** The mappings of every server whose table has been read, by address. Nothing is fetched for it. */
export function loadedPortMappings(queryClient: QueryClient): Map<string, readonly PortMapping[]> {
  const tables = queryClient.getQueriesData<{ items: readonly PortMapping[] }>({ queryKey: ['port-mappings'] });
  return new Map(tables.flatMap(([[, address], table]) => (table ? [[String(address), table.items] as const] : [])));
}
