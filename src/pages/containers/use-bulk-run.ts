import { useNavigate } from '@tanstack/react-router';
import { useBulkChange } from '../../queries/bulk-runs.ts';
import { countResults } from '../../rules/bulk-changes.ts';
import { useOwnNotifications } from '../shared/own-notifications.ts';
import { progressInWords, runTitle } from './bulk-words.ts';

/** The element in which the run is shown: who sees its end there needs not to be told. */
export const SHOWN_RUN_ID = 'bulk-run';

/** The bulk change of this tab; its end is told on whatever page the person is then, with the way to its results. */
export function useBulkRun() {
  const navigate = useNavigate();
  const notify = useOwnNotifications();
  return useBulkChange(({ request, state, targets, results }) => {
    if (document.getElementById(SHOWN_RUN_ID)) return;
    const counts = countResults(results.values());
    notify({
      title: runTitle(request, state, targets.length),
      detail: progressInWords(counts),
      tone: counts.done === targets.length ? 'success' : 'danger',
      action: { label: 'Show', onAction: () => navigate({ to: '/containers' }) },
    });
  });
}
