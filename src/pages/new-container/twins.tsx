import { Link } from '@tanstack/react-router';
import type { CreationOutcome } from '../../queries/create-container.ts';
import { nameAndUid, spareChange } from '../../rules/containers.ts';
import { curlOfChange } from '../../rules/curl.ts';
import { formatMegabytes } from '../../rules/units.ts';
import { listInWords } from '../../rules/words.ts';
import { currentConnection } from '../../session/session.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useTwins } from './use-twins.ts';

function asSpares(uids: readonly number[]): string {
  return uids.length === 1 ? `make ${listInWords(uids)} a spare` : `make ${listInWords(uids)} spares`;
}

/**
 * Several containers match one creation: the browser repeated it, or somebody else created one at the same moment
 * (api.md §1). None can be deleted, so one is kept and the others become spares.
 */
export function Twins({
  outcome,
  onDecided,
}: {
  outcome: Extract<CreationOutcome, { verdict: 'done-twice' }>;
  onDecided: () => void;
}) {
  const { containers, attempt } = outcome;
  const { memory, storage, server } = attempt.wanted;
  const { isPending, keeping, failure, keep, keepAll } = useTwins({ containers, attempt }, onDecided);
  const underWay = (busy: boolean) => (busy ? 'Under way' : undefined);

  return (
    <Alert tone="info" title={`${containers.length} containers match what you asked for`}>
      <p>
        The panel sent one request. Either the browser sent it again by itself, as browsers do when a connection dies,
        or somebody else created the same at the same moment. A container cannot be deleted: keep one, and the other
        becomes a spare, small and unused, which this form offers for the next container.
      </p>
      <ul className="my-3 grid gap-1">
        {containers.map((container) => (
          <li key={container.uid} className="flex flex-wrap items-center gap-x-2">
            <Link to="/containers/$uid" params={{ uid: String(container.uid) }} className="link">
              {nameAndUid(container)}
            </Link>
            <span className="text-muted">
              {formatMegabytes(memory)} memory, {formatMegabytes(storage)} storage on {server}
            </span>
            <CopyButton
              size="small"
              label={`Copy “make ${container.uid} a spare” as curl`}
              text={() => curlOfChange(currentConnection(), container.uid, spareChange())}
            />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {containers.map((container) => (
          <Button
            key={container.uid}
            busy={keeping === container.uid}
            disabledReason={underWay(isPending && keeping !== container.uid)}
            onClick={() => keep(container)}
          >
            Keep {container.uid}, {asSpares(containers.map(({ uid }) => uid).filter((uid) => uid !== container.uid))}
          </Button>
        ))}
        <Button variant="quiet" onClick={keepAll} disabledReason={underWay(isPending)}>
          Keep {containers.length === 2 ? 'both' : 'all'}
        </Button>
      </div>
      <p role="status" className="mt-2 empty:hidden">
        {isPending ? 'Under way: each is read, and the spare is renamed and shrunk…' : failure}
      </p>
    </Alert>
  );
}
