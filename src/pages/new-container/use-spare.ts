import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useChangeContainer } from '../../queries/change-container.ts';
import type { ContainerChange, NewContainer } from '../../rules/containers.ts';
import { notify } from '../../ui/notifications.ts';
import { changeOfSpare } from './form-values.ts';

/** Uses a spare for what the form asks for: one change of it, and then its page. */
export function useSpare() {
  const navigate = useNavigate();
  const change = useChangeContainer();
  const [failure, setFailure] = useState<string | null>(null);

  return {
    isPending: change.isPending,
    /** Why the spare was not changed, or that it is not known. */
    failure,
    forget: () => setFailure(null),
    run: async (uid: number, request: { wanted: NewContainer; start: ContainerChange }) => {
      const outcome = await change.mutateAsync({ uid, change: changeOfSpare(request) });
      if (outcome.verdict === 'done') {
        notify({ title: `${request.wanted.name} uses the spare ${uid} now`, tone: 'success' });
        await navigate({ to: '/containers/$uid', params: { uid: String(uid) } });
        return;
      }
      setFailure(
        outcome.verdict === 'not-done'
          ? outcome.message
          : `It is not known whether the spare ${uid} was changed: it does not show it yet. Mostly there is less room than it seems. Ask for less, or try again: the same change twice does no harm.`,
      );
    },
  };
}
