import { useCallback } from 'react';
import { useDeletePortMapping, useRestorePortMapping } from '../../../queries/use-port-mapping-writes.ts';
import { bodyOf } from '../../../rules/port-mapping-edits.ts';
import { describeMapping, type PortMapping } from '../../../rules/port-mappings.ts';
import { useOwnNotifications } from '../own-notifications.ts';
import type { Problem } from '../problem.tsx';
import { problemBefore, problemUnknown } from './problem.ts';

/** Deletes at once, says so with an Undo that creates the mapping again, and reports what could not be done. */
export function useMappingDeletion(address: string, report: (problem: Problem | null) => void) {
  const { mutateAsync: deleteIt } = useDeletePortMapping(address);
  const notify = useOwnNotifications();
  const { mutateAsync: restore } = useRestorePortMapping(address);

  const putBack = useCallback(
    async (mapping: PortMapping) => {
      const name = describeMapping(mapping);
      const title = `${name} was not put back`;
      report(null);
      try {
        const outcome = await restore(bodyOf(mapping));
        if (outcome.verdict === 'done') notify({ title: `${name} is back`, tone: 'success' });
        else if (outcome.verdict === 'not-done') report({ title, detail: outcome.message });
        else report(problemUnknown(`${name} was put back`, outcome.readError));
      } catch (error) {
        report(problemBefore(error, title, address));
      }
    },
    [address, notify, report, restore],
  );

  return useCallback(
    async (mapping: PortMapping) => {
      const name = describeMapping(mapping);
      report(null);
      try {
        const outcome = await deleteIt(mapping);
        if (outcome.verdict === 'not-done') report({ title: `${name} is still there`, detail: outcome.message });
        else if (outcome.verdict === 'cannot-tell') report(problemUnknown(`${name} was deleted`, outcome.readError));
        else {
          const action = { label: 'Undo', onAction: () => void putBack(mapping) };
          notify({ title: `Deleted ${name}`, tone: 'success', action });
        }
      } catch (error) {
        report(problemBefore(error, `${name} was not deleted`, address));
      }
    },
    [address, notify, report, deleteIt, putBack],
  );
}
