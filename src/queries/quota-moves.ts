import type { Container } from '../api/schemas.ts';
import type { CapacitySources } from '../rules/capacity.ts';
import { nameAndUid } from '../rules/containers.ts';
import { objectionToMove, owedBy } from '../rules/quota-move-state.ts';
import type { QuotaMove, Resized } from '../rules/quota-moves.ts';
import {
  givenBackInWords,
  keptForUnknownInWords,
  NOT_CREATED,
  owedBeforeInWords,
  undecidedInWords,
  unreadBeforeMove,
  whyNotResized,
} from '../rules/quota-moves-words.ts';
import { SessionEndedError } from '../session/session.ts';
import type { CreationOutcome } from './create-container.ts';
import { unresolvedCreation } from './creation-attempts.ts';
import { giveBackOwed, type MoveContext, readList, resize, whyUnread } from './quota-move-giving-back.ts';
import { forgetMove, type KeptMove, keepMove, keptMove } from './quota-move-journal.ts';

/** How a move ended. `message`: whole sentences for the person. */
export type MoveOutcome =
  | { result: 'done'; creation?: CreationOutcome }
  /** Nothing was sent, or nothing that was sent was done. */
  | { result: 'not-begun'; message: string }
  /** The last step was not done, and the donors have theirs back. */
  | { result: 'undone'; message: string }
  /** Donors were shrunk for nothing, and do not have theirs back: it is kept, and "Give it back" tries again. */
  | { result: 'owed'; message: string }
  /** Nobody knows what became of a step; what was taken is not given back by itself: it is kept. */
  | { result: 'unknown'; message: string; creation?: CreationOutcome };

export interface MoveRequest {
  move: QuotaMove;
  sources: CapacitySources;
  /** The last step of a move for a new container, as `runCreation` does it; undefined: nobody knows what it did. */
  create?: () => Promise<CreationOutcome | undefined>;
}

/**
 * The way back after a step that was not done. `unsure`: a donor whose shrinking has no known end, so that the move
 * stays kept in case that it takes effect later.
 */
async function turnBack(
  context: MoveContext,
  { kept, sources, why, unsure }: { kept: KeptMove; sources: CapacitySources; why: string; unsure?: Resized },
): Promise<MoveOutcome> {
  const { address } = kept.move;
  const back = await giveBackOwed(context, kept, sources);
  if (back.result === 'reached') {
    forgetMove(context, address);
    return { result: 'done' };
  }
  if (back.result === 'owed') {
    const message = `${why} ${back.message}`;
    keepMove(context, { ...kept, reason: message });
    return { result: 'owed', message };
  }
  const message = [why, givenBackInWords(back)].filter(Boolean).join(' ');
  if (unsure && !back.donors.some(({ uid }) => uid === unsure.uid)) return { result: 'unknown', message };
  forgetMove(context, address);
  return back.donors.length === 0 ? { result: 'not-begun', message } : { result: 'undone', message };
}

/** What a creation did: `not-done` is sure, also when an earlier one was found in its place and nothing was sent. */
function judgeCreated(outcome: CreationOutcome | undefined): { verdict: 'done' | 'not-done' | 'unknown'; why: string } {
  if (!outcome) return { verdict: 'unknown', why: '' };
  if (outcome.verdict === 'not-sent') {
    return { verdict: 'not-done', why: outcome.message ?? `${NOT_CREATED.sent} ${whyUnread(outcome.error)}` };
  }
  if (outcome.verdict === 'nothing-unresolved') return { verdict: 'not-done', why: NOT_CREATED.sent };
  if (outcome.earlier && outcome.verdict !== 'cannot-tell') {
    return { verdict: 'not-done', why: NOT_CREATED.earlier };
  }
  if (outcome.verdict === 'not-done') return { verdict: 'not-done', why: outcome.message };
  return { verdict: outcome.verdict === 'cannot-tell' ? 'unknown' : 'done', why: '' };
}

async function takeLastStep(context: MoveContext, kept: KeptMove, request: MoveRequest): Promise<MoveOutcome> {
  const { sources, create } = request;
  const { target, address } = kept.move;
  if (target.kind === 'grow') {
    context.onStep({ kind: 'growing', name: nameAndUid(target) });
    const outcome = await resize(context, target, sources);
    if (outcome.verdict !== 'done') {
      return turnBack(context, { kept, sources, why: whyNotResized(target, outcome, { others: true }) });
    }
    forgetMove(context, address);
    return { result: 'done' };
  }
  context.onStep({ kind: 'creating', name: target.name });
  const creation = await create?.();
  const { verdict, why } = judgeCreated(creation);
  if (verdict === 'not-done') return turnBack(context, { kept, sources, why });
  if (verdict === 'done') forgetMove(context, address);
  if (verdict === 'done') return { result: 'done', ...(creation && { creation }) };
  const message = keptForUnknownInWords(target.name);
  keepMove(context, { ...kept, reason: message });
  return { result: 'unknown', message, ...(creation && { creation }) };
}

/** Why a move must not begin now; undefined when it may. */
function objectionTo(context: MoveContext, { move, sources }: MoveRequest, containers: readonly Container[]) {
  const earlier = keptMove(context, move.address);
  const owed = earlier ? owedBy(earlier.move, containers, earlier.beforeUids) : [];
  if (earlier && owed.length > 0) {
    return owedBeforeInWords(owed, earlier.move);
  }
  const attempt = move.target.kind === 'create' ? unresolvedCreation(context) : undefined;
  if (attempt) return undecidedInWords(attempt.wanted.name);
  return objectionToMove(move, { containers, sources });
}

/**
 * Shrinks the donors, one after the other, then grows or creates: at no moment is more asked of the server than it has.
 * Each write is sent once and judged by a read; a donor that somebody resized meanwhile is left alone. When a step is
 * not done, the donors get back what they gave; when nobody knows whether a container was created, they do not, because
 * it may exist. The move is kept in the tab from before the first write until nothing is owed.
 */
export async function runQuotaMove(context: MoveContext, request: MoveRequest): Promise<MoveOutcome> {
  const { move, sources } = request;
  const notBegun = (message: string): MoveOutcome => ({ result: 'not-begun', message });
  context.onStep({ kind: 'reading', name: move.address });
  let containers: readonly Container[];
  try {
    containers = await readList(context);
  } catch (error) {
    if (error instanceof SessionEndedError) return notBegun(error.message);
    return notBegun(unreadBeforeMove(whyUnread(error)));
  }
  const objection = objectionTo(context, request, containers);
  if (objection) return notBegun(`${objection} Nothing was sent.`);
  const here = containers.filter((container) => container.server_address === move.address);
  const kept: KeptMove = { move, beforeUids: here.map(({ uid }) => uid), startedAt: Date.now() };
  keepMove(context, kept);
  for (const donor of move.donors) {
    context.onStep({ kind: 'shrinking', name: nameAndUid(donor) });
    const outcome = await resize(context, donor, sources);
    if (outcome.verdict === 'done') continue;
    const why = whyNotResized(donor, outcome);
    return turnBack(context, { kept, sources, why, ...(outcome.verdict === 'cannot-tell' && { unsure: donor }) });
  }
  return takeLastStep(context, kept, request);
}
