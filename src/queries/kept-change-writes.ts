import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ContainerChange } from '../rules/containers.ts';
import { NOTHING_TAKEN_AWAY } from '../rules/stale-edits.ts';
import { currentConnection } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { type EditOutcome, runEdit } from './edit-container.ts';
import { forgetDone } from './kept-changes.ts';
import type { WriteContext } from './write-context.ts';

/**
 * Sets what is kept of a container (see `keptChangeQuery`) as {@link runEdit} does: tags and keys that it has got meanwhile
 * stay. What is done is kept no more.
 */
export async function runKeptChange(context: WriteContext, uid: number, change: ContainerChange): Promise<EditOutcome> {
  const outcome = await runEdit(context, { uid, base: NOTHING_TAKEN_AWAY, change });
  if (outcome.verdict === 'done') forgetDone(context, uid, { change });
  if (outcome.verdict === 'not-done') forgetDone(context, uid, { change, missing: outcome.fields });
  return outcome;
}

/** {@link runKeptChange} as a hook. */
export function useSetKeptChange() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['set-kept-change'],
    meta: { changes: containersQuery().queryKey },
    mutationFn: ({ uid, change }: { uid: number; change: ContainerChange }) =>
      runKeptChange({ queryClient, connection: currentConnection() }, uid, change),
  });
}
