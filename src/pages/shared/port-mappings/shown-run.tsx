import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { PlannedRevert } from '../../../queries/port-mapping-reverts.ts';
import { isUnderWay, type useMappingRun } from '../../../queries/port-mapping-runs.ts';
import { timeLeftInWords } from '../../../rules/port-mapping-run-progress.ts';
import { progressOfRun, sentenceOfRun, titleOfRun, whyStopped } from '../../../rules/port-mapping-run-words.ts';
import { countResults, type MappingRun } from '../../../rules/port-mapping-runs.ts';
import { Alert } from '../../../ui/alert.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { type Problem, ProblemAlert } from '../problem.tsx';
import { RevertDialog } from './revert-dialog.tsx';
import { RunAnnouncements } from './run-announcements.tsx';
import { RunControls } from './run-controls.tsx';
import { RunResults } from './run-results.tsx';
import { useContainerNames } from './use-container-names.ts';
import { useRevertRun } from './use-revert.ts';
import { shownRunId } from './use-run-end.ts';
import { useTimeLeft } from './use-time-left.ts';

export interface ShownRunProps extends Omit<ReturnType<typeof useMappingRun>, 'run' | 'start'> {
  run: MappingRun;
  /** It began while the person looked: the button that started it is gone or out of sight. */
  isNew: boolean;
}

/** A run with all that can be done about it. */
export function ShownRun({ run, isNew, ...control }: ShownRunProps) {
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const names = useContainerNames();
  const way = useWayBack(run);
  const timeLeft = useTimeLeft(run);
  const counts = countResults(run);
  const total = run.steps.length;
  const settled = total - counts.waiting - counts.running;
  const isGoing = isUnderWay(run);
  const title = titleOfRun(run);
  const progress = progressOfRun(counts, isGoing);
  const timed = [progress, run.state === 'running' ? timeLeftInWords(timeLeft) : ''].filter(Boolean).join(', ');
  const reason = run.problem ?? whyStopped(run);
  const sentence = sentenceOfRun(run);
  const [wasNew] = useState(isNew);
  useLayoutEffect(() => {
    if (wasNew) heading.current?.focus();
  }, [wasNew]);
  // The button that stopped it goes, and would take the focus with it.
  useLayoutEffect(() => {
    if (!isGoing && document.activeElement === document.body) heading.current?.focus();
  }, [isGoing]);

  return (
    <section
      id={shownRunId(run)}
      aria-labelledby={titleId}
      className="mb-4 flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h3 id={titleId} tabIndex={-1} ref={heading} className="font-medium text-base">
          {title}
        </h3>
        <p className="min-w-0 grow text-muted tabular-nums">{timed}</p>
        <RunAnnouncements title={title} progress={progress} isGoing={isGoing} isReadAtFirst={wasNew} />
        <RunControls run={run} counts={counts} isPlanning={way.isPlanning} onRevert={way.ask} {...control} />
      </div>
      {run.state !== 'ended' && <ProgressBar labelledBy={titleId} text={timed} value={settled} max={total} />}
      {sentence && <p>{sentence}</p>}
      {reason && !isGoing && (
        <Alert tone="danger" title={run.problem ? undefined : 'It stopped at something unexpected'}>
          {reason}
        </Alert>
      )}
      {way.problem && <ProblemAlert problem={way.problem} onHide={way.hideProblem} />}
      <RunResults run={run} counts={counts} isGoing={isGoing} names={names} />
      {way.asked && <RevertDialog planned={way.asked} names={names} onClose={way.close} />}
    </section>
  );
}

/** The button "Revert": one step goes at once, more is shown first. */
function useWayBack(run: MappingRun) {
  const revert = useRevertRun();
  const [asked, setAsked] = useState<PlannedRevert | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPlanning, setIsPlanning] = useState(false);
  async function ask() {
    setProblem(null);
    setIsPlanning(true);
    const answer = await revert(run);
    setIsPlanning(false);
    if (answer.kind === 'problem') setProblem(answer.problem);
    if (answer.kind === 'ask') setAsked(answer.planned);
  }
  return {
    ask: () => void ask(),
    asked,
    close: () => setAsked(null),
    problem,
    hideProblem: () => setProblem(null),
    isPlanning,
  };
}
