import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CreationAttempt } from '../../queries/creation-attempts.ts';
import { type KeepOneOutcome, useKeepAll, useKeepOne } from '../../queries/spares.ts';
import { type Container, nameAndUid } from '../../rules/containers.ts';
import { listInWords } from '../../rules/words.ts';
import { notify } from '../../ui/notifications.ts';
import { useWhereabouts } from '../shared/whereabouts.ts';
import { FORM_ROUTE_ID } from './use-creation.ts';

function failureOf(failed: KeepOneOutcome['failed']): string {
  const sentences = failed.map(({ uid, outcome }) =>
    outcome.verdict === 'cannot-tell'
      ? `It is not known whether ${uid} is a spare now: no answer can be read.`
      : outcome.message,
  );
  return `${sentences.join(' ')} No container was lost, and none was started. Try again, or keep them all.`;
}

/** What the person can do about several containers of one creation; what came of it is told wherever they are by then. */
export function useTwins(
  { containers, attempt }: { containers: readonly Container[]; attempt: CreationAttempt },
  onDecided: () => void,
) {
  const navigate = useNavigate();
  const keepOne = useKeepOne();
  const keepThemAll = useKeepAll();
  const follow = useWhereabouts(FORM_ROUTE_ID);
  const [failure, setFailure] = useState('');
  const hasStart = Object.keys(attempt.start).length > 0;

  const open = (uid: number, { ignoreBlocker = false } = {}) =>
    navigate({ to: '/containers/$uid', params: { uid: String(uid) }, ignoreBlocker });
  const openForm = () =>
    navigate({ to: '/servers/$address/containers/new', params: { address: attempt.wanted.server } });

  function tellFailure(where: ReturnType<ReturnType<typeof follow>>, detail: string) {
    if (where === 'here') setFailure(detail);
    if (where === 'elsewhere') {
      const action = { label: 'Open', onAction: () => void openForm() };
      notify({ title: `${attempt.wanted.name} is still there more than once`, detail, tone: 'danger', action });
    }
  }

  async function keep(kept: Container) {
    if (keepOne.isPending) return;
    setFailure('');
    const whereabouts = follow();
    const spares = containers.map(({ uid }) => uid).filter((uid) => uid !== kept.uid);
    let result: KeepOneOutcome;
    try {
      result = await keepOne.mutateAsync({ uid: kept.uid, spares, attempt });
    } catch {
      tellFailure(whereabouts(), 'The panel failed, and it is not known what was sent. Look at both, then try again.');
      return;
    }
    const where = whereabouts();
    if (result.failed.length > 0) return tellFailure(where, failureOf(result.failed));
    if (where === 'gone') return;
    const startIsKept = result.start !== undefined && result.start.verdict !== 'done';
    const detail = `${spares.length === 1 ? `${spares[0]} is a spare now.` : `${listInWords(spares)} are spares now.`}${startIsKept ? ' What it starts with is not set yet: its page has kept it.' : ''}`;
    const action = { label: 'Open', onAction: () => void open(kept.uid) };
    notify({ title: `Kept ${nameAndUid(kept)}`, detail, tone: 'success', ...(where === 'elsewhere' && { action }) });
    onDecided();
    if (where === 'here') await open(kept.uid, { ignoreBlocker: true });
  }

  function keepAll() {
    const uids = containers.map(({ uid }) => uid);
    keepThemAll(uids, attempt);
    onDecided();
    const [first] = uids;
    notify({
      title: `Kept ${listInWords(uids)}`,
      detail: hasStart
        ? 'None was set up. The page of each has kept what you wanted it to start with, and asks for it.'
        : 'All of them stay as they are.',
      ...(hasStart && first !== undefined && { action: { label: `Open ${first}`, onAction: () => void open(first) } }),
    });
  }

  return {
    isPending: keepOne.isPending,
    /** The uid that is being kept. */
    keeping: keepOne.isPending ? keepOne.variables.uid : undefined,
    /** Why the twins are still a question; empty when nothing failed. */
    failure,
    keep: (kept: Container) => void keep(kept),
    keepAll,
  };
}
