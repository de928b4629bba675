import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { markReverted } from '../../../queries/port-mapping-history.ts';
import { changeThatRemoved } from '../../../queries/port-mapping-run-ends.ts';
import { useDeletePortMapping, useRestorePortMapping } from '../../../queries/use-port-mapping-writes.ts';
import { bodyOf } from '../../../rules/port-mapping-edits.ts';
import { whyNoRevert } from '../../../rules/port-mapping-history-words.ts';
import { describeMapping, type PortMapping } from '../../../rules/port-mappings.ts';
import { canBeCreatedAgain } from '../../../rules/ports.ts';
import { currentConnection } from '../../../session/session.ts';
import { useOwnNotifications } from '../own-notifications.ts';
import type { Problem } from '../problem.tsx';
import { problemBefore, problemUnknown } from './problem.ts';

/**
 * Deletes at once, says so with an Undo that creates the mapping again, and reports what could not be done. `isOwn`: its
 * container is one of the customer's on the server; for any other the API would refuse the Undo.
 */
export function useMappingDeletion(address: string, report: (problem: Problem | null) => void) {
  const queryClient = useQueryClient();
  const { mutateAsync: deleteIt } = useDeletePortMapping(address);
  const notify = useOwnNotifications();
  const { mutateAsync: restore } = useRestorePortMapping(address);

  const putBack = useCallback(
    async (mapping: PortMapping) => {
      const name = describeMapping(mapping);
      const title = `${name} was not put back`;
      const connection = currentConnection();
      // The list of recent changes offers the same way back, which may have been taken meanwhile.
      const change = changeThatRemoved(queryClient, mapping);
      const whyNot = change && whyNoRevert(change);
      if (whyNot !== undefined) return report({ title, detail: `${whyNot} Nothing was sent.` });
      report(null);
      try {
        const outcome = await restore(bodyOf(mapping));
        if (outcome.verdict === 'done') {
          if (change) markReverted({ queryClient, connection }, change.id);
          notify({ title: `${name} is back`, tone: 'success' });
        } else if (outcome.verdict === 'not-done') report({ title, detail: outcome.message });
        else report(problemUnknown(`${name} was put back`, outcome.readError));
      } catch (error) {
        report(problemBefore(error, title, address));
      }
    },
    [address, notify, queryClient, report, restore],
  );

  return useCallback(
    async (mapping: PortMapping, isOwn: boolean) => {
      const name = describeMapping(mapping);
      report(null);
      try {
        const outcome = await deleteIt(mapping);
        if (outcome.verdict === 'not-done') report({ title: `${name} is still there`, detail: outcome.message });
        else if (outcome.verdict === 'cannot-tell') report(problemUnknown(`${name} was deleted`, outcome.readError));
        else {
          const wayBack =
            isOwn && canBeCreatedAgain(mapping)
              ? { action: { label: 'Undo', onAction: () => void putBack(mapping) } }
              : {
                  detail: `It cannot be undone: the API takes no new mapping ${isOwn ? 'of these ports' : 'to its container'}.`,
                };
          notify({ title: `Deleted ${name}`, tone: 'success', ...wayBack });
        }
      } catch (error) {
        report(problemBefore(error, `${name} was not deleted`, address));
      }
    },
    [address, notify, report, deleteIt, putBack],
  );
}
