import { Link } from '@tanstack/react-router';
import { memo, useId, useState } from 'react';
import { type BulkRun, isUnderWay } from '../../queries/bulk-runs.ts';
import type { BulkResult, BulkTarget } from '../../rules/bulk-changes.ts';
import { nameOfContainer } from '../../rules/containers.ts';
import { formatNumber } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { STATE_WORDS } from './bulk-words.ts';
import { useFirstRows } from './first-rows.tsx';
import { useBulkRun } from './use-bulk-run.ts';

interface ResultRow {
  target: BulkTarget;
  result: BulkResult;
  /** It may have: only a person can say that it is to reboot again. */
  mayHaveRebooted: boolean;
}

const isInSight = ({ state }: BulkResult) => state === 'running' || state === 'failed' || state === 'unknown';

/** What came of each container: what is under way or went wrong in sight, the others when they are asked for. */
export function BulkResults({ run }: { run: BulkRun }) {
  const { request, targets, results } = run;
  const [isOpen, setIsOpen] = useState(false);
  const mayHaveRebooted = request.kind === 'reboot' && !isUnderWay(run);
  const rows = targets.flatMap((target): ResultRow[] => {
    const result = results.get(target.uid);
    return result ? [{ target, result, mayHaveRebooted: mayHaveRebooted && result.state === 'unknown' }] : [];
  });
  const troubled = rows.filter(({ result }) => isInSight(result));
  const quiet = rows.filter(({ result }) => !isInSight(result));
  return (
    <>
      {troubled.length > 0 && <ResultList label="Under way and failed" rows={troubled} />}
      {quiet.length > 0 && (
        <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
          <summary>
            {troubled.length > 0 ? `${formatNumber(quiet.length)} others` : `All ${formatNumber(quiet.length)}`}
          </summary>
          {isOpen && <ResultList label="Others" rows={quiet} />}
        </details>
      )}
    </>
  );
}

function ResultList({ label, rows }: { label: string; rows: readonly ResultRow[] }) {
  const { shown, more } = useFirstRows(rows);
  return (
    <div className="mt-1 max-h-72 overflow-y-auto">
      <ul aria-label={label} className="divide-y divide-line">
        {shown.map((row) => (
          <Row key={row.target.uid} {...row} />
        ))}
      </ul>
      {more}
    </div>
  );
}

/** Drawn anew only when its own result comes. */
const Row = memo(function Row({ target, result, mayHaveRebooted }: ResultRow) {
  return (
    <li className="flex flex-wrap gap-x-3 gap-y-0.5 py-1.5">
      <span className="min-w-0 basis-48">
        <Link to="/containers/$uid" params={{ uid: String(target.uid) }} className="link">
          {nameOfContainer(target)}
        </Link>{' '}
        <span className="font-mono text-muted text-small">{target.uid}</span>
      </span>
      <span className={classNames('w-20', 'message' in result ? 'text-danger' : 'text-muted')}>
        {STATE_WORDS[result.state]}
      </span>
      {'message' in result && <span className="min-w-0 grow basis-72">{result.message}</span>}
      {mayHaveRebooted && <RebootAgain target={target} />}
    </li>
  );
});

function RebootAgain({ target }: { target: BulkTarget }) {
  const { rebootAgain } = useBulkRun();
  const warningId = useId();
  return (
    <span className="flex basis-full flex-wrap items-center gap-x-3 gap-y-1">
      <span id={warningId}>It may have rebooted already: then this is a second time.</span>
      <Button size="small" aria-describedby={warningId} onClick={() => rebootAgain(target.uid)}>
        Reboot {nameOfContainer(target)} again
      </Button>
    </span>
  );
}
