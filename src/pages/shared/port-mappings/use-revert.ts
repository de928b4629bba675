import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { beginRevert, hasConflict, type PlannedRevert, planOfRevert } from '../../../queries/port-mapping-reverts.ts';
import { changeOfMappingRun } from '../../../queries/port-mapping-run-ends.ts';
import { shownMappingRun } from '../../../queries/port-mapping-runs.ts';
import type { MappingChange } from '../../../rules/port-mapping-history.ts';
import { nameOfChange, whyNoRevert } from '../../../rules/port-mapping-history-words.ts';
import { whyWaitFor } from '../../../rules/port-mapping-run-words.ts';
import type { MappingRun } from '../../../rules/port-mapping-runs.ts';
import { currentConnection, isSignedInAs } from '../../../session/session.ts';
import type { Problem } from '../problem.tsx';
import { problemBefore } from './problem.ts';

/** What became of the wish to revert; `ask`: a person must look at it before it begins. */
export type RevertAnswer =
  | { kind: 'begun' }
  | { kind: 'ask'; planned: PlannedRevert }
  | { kind: 'problem'; problem: Problem };

/** Begins a planned revert; gives why nothing was sent, undefined when it has begun. */
export function beginPlanned(queryClient: QueryClient, planned: PlannedRevert): Problem | undefined {
  const beginning = beginRevert(queryClient, planned);
  if (beginning === 'begun') return undefined;
  return beginning === 'session-ended' ? sessionEnded(planned.change) : problemNow(queryClient, planned.change);
}

function sessionEnded(change: MappingChange): Problem {
  return {
    title: `${nameOfChange(change)}: not reverted`,
    detail:
      'The session in which this was planned has ended. Nothing was sent. Its list of changes is gone as well: look at the table.',
  };
}

/** Why a change cannot be reverted now. */
function problemNow(queryClient: QueryClient, change: MappingChange): Problem | undefined {
  const run = shownMappingRun(queryClient);
  const reason = whyNoRevert(change) ?? (run && whyWaitFor(run));
  if (!reason) return undefined;
  return { title: `${nameOfChange(change)}: not reverted`, detail: `${reason.replace(/\.$/, '')}. Nothing was sent.` };
}

/** Plans the way back by a fresh table; `begun` at once when it is no more than `mostSteps` and nothing stands in its way. */
async function revert(queryClient: QueryClient, change: MappingChange, mostSteps: number): Promise<RevertAnswer> {
  const before = problemNow(queryClient, change);
  if (before) return { kind: 'problem', problem: before };
  const { address } = change;
  const name = nameOfChange(change);
  const connection = currentConnection();
  try {
    const planned = await planOfRevert({ queryClient, connection, address }, change);
    const { plan } = planned;
    if (!isSignedInAs(connection)) return { kind: 'problem', problem: sessionEnded(change) };
    if (plan.steps.length === 0 && !hasConflict(plan)) {
      const detail =
        'Nothing of it is left to take back: the table is as it was before, or later changes took it back. Nothing was sent.';
      return { kind: 'problem', problem: { title: `${name}: nothing to revert`, detail } };
    }
    if (hasConflict(plan) || plan.steps.length > mostSteps) return { kind: 'ask', planned };
    const problem = beginPlanned(queryClient, planned);
    return problem ? { kind: 'problem', problem } : { kind: 'begun' };
  } catch (error) {
    const problem = isSignedInAs(connection)
      ? problemBefore(error, `${name}: not reverted`, address)
      : sessionEnded(change);
    return { kind: 'problem', problem };
  }
}

/** {@link revert} for a person at a list of changes: one step goes at once, more is shown first. */
export function useRevert(): (change: MappingChange) => Promise<RevertAnswer> {
  const queryClient = useQueryClient();
  return useCallback((change) => revert(queryClient, change, 1), [queryClient]);
}

/** Reverts what a run did, as {@link useRevert} does. */
export function useRevertRun(): (run: MappingRun) => Promise<RevertAnswer> {
  const queryClient = useQueryClient();
  return useCallback((run) => revertRun(queryClient, run, 1), [queryClient]);
}

async function revertRun(queryClient: QueryClient, run: MappingRun, mostSteps: number): Promise<RevertAnswer> {
  const change = changeOfMappingRun(queryClient, run);
  if (change) return revert(queryClient, change, mostSteps);
  const detail = 'All of it stood already, so that it changed nothing. Nothing was sent.';
  return { kind: 'problem', problem: { title: 'Nothing to revert', detail } };
}

/** Why an Undo was not sent; undefined when it was. */
function problemOfUndo(answer: RevertAnswer): Problem | undefined {
  if (answer.kind === 'problem') return answer.problem;
  if (answer.kind === 'begun') return undefined;
  const { change, plan } = answer.planned;
  const conflict = plan.outcomes.find(({ kind }) => kind === 'conflict');
  const why = conflict?.kind === 'conflict' ? `${conflict.message} ` : '';
  return {
    title: `${nameOfChange(change)}: not undone`,
    detail: `${why}Nothing was sent. "Recent changes" shows what can still be reverted.`,
  };
}

/** The Undo of a small run: at once, or not at all and why. */
export async function undoRun(queryClient: QueryClient, run: MappingRun): Promise<Problem | undefined> {
  return problemOfUndo(await revertRun(queryClient, run, run.steps.length));
}

/** The Undo of a change: at once, or not at all and why. */
export async function undoChange(queryClient: QueryClient, change: MappingChange): Promise<Problem | undefined> {
  // The old row and the new one of an edit are two steps where neither is in the way of the other.
  return problemOfUndo(await revert(queryClient, change, change.removed.length + change.added.length));
}
