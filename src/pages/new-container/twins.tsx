import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type CreationOutcome, useKeepOne } from '../../queries/create-container.ts';
import type { Container } from '../../rules/containers.ts';
import { formatMegabytes } from '../../rules/units.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notifications.ts';
import { nameAndUid } from './form-values.ts';

function inWords(uids: readonly number[]): string {
  return uids.length < 2 ? uids.join('') : `${uids.slice(0, -1).join(', ')} and ${uids.at(-1)}`;
}

function asSpares(uids: readonly number[]): string {
  return uids.length === 1 ? `make ${inWords(uids)} a spare` : `make ${inWords(uids)} spares`;
}

/**
 * Several containers match one creation: the browser repeated it, or somebody else created one at the same moment
 * (api.md §1). None can be deleted, so one is kept and the others become spares.
 */
export function Twins({
  outcome,
  onLeave,
  onKept,
}: {
  outcome: Extract<CreationOutcome, { verdict: 'done-twice' }>;
  onLeave: () => void;
  onKept: (uid: number) => void;
}) {
  const keepOne = useKeepOne();
  const [failed, setFailed] = useState<number[]>([]);
  const { containers, attempt } = outcome;
  const { memory, storage, server } = attempt.wanted;

  async function keep(kept: Container) {
    if (keepOne.isPending) return;
    const spares = containers.map(({ uid }) => uid).filter((uid) => uid !== kept.uid);
    const result = await keepOne.mutateAsync({ keep: kept.uid, spares, start: attempt.start });
    setFailed(result.failed);
    if (result.failed.length > 0) return;
    notify({
      title: `Kept ${nameAndUid(kept)}`,
      detail: spares.length === 1 ? `${spares[0]} is a spare now.` : `${inWords(spares)} are spares now.`,
      tone: 'success',
    });
    onKept(kept.uid);
  }

  return (
    <Alert tone="info" title={`${containers.length} containers match what you asked for`}>
      <p>
        The panel sent one request. Either the browser sent it again by itself, as browsers do when a connection dies,
        or somebody else created the same at the same moment. A container cannot be deleted: keep one, and the other
        becomes a spare, small and unused, which this form offers for the next container.
      </p>
      <ul className="my-3 grid gap-1">
        {containers.map((container) => (
          <li key={container.uid}>
            <Link to="/containers/$uid" params={{ uid: String(container.uid) }} className="link">
              {nameAndUid(container)}
            </Link>{' '}
            <span className="text-muted">
              {formatMegabytes(memory)} memory, {formatMegabytes(storage)} storage on {server}
            </span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {containers.map((container) => (
          <Button
            key={container.uid}
            busy={keepOne.isPending && keepOne.variables.keep === container.uid}
            disabledReason={keepOne.isPending && keepOne.variables.keep !== container.uid ? 'Under way' : undefined}
            onClick={() => void keep(container)}
          >
            Keep {container.uid}, {asSpares(containers.map(({ uid }) => uid).filter((uid) => uid !== container.uid))}
          </Button>
        ))}
        <Button variant="quiet" onClick={onLeave} disabledReason={keepOne.isPending ? 'Under way' : undefined}>
          Keep {containers.length === 2 ? 'both' : 'all'}
        </Button>
      </div>
      <p role="status" className="mt-2 empty:hidden">
        {keepOne.isPending ? 'Under way: the spare is renamed and shrunk…' : ''}
        {!keepOne.isPending && failed.length > 0
          ? `${inWords(failed)} could not be made a spare, or no answer tells. No container was lost. Try again, or keep both.`
          : ''}
      </p>
    </Alert>
  );
}
