import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewPortMapping, PortMapping } from '../api/schemas.ts';
import { currentConnection } from '../session/session.ts';
import { addMapping, deleteAndJudge, restoreMapping } from './port-mapping-writes.ts';
import { portMappingsQuery } from './port-mappings.ts';

// They begin with the key of the table, so that it is not refreshed while it changes.
const addKey = (address: string) => [...portMappingsQuery(address).queryKey, 'add'];
const deleteKey = (address: string) => [...portMappingsQuery(address).queryKey, 'delete'];

/** {@link addMapping} as a hook; `looksAgain` while no answer proves anything and the table is read until it does. */
export function useAddPortMapping(address: string) {
  const queryClient = useQueryClient();
  const [looksAgain, setLooksAgain] = useState(false);
  const mutation = useMutation({
    mutationKey: addKey(address),
    meta: { changes: portMappingsQuery(address).queryKey },
    mutationFn: (wanted: NewPortMapping) =>
      addMapping({ queryClient, connection: currentConnection(), address }, wanted, () => setLooksAgain(true)),
    onSettled: () => setLooksAgain(false),
  });
  return { ...mutation, looksAgain };
}

/** {@link restoreMapping} as a hook: the Undo of a deletion. */
export function useRestorePortMapping(address: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: addKey(address),
    meta: { changes: portMappingsQuery(address).queryKey },
    mutationFn: (wanted: NewPortMapping) =>
      restoreMapping({ queryClient, connection: currentConnection(), address }, wanted),
  });
}

/** Deletes a mapping. The verdict comes from the next read: a 403 can be the answer to a deletion that worked. */
export function useDeletePortMapping(address: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: deleteKey(address),
    meta: { changes: portMappingsQuery(address).queryKey },
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
