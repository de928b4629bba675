import { createContainer, listContainers } from '../api/containers.ts';
import { isNotSignedIn, type WriteAnswer } from '../api/errors.ts';
import type { Listing } from '../api/transport.ts';
import {
  type Container,
  type ContainerChange,
  type CreationVerdict,
  judgeCreation,
  type NewContainer,
  NOT_CREATED_FOR_PASSWORD,
} from '../rules/containers.ts';
import { assertSignedInAs } from '../session/session.ts';
import { keepLessonOfCreation } from './capacity.ts';
import { type ChangeOutcome, runChange } from './change-container.ts';
import { containersQuery } from './containers.ts';
import {
  type CreationAttempt,
  decisivePart,
  forgetAttempt,
  keepAttempt,
  noteOnAttempt,
  unresolvedCreation,
} from './creation-attempts.ts';
import { keepChange } from './kept-changes.ts';
import { readAndShow } from './read-and-show.ts';
import { settle } from './settle.ts';
import type { WriteContext } from './write-context.ts';

/** What the panel is doing for a creation right now; the page turns it into a live line. */
export type CreationStep =
  | 'looking-for-earlier'
  | 'reading-before'
  | 'sending'
  | 'reading-after'
  | 'looking-again'
  | 'starting';

type NotDone = Extract<CreationVerdict, { verdict: 'not-done' }>;

/** How a creation ended. `earlier`: it is about an attempt of before; what was asked for now was not sent. */
export type CreationOutcome =
  /**
   * `start`: what became of the distro, keys, tags and note; absent when there were none, and when it is `earlier`:
   * they are kept for the container's page then, which asks.
   */
  | { verdict: 'done'; container: Container; start?: ChangeOutcome; attempt: CreationAttempt; earlier: boolean }
  | { verdict: 'done-twice'; containers: Container[]; attempt: CreationAttempt; earlier: boolean }
  | (NotDone & { attempt: CreationAttempt; earlier: boolean })
  /** Looked for in vain until now, or the list cannot be read (`readError`): the person decides. */
  | { verdict: 'cannot-tell'; readError?: unknown; attempt: CreationAttempt; earlier: boolean }
  /**
   * The list could not be read before the creation, or the person signed out meanwhile: nothing was sent. `message`: why,
   * when the error's own words would not be true any more once the password is given again.
   */
  | { verdict: 'not-sent'; error: unknown; message?: string }
  /** Nothing was sent, and nothing is left to look for. */
  | { verdict: 'nothing-unresolved' };

/**
 * `create`: send it, but only when no earlier attempt is unresolved. `create-again`: the person has decided to send it
 * although an earlier attempt was not found. `look`: send nothing, only look for the earlier attempt.
 */
export type CreationRequest =
  | { mode: 'create' | 'create-again'; wanted: NewContainer; start: ContainerChange }
  | { mode: 'look' };

/** After this a write that was ever going to take effect has: the longest wait for an answer and the look after it. */
const LOOKED_LONG_ENOUGH_MS = 60_000;

const UNKNOWN: WriteAnswer = { outcome: 'unknown', cause: 'no-answer' };

interface Context extends WriteContext {
  onStep: (step: CreationStep) => void;
}

function readContainers({ queryClient, connection }: Context): Promise<Listing<Container>> {
  return readAndShow(queryClient, connection, containersQuery().queryKey, () => listContainers(connection));
}

/** Twins were shown already: they count as such only while they are still alike. */
function judgeAttempt(attempt: CreationAttempt, after: Listing<Container>): CreationVerdict | { verdict: 'settled' } {
  const { wanted, beforeUids, answer = UNKNOWN, twins } = attempt;
  const seen = twins ? after.items.filter((container) => twins.includes(container.uid)) : after.items;
  const unreadable = after.unreadable.length;
  const verdict = judgeCreation({ beforeUids: new Set(beforeUids), wanted, answer, after: seen, unreadable });
  if (!twins || verdict.verdict === 'done-twice') return verdict;
  return unreadable > 0 ? { verdict: 'cannot-tell' } : { verdict: 'settled' };
}

/** Looks for an attempt: on the schedule of design.md §5 while it is young, with one read when it is old. */
async function lookFor(context: Context, attempt: CreationAttempt) {
  const read = () => readContainers(context);
  const judge = (after: Listing<Container>) => judgeAttempt(attempt, after);
  if (Date.now() - attempt.startedAt < LOOKED_LONG_ENOUGH_MS) {
    return settle({ read, judge, onLookAgain: () => context.onStep('looking-again') });
  }
  try {
    return judge(await read());
  } catch (readError) {
    return { verdict: 'cannot-tell' as const, readError };
  }
}

const isEmpty = (change: ContainerChange) => Object.keys(change).length === 0;

/**
 * Turns a verdict into the outcome. The container that was asked for just now is started as the attempt says (one POST
 * to it). Nobody knows who has set up one of an earlier attempt meanwhile: it is not touched, its page asks.
 */
async function conclude(
  context: Context,
  attempt: CreationAttempt,
  verdict: CreationVerdict,
  earlier: boolean,
): Promise<CreationOutcome> {
  if (verdict.verdict === 'done-twice') {
    noteOnAttempt(context, attempt, { twins: verdict.containers.map(({ uid }) => uid) });
  }
  if (verdict.verdict === 'not-done') forgetAttempt(context, attempt);
  if (verdict.verdict !== 'done') return { ...verdict, attempt, earlier };
  const { uid } = verdict.container;
  let start: ChangeOutcome | undefined;
  if (!isEmpty(attempt.start) && earlier) keepChange(context, uid, attempt.start);
  if (!isEmpty(attempt.start) && !earlier) {
    context.onStep('starting');
    start = await runChange(context, uid, attempt.start);
  }
  // Only now: a reload in between finds the container again, and what it should start with.
  forgetAttempt(context, attempt);
  return { ...verdict, ...(start && { start }), attempt, earlier };
}

/**
 * Creates a container, once (api.md §3, design.md §5): list before, one POST, list after, and the rule decides. Then one
 * POST to the new container sets what it starts with. An attempt whose end is not known is looked for first, and as long
 * as it is not found, only `create-again` sends anything; not even that when the list cannot be read.
 */
export async function runCreation(context: Context, request: CreationRequest): Promise<CreationOutcome> {
  const unresolved = unresolvedCreation(context);
  if (unresolved) {
    context.onStep('looking-for-earlier');
    const found = await lookFor(context, unresolved);
    if (found.verdict === 'done' || found.verdict === 'done-twice') return conclude(context, unresolved, found, true);
    if (found.verdict === 'not-done' && request.mode === 'look') return conclude(context, unresolved, found, true);
    if (found.verdict === 'cannot-tell') {
      // A list that nobody could read is no list without the container.
      const isRead = !('readError' in found);
      if (request.mode !== 'create-again' || !isRead) return { ...found, attempt: unresolved, earlier: true };
      // It stays kept until the new attempt takes its place.
    } else forgetAttempt(context, unresolved);
  }
  if (request.mode === 'look') return { verdict: 'nothing-unresolved' };
  return send(context, request.wanted, request.start);
}

async function send(context: Context, wanted: NewContainer, start: ContainerChange): Promise<CreationOutcome> {
  const { connection, onStep } = context;
  onStep('reading-before');
  let before: Listing<Container>;
  try {
    before = await readContainers(context);
    assertSignedInAs(connection);
  } catch (error) {
    return { verdict: 'not-sent', error, ...(isNotSignedIn(error) && { message: NOT_CREATED_FOR_PASSWORD }) };
  }
  const beforeUids = before.items.map(({ uid }) => uid);
  const sent: CreationAttempt = { wanted, start, beforeUids, startedAt: Date.now() };
  keepAttempt(context, sent);
  onStep('sending');
  const answer = await createContainer(connection, wanted);
  const attempt = { ...sent, answer: decisivePart(answer) };
  noteOnAttempt(context, sent, { answer: attempt.answer });
  onStep(answer.outcome === 'unknown' ? 'looking-again' : 'reading-after');
  const verdict = await settle({
    read: () => readContainers(context),
    judge: ({ items, unreadable }) =>
      judgeCreation({
        beforeUids: new Set(beforeUids),
        wanted,
        answer,
        after: items,
        unreadable: unreadable.length,
      }),
    onLookAgain: () => onStep('looking-again'),
  });
  // A row that cannot be read takes room that nobody can add up.
  if (before.unreadable.length === 0) keepLessonOfCreation(context, { wanted, before: before.items, verdict });
  if (verdict.verdict === 'cannot-tell' && 'readError' in verdict && answer.outcome === 'not-signed-in') {
    // The list is locked too. The attempt stays kept, so that the next try reads it before it sends anything.
    return { verdict: 'not-done', message: NOT_CREATED_FOR_PASSWORD, attempt, earlier: false };
  }
  return conclude(context, attempt, verdict, false);
}
