import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { changeThatRemoved } from '../../../queries/port-mapping-run-ends.ts';
import type { MappingRun } from '../../../rules/port-mapping-runs.ts';
import type { PortMapping } from '../../../rules/port-mappings.ts';
import { useOwnNotifications } from '../own-notifications.ts';
import type { Problem } from '../problem.tsx';

const NOT_LOADED: Problem = {
  title: 'Not undone',
  detail:
    'Nothing was sent, because a part of the panel could not be loaded. When the network is back, "Recent changes" shows what can be reverted.',
};

const NOT_REMEMBERED: Problem = {
  title: 'Not undone',
  detail: 'This tab no longer knows that change. Nothing was sent. Edit the mapping to change it back.',
};

/** What reverts is loaded when it is asked for. */
const reverts = () => import('./use-revert.ts').catch(() => undefined);

/** The Undo of a small run: at once, or not at all and told why. */
export function useUndoRun(): (run: MappingRun) => Promise<void> {
  const queryClient = useQueryClient();
  const notify = useOwnNotifications();
  return useCallback(
    async (run) => {
      const loaded = await reverts();
      const problem = loaded ? await loaded.undoRun(queryClient, run) : NOT_LOADED;
      if (problem) notify({ ...problem, tone: 'danger' });
    },
    [queryClient, notify],
  );
}

/** The Undo of an edit, by the row that it took away: at once, or not at all and `report` says why. */
export function useUndoEdit(report: (problem: Problem) => void): (old: PortMapping) => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(
    async (old) => {
      const change = changeThatRemoved(queryClient, old);
      if (!change) return report(NOT_REMEMBERED);
      const loaded = await reverts();
      const problem = loaded ? await loaded.undoChange(queryClient, change) : NOT_LOADED;
      if (problem) report(problem);
    },
    [queryClient, report],
  );
}
