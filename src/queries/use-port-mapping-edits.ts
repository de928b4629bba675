import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import type { MappingEdit } from '../rules/port-mapping-edits.ts';
import { currentConnection } from '../session/session.ts';
import { editKey } from './port-mapping-edit-journal.ts';
import type { EditConsent } from './port-mapping-edits.ts';
import { portMappingsQuery } from './port-mappings.ts';

/** Edits a mapping; `runEdit` tells what is promised. What edits is loaded with the dialog that asks for it. */
export function useEditPortMapping(address: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: editKey(address),
    meta: { changes: portMappingsQuery(address).queryKey },
    mutationFn: async ({ edit, ...consent }: EditConsent & { edit: MappingEdit }) => {
      const table = { queryClient, connection: currentConnection(), address };
      const { runEdit } = await import('./port-mapping-edits.ts');
      return runEdit(table, edit, consent);
    },
  });
}

/** Whether an edit of this server's mappings is under way in this tab. */
export function useIsEditingPortMapping(address: string): boolean {
  return useIsMutating({ mutationKey: editKey(address) }) > 0;
}
