import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ChangeOutcome } from '../../queries/change-container.ts';
import { useTakeSpare } from '../../queries/spares.ts';
import type { ContainerChange, NewContainer } from '../../rules/containers.ts';
import { notify } from '../../ui/notifications.ts';
import { useWhereabouts } from '../shared/whereabouts.ts';
import { changeOfSpare } from './form-values.ts';
import { FORM_ROUTE_ID } from './use-creation.ts';

function failureOf(uid: number, outcome: Exclude<ChangeOutcome, { verdict: 'done' }>): string {
  return outcome.verdict === 'cannot-tell'
    ? `It is not known whether the spare ${uid} was changed: it does not show it yet. Mostly there is less room than it seems. Ask for less, or open ${uid} and look.`
    : outcome.message;
}

/** Uses a spare for what the form asks for: one change of it, and then its page, if the person is still at the form. */
export function useSpare() {
  const navigate = useNavigate();
  const take = useTakeSpare();
  const follow = useWhereabouts(FORM_ROUTE_ID);
  const [failure, setFailure] = useState<string | null>(null);

  const open = (uid: number, { ignoreBlocker = false } = {}) =>
    navigate({ to: '/containers/$uid', params: { uid: String(uid) }, ignoreBlocker });

  return {
    isPending: take.isPending,
    /** Why the spare was not changed, or that it is not known. */
    failure,
    forget: () => setFailure(null),
    /** True: the spare is now what was asked for. */
    run: async (uid: number, request: { wanted: NewContainer; start: ContainerChange }): Promise<boolean> => {
      const whereabouts = follow();
      const action = { label: 'Open', onAction: () => void open(uid) };
      let failed: string;
      try {
        const outcome = await take.mutateAsync({ uid, change: changeOfSpare(request) });
        if (outcome.verdict === 'done') {
          const where = whereabouts();
          if (where === 'gone') return true;
          const title = `${request.wanted.name} uses the spare ${uid} now`;
          notify({ title, tone: 'success', ...(where === 'elsewhere' && { action }) });
          if (where === 'here') await open(uid, { ignoreBlocker: true });
          return true;
        }
        failed = failureOf(uid, outcome);
      } catch {
        failed = `The panel failed, and it is not known whether the spare ${uid} was changed. Open ${uid} and look.`;
      }
      if (whereabouts() === 'here') setFailure(failed);
      if (whereabouts() === 'elsewhere') {
        notify({ title: `The spare ${uid} is not ${request.wanted.name} yet`, detail: failed, tone: 'danger', action });
      }
      return false;
    },
  };
}
