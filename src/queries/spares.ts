import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type ContainerChange,
  type ContainerDetail,
  isAsCreated,
  isSpare,
  type NewContainer,
  nameAndUid,
  spareChange,
} from '../rules/containers.ts';
import { explainReadFailure } from '../rules/failures.ts';
import { stillToSet } from '../rules/stale-edits.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { type ChangeOutcome, readContainer, sendChange } from './change-container.ts';
import { holdContainer } from './container-lock.ts';
import { containersQuery } from './containers.ts';
import { type CreationAttempt, forgetAttempt } from './creation-attempts.ts';
import { keepChange } from './kept-changes.ts';
import type { WriteContext } from './write-context.ts';

type NotSent = Extract<ChangeOutcome, { verdict: 'not-sent' }>;

const notSent = (message: string): NotSent => ({ verdict: 'not-sent', message });

/** Reads a container just before it is changed as something that it may no longer be. */
async function lookAt(context: WriteContext, uid: number): Promise<ContainerDetail | NotSent> {
  try {
    return await readContainer(context, uid);
  } catch (error) {
    const listed = context.queryClient.getQueryData(containersQuery().queryKey)?.items.find((one) => one.uid === uid);
    const called = nameAndUid({ name: listed?.name ?? '', uid });
    return notSent(`Nothing was sent: ${called} could not be read. ${explainReadFailure(error, called).detail}`);
  }
}

/** Somebody may have given it tags or keys: those stay. Until it is done, what was asked for is kept. */
async function sendWhatIsMissing(
  context: WriteContext,
  found: ContainerDetail,
  wanted: ContainerChange,
): Promise<ChangeOutcome> {
  const change = stillToSet(wanted, found);
  if (Object.keys(change).length === 0) return { verdict: 'done', container: found };
  return sendChange(context, found.uid, change, { keep: wanted });
}

/** Uses a spare for something: one change of it, sent only when a read just before still shows a spare. */
export function takeSpare(context: WriteContext, uid: number, change: ContainerChange): Promise<ChangeOutcome> {
  return holdContainer(context, uid, () => changeSpare(context, uid, change));
}

async function changeSpare(context: WriteContext, uid: number, change: ContainerChange): Promise<ChangeOutcome> {
  const found = await lookAt(context, uid);
  if ('verdict' in found) return found;
  if (!isSpare(found)) {
    if (isSignedInAs(context.connection)) {
      void context.queryClient.invalidateQueries({ queryKey: containersQuery().queryKey, exact: true });
    }
    return notSent(
      `${uid} is no spare any more: somebody uses it as ${found.name || 'a container without a name'}. Nothing was sent. Create a new container, or choose another spare.`,
    );
  }
  return sendWhatIsMissing(context, found, change);
}

/** Makes a spare of a container that was created as `wanted`, unless somebody has begun to use it. */
async function makeSpare(context: WriteContext, uid: number, wanted: NewContainer): Promise<ChangeOutcome> {
  const found = await lookAt(context, uid);
  if ('verdict' in found) return found;
  if (isSpare(found)) return { verdict: 'done' };
  if (!isAsCreated(found, wanted)) {
    return notSent(`${uid} is no longer as it was created: somebody has begun to use it. Nothing was sent to it.`);
  }
  return sendChange(context, uid, spareChange());
}

async function startAsCreated(context: WriteContext, uid: number, { wanted, start }: CreationAttempt) {
  const found = await lookAt(context, uid);
  if (!('verdict' in found) && isAsCreated(found, wanted)) return sendWhatIsMissing(context, found, start);
  keepChange(context, uid, start);
  return 'verdict' in found ? found : notSent(`Somebody has begun to set ${uid} up. Its page asks what to do.`);
}

/** What came of keeping one of several. With any in `failed`, nothing was started and the person decides again. */
export interface KeepOneOutcome {
  start?: ChangeOutcome;
  failed: { uid: number; outcome: Exclude<ChangeOutcome, { verdict: 'done' }> }[];
}

/** Several containers of one creation, of which the person keeps `uid`. */
export interface KeepOneChoice {
  uid: number;
  spares: readonly number[];
  attempt: CreationAttempt;
}

/**
 * Turns the other containers that a creation made into spares and starts the one that is kept (design.md §5). Each is
 * read just before: what somebody has begun to use is left alone.
 */
export async function keepOne(context: WriteContext, { uid, spares, attempt }: KeepOneChoice): Promise<KeepOneOutcome> {
  const failed: KeepOneOutcome['failed'] = [];
  for (const spare of spares) {
    const outcome = await holdContainer(context, spare, () => makeSpare(context, spare, attempt.wanted));
    if (outcome.verdict !== 'done') failed.push({ uid: spare, outcome });
  }
  if (failed.length > 0) return { failed };
  const hasStart = Object.keys(attempt.start).length > 0;
  const start = hasStart ? await holdContainer(context, uid, () => startAsCreated(context, uid, attempt)) : undefined;
  forgetAttempt(context, attempt);
  return { ...(start && { start }), failed };
}

/** Keeps all of them as they are. None is set up: each one's page asks for what was wanted of one. */
export function keepAll(context: WriteContext, uids: readonly number[], attempt: CreationAttempt): void {
  if (Object.keys(attempt.start).length > 0) for (const uid of uids) keepChange(context, uid, attempt.start);
  forgetAttempt(context, attempt);
}

/** Uses a spare: see {@link takeSpare} for what is promised. */
export function useTakeSpare() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['take-spare'],
    meta: { changes: containersQuery().queryKey },
    mutationFn: ({ uid, change }: { uid: number; change: ContainerChange }) =>
      takeSpare({ queryClient, connection: currentConnection() }, uid, change),
  });
}

/** Keeps one of several: see {@link keepOne} for what is promised. */
export function useKeepOne() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['keep-one'],
    meta: { changes: containersQuery().queryKey },
    mutationFn: (choice: KeepOneChoice) => keepOne({ queryClient, connection: currentConnection() }, choice),
  });
}

/** Keeps all of several: see {@link keepAll} for what is promised. */
export function useKeepAll(): (uids: readonly number[], attempt: CreationAttempt) => void {
  const queryClient = useQueryClient();
  return (uids, attempt) => keepAll({ queryClient, connection: currentConnection() }, uids, attempt);
}
