import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { atEndOfMappingRun } from '../../../queries/port-mapping-run-ends.ts';
import { dismissMappingRun, isUnderWay } from '../../../queries/port-mapping-runs.ts';
import { endOfRun, isSmallRun } from '../../../rules/port-mapping-run-words.ts';
import { isWhollyDone, type MappingRun } from '../../../rules/port-mapping-runs.ts';
import { useOwnNotifications } from '../own-notifications.ts';
import { useUndoRun } from './use-undo.ts';

/** The element in which a run is shown: who sees its end there needs not to be told. */
export const shownRunId = ({ startedAt }: Pick<MappingRun, 'startedAt'>) => `mapping-run-${startedAt}`;

/**
 * Tells the end of a run: one of a few mappings that is wholly done by a notification with an Undo, in place of its panel;
 * any other by one that leads to its panel when the person does not see that.
 */
export function useRunEnd(run: MappingRun | null): void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const notify = useOwnNotifications();
  const undo = useUndoRun();
  const tell = useCallback(
    (ended: MappingRun) => {
      const { address, origin } = ended;
      const title = endOfRun(ended);
      const isDone = isWhollyDone(ended);
      if (isDone && isSmallRun(ended)) {
        dismissMappingRun(queryClient);
        const action = { label: 'Undo', onAction: () => void undo(ended) };
        // A clash is not created again: whoever resolved it is offered the other side instead.
        const hasUndo = origin !== 'revert' && origin !== 'resolve-clash';
        notify({ title, tone: 'success', ...(hasUndo ? { action } : {}) });
        return;
      }
      if (document.getElementById(shownRunId(ended))) return;
      const onAction = () => void navigate({ to: '/servers/$address/port-mappings', params: { address } });
      notify({
        title,
        detail: `On ${address}.`,
        tone: isDone ? 'success' : 'danger',
        action: { label: 'Show', onAction },
      });
    },
    [queryClient, navigate, notify, undo],
  );
  const startedAt = run && isUnderWay(run) ? run.startedAt : undefined;
  // The run ends in the cache, perhaps after this page has gone.
  useEffect(() => {
    if (startedAt !== undefined) atEndOfMappingRun(queryClient, { startedAt }, tell);
  }, [queryClient, startedAt, tell]);
}
