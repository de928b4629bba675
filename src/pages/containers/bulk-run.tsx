import { useId, useState } from 'react';
import { isUnderWay, type BulkRun as Run } from '../../queries/bulk-runs.ts';
import { countResults, mayRetry } from '../../rules/bulk-changes.ts';
import { formatNumber } from '../../rules/units.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { PoliteStatus } from '../../ui/polite-status.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { BulkResults } from './bulk-results.tsx';
import { progressInWords, runTitle } from './bulk-words.ts';
import { SHOWN_RUN_ID, useBulkRun } from './use-bulk-run.ts';

/** How far the change of several containers is, and what came of each; nothing when there is none. */
export function BulkRun() {
  const { run, ...control } = useBulkRun();
  const [atFirst] = useState(run?.startedAt);
  if (!run) return null;
  return <RunPanel key={run.startedAt} run={run} isNew={run.startedAt !== atFirst} {...control} />;
}

type Control = Omit<ReturnType<typeof useBulkRun>, 'run' | 'start'>;

/** One that starts while the person looks takes the focus: the button that started it is gone or out of sight. */
const focusAtMount = (heading: HTMLElement | null) => heading?.focus();

function RunPanel({ run, isNew, stop, retryFailed, goOn, dismiss }: Control & { run: Run; isNew: boolean }) {
  const titleId = useId();
  const { request, targets, results, state } = run;
  const counts = countResults(results.values());
  const ended = targets.length - counts.waiting - counts.running;
  const isGoing = isUnderWay(run);
  const again = [...results.values()].filter((result) => mayRetry(request, result)).length;

  return (
    <section
      id={SHOWN_RUN_ID}
      aria-labelledby={titleId}
      className="mb-4 flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id={titleId} tabIndex={-1} ref={isNew ? focusAtMount : undefined} className="font-medium text-base">
          {runTitle(request, state, targets.length)}
        </h2>
        <p className="grow text-muted">{progressInWords(counts)}</p>
        <Announced text={progressInWords(counts)} step={isGoing ? Math.floor((4 * ended) / targets.length) : 'ended'} />
        <span className="flex flex-wrap gap-2">
          {isGoing && (
            <Button size="small" busy={state === 'stopping'} onClick={stop}>
              Stop
            </Button>
          )}
          {!isGoing && again > 0 && (
            <Button size="small" onClick={retryFailed}>
              Retry failed
            </Button>
          )}
          {!isGoing && counts.stopped > 0 && (
            <Button size="small" onClick={goOn}>
              Go on with the {formatNumber(counts.stopped)} not sent
            </Button>
          )}
          {!isGoing && (
            <Button size="small" onClick={dismiss}>
              Dismiss
            </Button>
          )}
        </span>
      </div>
      {state === 'interrupted' && (
        <p>The page was reloaded meanwhile. What was waiting was not sent. What was under way is not known.</p>
      )}
      {run.problem && <Alert tone="danger">{run.problem}</Alert>}
      {isGoing && (
        <ProgressBar labelledBy={titleId} text={progressInWords(counts)} value={ended} max={targets.length} />
      )}
      <BulkResults run={run} />
    </section>
  );
}

/** Said at each quarter and at the end, not at each container. */
function Announced({ text, step }: { text: string; step: number | 'ended' }) {
  const [said, setSaid] = useState({ step, text });
  if (said.step !== step) setSaid({ step, text });
  return <PoliteStatus role="status" text={said.text} occasion={said} delayMs={100} />;
}
