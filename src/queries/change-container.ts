import { queryOptions, useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { changeContainer, getContainer } from '../api/containers.ts';
import type { WriteAnswer } from '../api/errors.ts';
import { type ContainerChange, type ContainerDetail, containerChangeSchema, containerSchema } from '../api/schemas.ts';
import { type ChangeVerdict, judgeChange, judgeUnseen, NOT_CHANGED_FOR_PASSWORD } from '../rules/change-verdicts.ts';
import { canBeSeen, keysOfChange } from '../rules/container-changes.ts';
import { assertSignedInAs, currentConnection, isSignedInAs } from '../session/session.ts';
import { containerQuery, containersQuery } from './containers.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';
import { readAndShow } from './read-and-show.ts';
import { LOOK_AGAIN_AT_A_CHANGE_AFTER_MS, settle } from './settle.ts';
import type { WriteContext } from './write-context.ts';

/** Named one by one: a key that the API gets later, such as a token, is not stored before somebody has thought of it. */
const keptSchema = z.pick(containerChangeSchema, {
  name: true,
  note: true,
  memory: true,
  storage: true,
  distro: true,
  ssh_keys: true,
  tags: true,
});

const journalKey = (uid: number) => `change-container:${uid}`;

/** What the person wanted of this container and did not get yet, kept in this tab until it is done or dropped; null: nothing. */
export const keptChangeQuery = (uid: number) => {
  const read = (): ContainerChange | null => readJournal(journalKey(uid), keptSchema) ?? null;
  return queryOptions({
    queryKey: ['kept-change', uid],
    queryFn: read,
    initialData: read,
    // Whatever changes it shows it here at once; the browser may forbid to store it.
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
  });
};

function store({ queryClient, connection }: WriteContext, uid: number, change: ContainerChange) {
  if (!isSignedInAs(connection)) return;
  const kept = keptSchema.parse(change);
  const isEmpty = Object.keys(kept).length === 0;
  if (isEmpty) clearJournal(journalKey(uid), connection);
  else writeJournal(journalKey(uid), kept, connection);
  queryClient.setQueryData(keptChangeQuery(uid).queryKey, isEmpty ? null : kept);
}

const keptOf = ({ connection }: WriteContext, uid: number) =>
  readJournal(journalKey(uid), keptSchema, connection) ?? {};

/** Keeps a change beside what is kept of this container already; of the same key the newer value. Sends nothing. */
export function keepChange(context: WriteContext, uid: number, change: ContainerChange): void {
  store(context, uid, { ...keptOf(context, uid), ...change });
}

/** Takes away what a change has set; a key that a newer change wants otherwise stays. */
function forgetDone(context: WriteContext, uid: number, done: ContainerChange) {
  const wanted = Object.entries(keptOf(context, uid)).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(done[key as keyof ContainerChange]),
  );
  store(context, uid, Object.fromEntries(wanted));
}

/** Drops all that {@link keptChangeQuery} holds. */
export function dropKeptChange(context: WriteContext, uid: number): void {
  store(context, uid, {});
}

/** What a change did. `not-sent`: nothing was sent, and `message` says why. */
export type ChangeOutcome =
  | Exclude<ChangeVerdict, { verdict: 'cannot-tell' }>
  /** `readError`: the container could not be read either. */
  | { verdict: 'cannot-tell'; readError?: unknown }
  | { verdict: 'not-sent'; message: string };

/** Shows in the list what a read of the one container gave, so that nobody has to read 10,000 of them for it. */
async function showInList({ queryClient, connection }: WriteContext, container: ContainerDetail) {
  const { queryKey } = containersQuery();
  if (!isSignedInAs(connection) || !queryClient.getQueryData(queryKey)) return;
  // A read under way may be older than the write.
  await queryClient.cancelQueries({ queryKey, exact: true });
  const row = containerSchema.parse(container);
  queryClient.setQueryData(
    queryKey,
    (listing) => listing && { ...listing, items: listing.items.map((one) => (one.uid === row.uid ? row : one)) },
  );
}

/** Reads one container just before or after it is changed, and shows the answer on every page. @throws ApiError */
export async function readContainer(context: WriteContext, uid: number): Promise<ContainerDetail> {
  const { queryClient, connection } = context;
  const read = () => getContainer(connection, uid);
  const container = await readAndShow(queryClient, connection, containerQuery(uid).queryKey, read);
  await showInList(context, container);
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
  const read = () => readContainer(context, uid);
  if (canBeSeen(change)) {
    return settle({ read, judge: (after) => judgeChange({ change, answer, after }), moments: momentsFor(answer) });
  }
  // No read shows a reboot: this one is for the page, and its failure says nothing of the reboot.
  await read().catch(() => undefined);
  return judgeUnseen(change, answer);
}

/**
 * Sends one change, once, and lets a read of the container decide what happened (design.md §1.3). With `keep`, the change
 * is kept in the tab until it is done, so that its page asks for what is missing; a form that keeps its own draft needs
 * none of that.
 */
export async function runChange(
  context: WriteContext,
  uid: number,
  change: ContainerChange,
  { keep = true }: { keep?: boolean } = {},
): Promise<ChangeOutcome> {
  const { connection } = context;
  try {
    assertSignedInAs(connection);
  } catch (error) {
    return { verdict: 'not-sent', message: error instanceof Error ? error.message : String(error) };
  }
  if (keep) keepChange(context, uid, change);
  const answer = await changeContainer(connection, uid, change);
  const verdict = await judgeByRead(context, { uid, change, answer });
  if (keep && verdict.verdict === 'done') forgetDone(context, uid, change);
  if (verdict.verdict === 'cannot-tell' && answer.outcome === 'not-signed-in') {
    // The read is locked too. Setting the same again once more would do no harm.
    return { verdict: 'not-done', fields: keysOfChange(change), message: NOT_CHANGED_FOR_PASSWORD };
  }
  return verdict;
}

/** Every mutation of one container has this key and `{ uid }` among its variables. */
export const CHANGE_KEY = ['change-container'];

/** Changes a container: see {@link runChange} for what is promised. */
export function useChangeContainer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: CHANGE_KEY,
    meta: { changes: containersQuery().queryKey },
    mutationFn: ({ uid, change }: { uid: number; change: ContainerChange }) =>
      runChange({ queryClient, connection: currentConnection() }, uid, change),
  });
}

/** Whether a change of this container is under way in this tab. */
export function useIsChangingContainer(uid: number): boolean {
  const underWay = useIsMutating({
    mutationKey: CHANGE_KEY,
    predicate: ({ state }) => (state.variables as { uid: number } | undefined)?.uid === uid,
  });
  return underWay > 0;
}

/** Drops what is kept of a container: the person has decided so, or it has arrived by another way. */
export function useDropKeptChange(): (uid: number) => void {
  const queryClient = useQueryClient();
  return (uid) => dropKeptChange({ queryClient, connection: currentConnection() }, uid);
}
