/** What is being applied, and what has come of it. */
import type { PlanStep } from './port-mapping-plans.ts';

/** What came of one step of a run. */
export type StepResult =
  | { state: 'waiting' | 'running' | 'done' }
  /** `done`, and somebody else took the public port in the same moment: both stand. */
  | { state: 'done-with-clash'; message: string }
  /**
   * The API refused, or the table had changed; `message` also says what stands now. `resumes`: a part of it is done and the
   * rest was not sent, so going on takes it too.
   */
  | { state: 'failed'; message: string; resumes?: true }
  /** No answer proved it and the table could not tell in time. `resumes`: because the sign-in ended. */
  | { state: 'unknown'; message: string; resumes?: true };

/** How many steps are in which state. */
export type RunCounts = Record<StepResult['state'], number>;

/** Where a run comes from: the words of its title. */
export type RunOrigin = 'import' | 'range' | 'copy' | 'delete-selected' | 'resolve-clash' | 'revert';

/**
 * One application of a plan to a server. `paused` and `stopped` send nothing more; the second was asked for or followed a
 * failure. `interrupted`: the page was reloaded while it was under way.
 */
export interface MappingRun {
  /** Tells a run from any other; ms since 1970. */
  startedAt: number;
  address: string;
  origin: RunOrigin;
  steps: readonly PlanStep[];
  /** By the place of the step. A step without one is waiting. */
  results: ReadonlyMap<number, StepResult>;
  /** Places of which something was sent and of which no table has shown what came of it. */
  begun: ReadonlySet<number>;
  state: 'running' | 'pausing' | 'paused' | 'stopping' | 'stopped' | 'ended' | 'interrupted';
  /** Why it could not begin or go on, e.g. the table could not be read. */
  problem?: string | undefined;
  /** The change of this tab that it takes back: the id of a `MappingChange`. */
  reverts?: number | undefined;
  /** What is sent without a pause: from the start, or from the last time it went on, to the next pause, stop or end. */
  go: {
    /** Ms since 1970. */
    startedAt: number;
    /** How many steps it takes. */
    steps: number;
    /** How many of them have a result, be it a good or a bad one. */
    settled: number;
  };
  /** False: the browser could not store the plan, so that a reload loses it. */
  survivesReload: boolean;
}

/** Counts the steps of a run by their state; those without a result are waiting. */
export function countResults({ steps, results }: Pick<MappingRun, 'steps' | 'results'>): RunCounts {
  const counts: RunCounts = { waiting: 0, running: 0, done: 0, 'done-with-clash': 0, failed: 0, unknown: 0 };
  for (const { state } of results.values()) counts[state] += 1;
  counts.waiting += steps.length - results.size;
  return counts;
}

/** Whether every step stands as it was wanted. */
export function isWhollyDone(run: Pick<MappingRun, 'steps' | 'results'>): boolean {
  const counts = countResults(run);
  return counts.done + counts['done-with-clash'] === run.steps.length;
}
