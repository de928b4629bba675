import { type QueryClient, queryOptions, useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { createPortMapping, deletePortMapping, listPortMappings } from '../api/port-mappings.ts';
import type { NewPortMapping, PortMapping } from '../api/schemas.ts';
import type { Connection } from '../api/transport.ts';
import { checkPublicPort, judgeMappingCreation, judgeMappingDeletion } from '../rules/port-mappings.ts';
import { currentConnection } from '../session/session.ts';
import { inBackground } from './background-reads.ts';
import { lockWhenNotSignedIn, settle } from './settle.ts';

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

/** Where the mappings of one server are read and written, with the cache that shows them. */
export interface MappingTable {
  queryClient: QueryClient;
  connection: Connection;
  address: string;
}

/** Reads the table past any read under way, which may be older than the last write, and shows it. @throws ApiError */
export async function readTable({ queryClient, connection, address }: MappingTable): Promise<PortMapping[]> {
  const { queryKey } = portMappingsQuery(address);
  const table = await listPortMappings(connection, address);
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData(queryKey, table);
  return table.items;
}

/** Creates one mapping, once, and lets a read decide what happened. `before` is the table as read just before. */
export async function createAndJudge(table: MappingTable, wanted: NewPortMapping, before: readonly PortMapping[]) {
  const answer = lockWhenNotSignedIn(await createPortMapping(table.connection, table.address, wanted));
  return settle({
    read: () => readTable(table),
    judge: (after) => judgeMappingCreation({ before, wanted, answer, after }),
  });
}

/** Deletes one mapping, once, and lets a read decide what happened. */
export async function deleteAndJudge(table: MappingTable, mapping: PortMapping) {
  const answer = lockWhenNotSignedIn(await deletePortMapping(table.connection, table.address, mapping.id));
  return settle({
    read: () => readTable(table),
    judge: (after) => judgeMappingDeletion({ mapping, answer, after }),
  });
}

const addKey = (address: string) => ['add-port-mapping', address];
const deleteKey = (address: string) => ['delete-port-mapping', address];

/**
 * Adds a mapping: the table is read again just before, so that a port taken meanwhile is found and nothing is sent
 * (`not-done`). Rejects with ApiError when that read fails: nothing was sent then either.
 */
export function useAddPortMapping(address: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: addKey(address),
    mutationFn: async (wanted: NewPortMapping) => {
      const table = { queryClient, connection: currentConnection(), address };
      const before = await readTable(table);
      const taken = checkPublicPort(before, wanted);
      if (taken) return { verdict: 'not-done' as const, field: 'public_port' as const, message: taken.message };
      return createAndJudge(table, wanted, before);
    },
  });
}

/** Deletes a mapping. The verdict comes from the next read: a 403 can be the answer to a deletion that worked. */
export function useDeletePortMapping(address: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: deleteKey(address),
    mutationFn: (mapping: PortMapping) =>
      deleteAndJudge({ queryClient, connection: currentConnection(), address }, mapping),
  });
}

/** Mappings that are being added now: rows to show as pending. They are never in the cache, so they cannot outlive a refusal. */
export function usePendingPortMappings(address: string): NewPortMapping[] {
  return useMutationState({
    filters: { mutationKey: addKey(address), status: 'pending' },
    select: (mutation) => mutation.state.variables as NewPortMapping,
  });
}

/** Ids of the mappings that are being deleted now: rows to leave out until the read decides. */
export function useDeletingPortMappings(address: string): number[] {
  return useMutationState({
    filters: { mutationKey: deleteKey(address), status: 'pending' },
    select: (mutation) => (mutation.state.variables as PortMapping).id,
  });
}

/** The mappings of every server whose table has been read, by address. Nothing is fetched for it. */
export function loadedPortMappings(queryClient: QueryClient): Map<string, readonly PortMapping[]> {
  const tables = queryClient.getQueriesData<{ items: readonly PortMapping[] }>({ queryKey: ['port-mappings'] });
  return new Map(tables.flatMap(([[, address], table]) => (table ? [[String(address), table.items] as const] : [])));
}
