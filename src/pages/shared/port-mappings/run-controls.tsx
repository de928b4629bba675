import { isUnderWay } from '../../../queries/port-mapping-runs.ts';
import { countResumable } from '../../../rules/port-mapping-run-words.ts';
import type { MappingRun, RunCounts } from '../../../rules/port-mapping-runs.ts';
import { formatNumber } from '../../../rules/units.ts';
import { Button } from '../../../ui/button.tsx';

export interface RunControlsProps {
  run: MappingRun;
  counts: RunCounts;
  pause: () => void;
  stop: () => void;
  resume: () => void;
  retryFailed: () => void;
  dismiss: () => void;
  /** The way back is being planned. */
  isPlanning: boolean;
  onRevert: () => void;
}

/**
 * What can be done about a run in its state. The first button stands in one place for holding it up and for letting it go on,
 * so that the focus stays on it.
 */
export function RunControls(props: RunControlsProps) {
  const { run, counts, pause, stop, resume, retryFailed, dismiss, isPlanning, onRevert } = props;
  const { state, origin } = run;
  const isGoing = isUnderWay(run);
  const isPaused = state === 'paused';
  const notSent = countResumable(run, counts);
  const troubled = counts.failed + counts.unknown - (notSent - counts.waiting);
  const done = counts.done + counts['done-with-clash'];
  const goOn = isPaused ? 'Resume' : `Go on with the ${formatNumber(notSent)} not sent`;
  return (
    <span className="flex flex-wrap gap-2">
      {(isGoing || notSent > 0) && (
        <Button
          size="small"
          variant={isGoing ? 'secondary' : 'primary'}
          busy={state === 'pausing'}
          disabledReason={state === 'stopping' ? 'It is stopping.' : undefined}
          onClick={isGoing ? pause : resume}
        >
          {isGoing ? 'Pause' : goOn}
        </Button>
      )}
      {(isGoing || isPaused) && (
        <Button size="small" busy={state === 'stopping'} onClick={stop}>
          Stop
        </Button>
      )}
      {!isGoing && troubled > 0 && (
        <Button size="small" onClick={retryFailed}>
          Retry failed
        </Button>
      )}
      {!isGoing && !isPaused && done > 0 && origin !== 'revert' && (
        <Button size="small" busy={isPlanning} onClick={onRevert}>
          Revert
        </Button>
      )}
      {!isGoing && !isPaused && (
        <Button size="small" onClick={dismiss}>
          Dismiss
        </Button>
      )}
    </span>
  );
}
