import { listContainers } from '../api/containers.ts';
import type { Container } from '../api/schemas.ts';
import type { CapacitySources } from '../rules/capacity.ts';
import { nameAndUid } from '../rules/containers.ts';
import { explainReadFailure } from '../rules/failures.ts';
import { owedBy, stateOfMove } from '../rules/quota-move-state.ts';
import { type Resized, undoOf } from '../rules/quota-moves.ts';
import {
  givenBackInWords,
  type MoveProgress,
  notGivenBackInWords,
  unreadBeforeGivingBack,
  whyNotResized,
} from '../rules/quota-moves-words.ts';
import { assertSignedInAs, SessionEndedError } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { runEdit } from './edit-container.ts';
import { forgetMove, type KeptMove } from './quota-move-journal.ts';
import { readAndShow } from './read-and-show.ts';
import type { WriteContext } from './write-context.ts';

/** Who asks for a move, and who is told how far it is. */
export interface MoveContext extends WriteContext {
  onStep: (progress: MoveProgress) => void;
}

/** Reads the list just before a step. @throws ApiError, SessionEndedError */
export async function readList({ queryClient, connection }: MoveContext): Promise<readonly Container[]> {
  assertSignedInAs(connection);
  const { items } = await readAndShow(queryClient, connection, containersQuery().queryKey, () =>
    listContainers(connection),
  );
  assertSignedInAs(connection);
  return items;
}

/** Why {@link readList} threw, as a sentence. */
export const whyUnread = (error: unknown) =>
  error instanceof SessionEndedError ? error.message : explainReadFailure(error, 'the list').detail;

/** One step: sent once, judged by a read; not sent to a container that no longer has the size that it starts from. */
export const resize = (context: MoveContext, { uid, from, to }: Resized, sources: CapacitySources) =>
  runEdit(context, { uid, base: from, change: { ...to }, sources });

type GivenBack =
  /** `left`: those that somebody has resized otherwise meanwhile. */
  | { result: 'given-back'; donors: Resized[]; left: Resized[] }
  /** What the room was taken for is there after all. */
  | { result: 'reached' }
  | { result: 'owed'; message: string };

/** Grows back whoever a fresh list shows as shrunk for nothing, each once, judged by a read. */
export async function giveBackOwed(context: MoveContext, kept: KeptMove, sources: CapacitySources): Promise<GivenBack> {
  const { move, beforeUids } = kept;
  let containers: readonly Container[];
  try {
    containers = await readList(context);
  } catch (error) {
    return { result: 'owed', message: unreadBeforeGivingBack(whyUnread(error)) };
  }
  const state = stateOfMove(move, containers, beforeUids);
  if (state.isReached) return { result: 'reached' };
  const donors = owedBy(move, containers, beforeUids);
  const failures: string[] = [];
  for (const donor of donors) {
    context.onStep({ kind: 'giving-back', name: nameAndUid(donor) });
    const outcome = await resize(context, undoOf(donor), sources);
    if (outcome.verdict === 'done') continue;
    failures.push(notGivenBackInWords(donor, whyNotResized(undoOf(donor), outcome, { others: true })));
  }
  if (failures.length > 0) return { result: 'owed', message: failures.join(' ') };
  return { result: 'given-back', donors, left: move.donors.filter(({ uid }) => state.donors[uid] === 'changed') };
}

/** How giving back ended. `reached`: what the room was taken for is there after all, so nothing was given back. */
export type GivingBackOutcome = { result: 'given-back' | 'owed'; message: string } | { result: 'reached' };

/** Gives back what a kept move owes, by a fresh list; it stays kept until that is done. */
export async function runGiveBack(
  context: MoveContext,
  kept: KeptMove,
  sources: CapacitySources,
): Promise<GivingBackOutcome> {
  const back = await giveBackOwed(context, kept, sources);
  if (back.result === 'owed') return back;
  forgetMove(context, kept.move.address);
  return back.result === 'reached' ? back : { result: 'given-back', message: givenBackInWords(back) };
}
