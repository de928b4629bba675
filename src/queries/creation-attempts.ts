import { queryOptions, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { WriteAnswer } from '../api/errors.ts';
import { containerChangeSchema, newContainerSchema } from '../api/schemas.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';
import type { WriteContext } from './write-context.ts';

const answerSchema = z.union([
  z.object({ outcome: z.literal('unknown'), cause: z.enum(['no-answer', 'broken-off', 'timed-out', 'unreadable']) }),
  z.object({ outcome: z.literal('not-signed-in') }),
  z.object({ outcome: z.literal('refused'), status: z.number(), error: z.string(), reason: z.optional(z.string()) }),
]);

const attemptSchema = z.object({
  wanted: newContainerSchema,
  /** What to set on the new container afterwards. */
  start: z.pick(containerChangeSchema, { distro: true, ssh_keys: true, tags: true, note: true }),
  /** The uids that were there just before. */
  beforeUids: z.array(z.int()),
  /** In ms since 1970. */
  startedAt: z.number(),
  /** What the API answered, when an answer came that says anything. */
  answer: z.optional(answerSchema),
  /** The uids that matched, when more than one did and the person has not decided yet. */
  twins: z.optional(z.array(z.int())),
});

/**
 * A creation that was sent and that the person has not seen the end of. It survives a reload, so that whatever they do
 * next, the panel looks for the container before it sends anything again.
 */
export type CreationAttempt = z.infer<typeof attemptSchema>;

const JOURNAL_KEY = 'create-container';

/** The creation of this tab whose end the person has not seen; null: there is none. */
export const unresolvedCreationQuery = () => {
  const read = (): CreationAttempt | null => readJournal(JOURNAL_KEY, attemptSchema) ?? null;
  return queryOptions({
    queryKey: ['unresolved-creation'],
    queryFn: read,
    initialData: read,
    // Whatever changes it shows it here at once; the browser may forbid to store it.
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
  });
};

/** What {@link unresolvedCreationQuery} holds, of the customer for whom something is written. */
export function unresolvedCreation({ connection }: Pick<WriteContext, 'connection'>): CreationAttempt | undefined {
  return readJournal(JOURNAL_KEY, attemptSchema, connection);
}

function store({ queryClient, connection }: WriteContext, attempt: CreationAttempt | null) {
  if (!isSignedInAs(connection)) return;
  if (attempt) writeJournal(JOURNAL_KEY, attempt, connection);
  else clearJournal(JOURNAL_KEY, connection);
  queryClient.setQueryData(unresolvedCreationQuery().queryKey, attempt);
}

/** Keeps an attempt that is about to be sent, in the place of one that was given up. */
export function keepAttempt(context: WriteContext, attempt: CreationAttempt): void {
  store(context, attempt);
}

const isStillKept = (context: WriteContext, { startedAt }: CreationAttempt) =>
  unresolvedCreation(context)?.startedAt === startedAt;

/** Forgets this attempt: it is known what it did, or the person has decided that it no longer matters. Another one stays. */
export function forgetAttempt(context: WriteContext, attempt: CreationAttempt): void {
  if (isStillKept(context, attempt)) store(context, null);
}

/** Adds what became known to the kept attempt; one that was forgotten meanwhile, e.g. at sign-out, stays forgotten. */
export function noteOnAttempt(
  context: WriteContext,
  attempt: CreationAttempt,
  known: Pick<CreationAttempt, 'answer' | 'twins'>,
): void {
  if (isStillKept(context, attempt)) store(context, { ...attempt, ...known });
}

/** Lets the person give up an attempt. */
export function useForgetAttempt(): (attempt: CreationAttempt) => void {
  const queryClient = useQueryClient();
  return (attempt) => forgetAttempt({ queryClient, connection: currentConnection() }, attempt);
}

/** The part of an answer that decides when the list shows no match; an accepted one promises a match to come. */
export function decisivePart(answer: WriteAnswer): CreationAttempt['answer'] {
  return answer.outcome === 'accepted' ? undefined : answer;
}
