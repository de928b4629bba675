import { changeContainer, getContainer } from '../api/containers.ts';
import type { WriteAnswer } from '../api/errors.ts';
import { type Container, type ContainerChange, type ContainerDetail, containerSchema } from '../api/schemas.ts';
import { type ChangeVerdict, judgeChange, judgeUnseen, NOT_CHANGED_FOR_PASSWORD } from '../rules/change-verdicts.ts';
import { canBeSeen, keysOfChange } from '../rules/container-changes.ts';
import { assertSignedInAs, isSignedInAs } from '../session/session.ts';
import { holdContainer } from './container-lock.ts';
import { containerQuery, containersQuery } from './containers.ts';
import { forgetDone, keepChange } from './kept-changes.ts';
import { readAndShow } from './read-and-show.ts';
import { LOOK_AGAIN_AT_A_CHANGE_AFTER_MS, settle } from './settle.ts';
import type { WriteContext } from './write-context.ts';

/**
 * What a change did. `not-sent`: nothing was sent, and `message` says why. `container`: the last read after it, absent when
 * there was none.
 */
export type ChangeOutcome =
  | (Exclude<ChangeVerdict, { verdict: 'cannot-tell' }> & { container?: ContainerDetail })
  /** `readError`: the container could not be read either. */
  | { verdict: 'cannot-tell'; readError?: unknown; container?: ContainerDetail }
  | { verdict: 'not-sent'; message: string };

/** Shows in the list what reads of single containers gave, so that nobody has to read 10,000 of them for it. */
export async function showInList(
  { queryClient, connection }: WriteContext,
  rows: ReadonlyMap<number, Container>,
): Promise<void> {
  const { queryKey } = containersQuery();
  if (!isSignedInAs(connection) || !queryClient.getQueryData(queryKey)) return;
  // A read under way may be older than the write.
  await queryClient.cancelQueries({ queryKey, exact: true });
  queryClient.setQueryData(
    queryKey,
    (listing) => listing && { ...listing, items: listing.items.map((one) => rows.get(one.uid) ?? one) },
  );
}

/** Reads one container just before or after it is changed, and shows the answer on every page. @throws ApiError */
export async function readContainer(context: WriteContext, uid: number): Promise<ContainerDetail> {
  const { queryClient, connection } = context;
  const read = () => getContainer(connection, uid);
  const container = await readAndShow(queryClient, connection, containerQuery(uid).queryKey, read);
  const row = containerSchema.parse(container);
  if (context.onRow) context.onRow(row);
  else await showInList(context, new Map([[uid, row]]));
  return container;
}

/** When to look for what a change did. */
function momentsFor(answer: WriteAnswer): readonly number[] | undefined {
  const mayStillArrive = answer.outcome === 'unknown' && answer.cause === 'timed-out';
  return mayStillArrive ? undefined : LOOK_AGAIN_AT_A_CHANGE_AFTER_MS;
}

async function judgeByRead(
  context: WriteContext,
  { uid, change, answer }: { uid: number; change: ContainerChange; answer: WriteAnswer },
) {
  let container: ContainerDetail | undefined;
  const read = async () => {
    container = await readContainer(context, uid);
    return container;
  };
  const byRead = () =>
    settle({ read, judge: (after) => judgeChange({ change, answer, after }), moments: momentsFor(answer) });
  // No read shows a reboot: this one is for the page, and its failure says nothing of the reboot.
  const byAnswer = async () => {
    await read().catch(() => undefined);
    return judgeUnseen(change, answer);
  };
  const verdict = await (canBeSeen(change) ? byRead() : byAnswer());
  return { ...verdict, ...(container && { container }) };
}

/** `keep`: what is kept in the tab until it is done, {@link runChange}'s change when left out; null: nothing. */
interface Keeping {
  keep?: ContainerChange | null;
}

/** {@link runChange} for a caller that holds the container already. */
export async function sendChange(
  context: WriteContext,
  uid: number,
  change: ContainerChange,
  { keep = change }: Keeping = {},
): Promise<ChangeOutcome> {
  const { connection } = context;
  try {
    assertSignedInAs(connection);
  } catch (error) {
    return { verdict: 'not-sent', message: error instanceof Error ? error.message : String(error) };
  }
  if (keep) keepChange(context, uid, keep);
  const answer = await changeContainer(connection, uid, change);
  const outcome = await judgeByRead(context, { uid, change, answer });
  if (outcome.verdict === 'cannot-tell' && answer.outcome === 'not-signed-in') {
    // The read is locked too. Setting the same again once more would do no harm.
    return { verdict: 'not-done', fields: keysOfChange(change), message: NOT_CHANGED_FOR_PASSWORD };
  }
  if (keep && outcome.verdict === 'done') forgetDone(context, uid, { change: keep });
  if (keep && outcome.verdict === 'not-done') forgetDone(context, uid, { change: keep, missing: outcome.fields });
  return outcome;
}

/**
 * Sends one change, once, when no other write to the container is under way, and lets a read of it decide what happened
 * (design.md §1.3). The change is kept in the tab until it is done, so that the container's page asks for what is missing.
 * It reads nothing before and so overwrites what others did: only for what nobody else has touched.
 */
export function runChange(context: WriteContext, uid: number, change: ContainerChange): Promise<ChangeOutcome> {
  return holdContainer(context, uid, () => sendChange(context, uid, change));
}
