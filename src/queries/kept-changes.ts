import { queryOptions, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { type ContainerChange, containerChangeSchema } from '../api/schemas.ts';
import type { ChangeKey } from '../rules/container-changes.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';
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

const size = z.int().check(z.minimum(1));

/** What can be read back: it can be edited by hand, and is offered as something to send. */
const readableSchema = z.extend(keptSchema, {
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(510))),
  memory: z.optional(size),
  storage: z.optional(size),
  distro: z.optional(size),
  ssh_keys: z.optional(z.array(z.string().check(z.maxLength(16_384))).check(z.maxLength(1000))),
  tags: z.optional(z.array(z.string().check(z.maxLength(510))).check(z.maxLength(1000))),
});

const journalKey = (uid: number) => `change-container:${uid}`;

/** What the person wanted of this container and did not get yet, kept in this tab until it is done or dropped; null: nothing. */
export const keptChangeQuery = (uid: number) => {
  const read = (): ContainerChange | null => readJournal(journalKey(uid), readableSchema) ?? null;
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
  readJournal(journalKey(uid), readableSchema, connection) ?? {};

/** Keeps a change beside what is kept of this container already; of the same key the newer value. Sends nothing. */
export function keepChange(context: WriteContext, uid: number, change: ContainerChange): void {
  store(context, uid, { ...keptOf(context, uid), ...change });
}

/** Takes away what a change has set, all but its keys in `missing`; a key that a newer change wants otherwise stays. */
export function forgetDone(
  context: WriteContext,
  uid: number,
  { change, missing = [] }: { change: ContainerChange; missing?: readonly ChangeKey[] },
): void {
  const isDone = (key: ChangeKey, value: unknown) =>
    !missing.includes(key) && JSON.stringify(value) === JSON.stringify(change[key]);
  const wanted = Object.entries(keptOf(context, uid)).filter(([key, value]) => !isDone(key as ChangeKey, value));
  store(context, uid, Object.fromEntries(wanted));
}

/** Drops all that {@link keptChangeQuery} holds. */
export function dropKeptChange(context: WriteContext, uid: number): void {
  store(context, uid, {});
}

/** Drops what is kept of a container: the person has decided so, or it has arrived by another way. */
export function useDropKeptChange(): (uid: number) => void {
  const queryClient = useQueryClient();
  return (uid) => dropKeptChange({ queryClient, connection: currentConnection() }, uid);
}
