import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { isSignedInAs } from '../session/session.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';
import type { WriteContext } from './write-context.ts';

// What is kept can be edited by hand, and is offered as something to send: nothing but sizes that a move can have.
const size = z.int().check(z.minimum(1));
const sizesSchema = z.object({ memory: z.optional(size), storage: z.optional(size) });
const nameSchema = z.string().check(z.maxLength(510));
const resizedSchema = z.object({
  uid: z.int().check(z.minimum(1)),
  name: nameSchema,
  from: sizesSchema,
  to: sizesSchema,
});

const shrunkSchema = resizedSchema.check(
  z.refine(({ from, to }) =>
    (['memory', 'storage'] as const).every((key) =>
      from[key] === undefined ? to[key] === undefined : from[key] > (to[key] ?? 0),
    ),
  ),
);

const keptMoveSchema = z.object({
  move: z.object({
    address: z.string(),
    donors: z.array(shrunkSchema).check(z.minLength(1)),
    target: z.union([
      z.object({ kind: z.literal('create'), name: nameSchema, to: z.object({ memory: size, storage: size }) }),
      z.extend(resizedSchema, { kind: z.literal('grow') }),
    ]),
  }),
  /** The uids that were on the server before. */
  beforeUids: z.array(z.int()),
  /** In ms since 1970. */
  startedAt: z.number(),
  /** Why it stopped, when this tab knows. */
  reason: z.optional(z.string().check(z.maxLength(10_000))),
});

/** A move whose donors were shrunk, or may have been, and that the person has not seen the end of. */
export type KeptMove = z.infer<typeof keptMoveSchema>;

/** Under which a move of a server's quota is under way. */
export const moveKey = (address: string) => ['move-quota', address];

const journalKey = (address: string) => `move-quota:${address}`;

/** The move of a server that this tab began and whose end it has not seen, e.g. because of a reload; null: none. */
export const keptMoveQuery = (address: string) => {
  const read = (): KeptMove | null => readJournal(journalKey(address), keptMoveSchema) ?? null;
  return queryOptions({
    queryKey: ['kept-quota-move', address],
    queryFn: read,
    initialData: read,
    // Whatever changes it shows it here at once; the browser may forbid to store it.
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
  });
};

/** What {@link keptMoveQuery} holds, of the customer for whom something is written. */
export function keptMove({ connection }: Pick<WriteContext, 'connection'>, address: string): KeptMove | undefined {
  return readJournal(journalKey(address), keptMoveSchema, connection);
}

/** Keeps a move until {@link forgetMove}: what is kept belongs to who asked for it. */
export function keepMove({ queryClient, connection }: WriteContext, kept: KeptMove): void {
  if (!isSignedInAs(connection)) return;
  const { address } = kept.move;
  writeJournal(journalKey(address), kept, connection);
  queryClient.setQueryData(keptMoveQuery(address).queryKey, kept);
}

/** Forgets the move of a server: nothing is owed any more, or the person has decided so. */
export function forgetMove({ queryClient, connection }: WriteContext, address: string): void {
  if (!isSignedInAs(connection)) return;
  clearJournal(journalKey(address), connection);
  queryClient.setQueryData(keptMoveQuery(address).queryKey, null);
}
