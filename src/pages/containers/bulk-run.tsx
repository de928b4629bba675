import { Link, useBlocker } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { type BulkRun as Run, useBulkChange } from '../../queries/bulk-changes.ts';
import { type BulkResult, countResults, mayRetry } from '../../rules/bulk-changes.ts';
import { type Container, nameOfContainer } from '../../rules/containers.ts';
import { formatNumber } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { progressInWords, runTitle, STATE_WORDS } from './bulk-words.ts';

/** How far the change of several containers is, and what came of each; nothing when there is none. */
export function BulkRun() {
  const { run, ...control } = useBulkChange();
  const [atFirst] = useState(run?.startedAt);
  if (!run) return null;
  return <RunPanel key={run.startedAt} run={run} isNew={run.startedAt !== atFirst} {...control} />;
}

type Control = Omit<ReturnType<typeof useBulkChange>, 'run' | 'start'>;

/** One that starts while the person looks takes the focus: the button that started it is gone or out of sight. */
const focusAtMount = (heading: HTMLElement | null) => heading?.focus();

function RunPanel({ run, isNew, stop, retryFailed, dismiss }: Control & { run: Run; isNew: boolean }) {
  const titleId = useId();
  const { request, changes, results, state } = run;
  const counts = countResults(results.values());
  const ended = changes.length - counts.waiting - counts.running;
  const isUnderWay = state !== 'ended';
  const again = [...results.values()].filter((result) => mayRetry(request, result)).length;
  // The run goes on when the person follows a link, not when the tab closes: only that asks.
  useBlocker({ shouldBlockFn: () => false, enableBeforeUnload: isUnderWay });

  return (
    <section
      aria-labelledby={titleId}
      className="mb-4 flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id={titleId} tabIndex={-1} ref={isNew ? focusAtMount : undefined} className="font-medium text-base">
          {runTitle(request, state, changes.length)}
        </h2>
        <p className="grow text-muted">{progressInWords(counts)}</p>
        <Announced
          text={progressInWords(counts)}
          step={isUnderWay ? Math.floor((4 * ended) / changes.length) : 'ended'}
        />
        <span className="flex flex-wrap gap-2">
          {isUnderWay && (
            <Button size="small" busy={state === 'stopping'} onClick={stop}>
              Stop
            </Button>
          )}
          {!isUnderWay && again > 0 && (
            <Button size="small" onClick={retryFailed}>
              Retry failed
            </Button>
          )}
          {!isUnderWay && (
            <Button size="small" onClick={dismiss}>
              Dismiss
            </Button>
          )}
        </span>
      </div>
      {isUnderWay && (
        <progress aria-labelledby={titleId} max={changes.length} value={ended} className="h-1.5 w-full accent-accent" />
      )}
      <Results run={run} />
    </section>
  );
}

/** Said at each quarter and at the end, not at each container. */
function Announced({ text, step }: { text: string; step: number | 'ended' }) {
  const [said, setSaid] = useState({ step, text });
  if (said.step !== step) setSaid({ step, text });
  return (
    <span role="status" className="sr-only">
      {said.text}
    </span>
  );
}

function Results({ run }: { run: Run }) {
  const rows = run.changes.flatMap(({ container }) => {
    const result = run.results.get(container.uid);
    return result ? [{ container, result }] : [];
  });
  const isInSight = ({ state }: BulkResult) => state === 'running' || state === 'failed' || state === 'unknown';
  const troubled = rows.filter(({ result }) => isInSight(result));
  const quiet = rows.filter(({ result }) => !isInSight(result));
  return (
    <>
      {troubled.length > 0 && <ResultList label="Under way and failed" rows={troubled} />}
      {quiet.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted hover:text-text">
            {troubled.length > 0 ? `${formatNumber(quiet.length)} others` : `All ${formatNumber(quiet.length)}`}
          </summary>
          <ResultList label="Others" rows={quiet} />
        </details>
      )}
    </>
  );
}

function ResultList({ label, rows }: { label: string; rows: readonly { container: Container; result: BulkResult }[] }) {
  return (
    <ul aria-label={label} className="mt-1 max-h-72 divide-y divide-line overflow-y-auto">
      {rows.map(({ container, result }) => (
        <li key={container.uid} className="flex flex-wrap gap-x-3 gap-y-0.5 py-1.5">
          <span className="min-w-0 basis-48">
            <Link to="/containers/$uid" params={{ uid: String(container.uid) }} className="link">
              {nameOfContainer(container)}
            </Link>{' '}
            <span className="font-mono text-muted text-small">{container.uid}</span>
          </span>
          <span className={classNames('w-20', 'message' in result ? 'text-danger' : 'text-muted')}>
            {STATE_WORDS[result.state]}
          </span>
          {'message' in result && <span className="min-w-0 grow basis-72">{result.message}</span>}
        </li>
      ))}
    </ul>
  );
}
