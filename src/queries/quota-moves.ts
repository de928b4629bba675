import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listContainers } from '../api/containers.ts';
import type { Container } from '../api/schemas.ts';
import type { CapacitySources } from '../rules/capacity.ts';
import { FIELD_WORDS } from '../rules/container-changes.ts';
import { nameAndUid } from '../rules/containers.ts';
import { explainReadFailure } from '../rules/failures.ts';
import {
  changeOfStep,
  objectionToMove,
  owedBy,
  type QuotaMove,
  type Resized,
  stateOfMove,
  undoOf,
} from '../rules/quota-moves.ts';
import { listInWords, shrunkInWords, sizesInWords } from '../rules/quota-moves-words.ts';
import { assertSignedInAs, currentConnection, isSignedInAs, SessionEndedError } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import type { CreationOutcome } from './create-container.ts';
import { unresolvedCreation } from './creation-attempts.ts';
import { type EditOutcome, runEdit } from './edit-container.ts';
import { forgetMove, type KeptMove, keepMove, keptMove } from './quota-move-journal.ts';
import { readAndShow } from './read-and-show.ts';
import type { WriteContext } from './write-context.ts';

/** What the panel is doing for a move right now, and to whom; the page turns it into a live line. */
export interface MoveProgress {
  kind: 'reading' | 'shrinking' | 'growing' | 'creating' | 'giving-back';
  name: string;
}

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

interface Context extends WriteContext {
  onStep: (progress: MoveProgress) => void;
}

async function readList({ queryClient, connection }: Context): Promise<readonly Container[]> {
  assertSignedInAs(connection);
  const { items } = await readAndShow(queryClient, connection, containersQuery().queryKey, () =>
    listContainers(connection),
  );
  assertSignedInAs(connection);
  return items;
}

const whyUnread = (error: unknown) =>
  error instanceof SessionEndedError ? error.message : explainReadFailure(error, 'the list').detail;

type Failed = Exclude<EditOutcome, { verdict: 'done' }>;

function whyNotResized(one: Resized, outcome: Failed): string {
  if (outcome.verdict === 'conflict') {
    const keys = outcome.conflicts.map(({ key, theirs }) => `${FIELD_WORDS[key]} ${theirs}`);
    return `${nameAndUid(one)} was resized meanwhile (${listInWords(keys)}): nothing was sent to it.`;
  }
  if (outcome.verdict === 'cannot-tell') {
    return `No readable answer came for ${nameAndUid(one)}, and it does not show ${sizesInWords(one.to)}.`;
  }
  return outcome.message;
}

const resize = (context: Context, { uid, from, to }: Resized, sources: CapacitySources) =>
  runEdit(context, { uid, base: from, change: changeOfStep({ to }), sources });

type GivenBack =
  /** `left`: those that somebody has resized otherwise meanwhile. */
  | { result: 'given-back'; donors: Resized[]; left: Resized[] }
  /** What the room was taken for is there after all. */
  | { result: 'reached' }
  | { result: 'owed'; message: string };

/** Grows back whoever a fresh list shows as shrunk for nothing, each once, judged by a read. */
async function giveBackOwed(context: Context, kept: KeptMove, sources: CapacitySources): Promise<GivenBack> {
  const { move, beforeUids } = kept;
  let containers: readonly Container[];
  try {
    containers = await readList(context);
  } catch (error) {
    return { result: 'owed', message: `Nothing was given back: the list could not be read. ${whyUnread(error)}` };
  }
  const state = stateOfMove(move, containers, beforeUids);
  if (state.isReached) return { result: 'reached' };
  const donors = owedBy(move, containers, beforeUids);
  const failures: string[] = [];
  for (const donor of donors) {
    context.onStep({ kind: 'giving-back', name: nameAndUid(donor) });
    const outcome = await resize(context, undoOf(donor), sources);
    if (outcome.verdict === 'done') continue;
    const room = outcome.verdict === 'cannot-tell' ? ' Containers of other customers may have taken the room.' : '';
    failures.push(
      `${nameAndUid(donor)} did not get its ${sizesInWords(donor.from)} back. ${whyNotResized(undoOf(donor), outcome)}${room}`,
    );
  }
  if (failures.length > 0) return { result: 'owed', message: failures.join(' ') };
  return { result: 'given-back', donors, left: move.donors.filter(({ uid }) => state.donors[uid] === 'changed') };
}

function givenBackInWords({ donors, left }: Extract<GivenBack, { result: 'given-back' }>): string {
  const back = donors.map((donor) => `${nameAndUid(donor)} has ${sizesInWords(donor.from)} again.`);
  const others = left.map((donor) => `${nameAndUid(donor)} was resized meanwhile and is left as it is.`);
  return [...back, ...others].join(' ');
}

/**
 * The way back after a step that was not done. `unsure`: a donor whose shrinking has no known end, so that the move
 * stays kept in case that it takes effect later.
 */
async function turnBack(
  context: Context,
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
    return { verdict: 'not-done', why: outcome.message ?? `It was not created. ${whyUnread(outcome.error)}` };
  }
  if (outcome.verdict === 'nothing-unresolved') return { verdict: 'not-done', why: 'It was not created.' };
  if (outcome.earlier && outcome.verdict !== 'cannot-tell') {
    return { verdict: 'not-done', why: 'A creation of before was found, so nothing was created now.' };
  }
  if (outcome.verdict === 'not-done') return { verdict: 'not-done', why: outcome.message };
  return { verdict: outcome.verdict === 'cannot-tell' ? 'unknown' : 'done', why: '' };
}

async function takeLastStep(context: Context, kept: KeptMove, request: MoveRequest): Promise<MoveOutcome> {
  const { sources, create } = request;
  const { target, address } = kept.move;
  if (target.kind === 'grow') {
    context.onStep({ kind: 'growing', name: nameAndUid(target) });
    const outcome = await resize(context, target, sources);
    if (outcome.verdict !== 'done') {
      const why =
        outcome.verdict === 'cannot-tell'
          ? `${whyNotResized(target, outcome)} Containers of other customers may have taken the room.`
          : whyNotResized(target, outcome);
      return turnBack(context, { kept, sources, why });
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
  const message = `No answer told what became of ${target.name}, so nothing was given back by itself.`;
  keepMove(context, { ...kept, reason: message });
  return { result: 'unknown', message, ...(creation && { creation }) };
}

/** Why a move must not begin now; undefined when it may. */
function objectionTo(context: Context, { move, sources }: MoveRequest, containers: readonly Container[]) {
  const earlier = keptMove(context, move.address);
  const owed = earlier ? owedBy(earlier.move, containers, earlier.beforeUids) : [];
  if (earlier && owed.length > 0) {
    return `${shrunkInWords(owed)} for ${earlier.move.target.name} before. Give it back or leave it first.`;
  }
  const attempt = move.target.kind === 'create' ? unresolvedCreation(context) : undefined;
  if (attempt) return `It is not known yet whether ${attempt.wanted.name} was created. Decide about it first.`;
  return objectionToMove(move, { containers, sources });
}

/**
 * Shrinks the donors, one after the other, then grows or creates: at no moment is more asked of the server than it has.
 * Each write is sent once and judged by a read; a donor that somebody resized meanwhile is left alone. When a step is
 * not done, the donors get back what they gave; when nobody knows whether a container was created, they do not, because
 * it may exist. The move is kept in the tab from before the first write until nothing is owed.
 */
export async function runQuotaMove(context: Context, request: MoveRequest): Promise<MoveOutcome> {
  const { move, sources } = request;
  const notBegun = (message: string): MoveOutcome => ({ result: 'not-begun', message });
  context.onStep({ kind: 'reading', name: move.address });
  let containers: readonly Container[];
  try {
    containers = await readList(context);
  } catch (error) {
    if (error instanceof SessionEndedError) return notBegun(error.message);
    return notBegun(`The list could not be read, so nothing was sent. ${whyUnread(error)}`);
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

/** How giving back ended. `reached`: what the room was taken for is there after all, so nothing was given back. */
export type GivingBackOutcome = { result: 'given-back' | 'owed'; message: string } | { result: 'reached' };

/** Gives back what a kept move owes, by a fresh list; it stays kept until that is done. */
export async function runGiveBack(
  context: Context,
  kept: KeptMove,
  sources: CapacitySources,
): Promise<GivingBackOutcome> {
  const back = await giveBackOwed(context, kept, sources);
  if (back.result === 'owed') return back;
  forgetMove(context, kept.move.address);
  return back.result === 'reached' ? back : { result: 'given-back', message: givenBackInWords(back) };
}

const moveKey = (address: string) => ['move-quota', address];
const progressKey = (address: string) => ['quota-move-progress', address];

/** Whether a move on this server, or the way back, is under way in this tab. */
export function useIsMovingQuota(address: string): boolean {
  return useIsMutating({ mutationKey: moveKey(address) }) > 0;
}

/**
 * The writes of {@link runQuotaMove} and {@link runGiveBack}. Both ignore a call while one is under way (undefined then);
 * `progress` survives leaving the page and coming back.
 */
export function useQuotaMove(address: string) {
  const queryClient = useQueryClient();
  const isRunning = useIsMovingQuota(address);
  const { data: progress } = useQuery<MoveProgress | null>({
    queryKey: progressKey(address),
    queryFn: () => null,
    enabled: false,
    initialData: null,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const begin = (): Context => {
    const connection = currentConnection();
    const onStep = (step: MoveProgress) => {
      if (isSignedInAs(connection)) queryClient.setQueryData(progressKey(address), step);
    };
    return { queryClient, connection, onStep };
  };
  const options = { mutationKey: moveKey(address), meta: { changes: containersQuery().queryKey } };
  const move = useMutation({ ...options, mutationFn: (request: MoveRequest) => runQuotaMove(begin(), request) });
  const giveBack = useMutation({
    ...options,
    mutationFn: ({ kept, sources }: { kept: KeptMove; sources: CapacitySources }) =>
      runGiveBack(begin(), kept, sources),
  });
  const isFree = () => queryClient.isMutating({ mutationKey: moveKey(address) }) === 0;
  return {
    isRunning,
    progress: isRunning ? progress : null,
    run: async (request: MoveRequest) => (isFree() ? move.mutateAsync(request) : undefined),
    giveBack: async (kept: KeptMove, sources: CapacitySources) =>
      isFree() ? giveBack.mutateAsync({ kept, sources }) : undefined,
    /** Drops what is kept: the person has decided that the sizes are right as they are. */
    leave: () => forgetMove({ queryClient, connection: currentConnection() }, address),
  };
}
