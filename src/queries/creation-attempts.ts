import * as z from 'zod/mini';
import type { WriteAnswer } from '../api/errors.ts';
import type { ContainerChange, NewContainer } from '../api/schemas.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';

const answerSchema = z.union([
  z.object({ outcome: z.literal('unknown'), cause: z.enum(['no-answer', 'broken-off', 'timed-out', 'unreadable']) }),
  z.object({ outcome: z.literal('not-signed-in') }),
  z.object({ outcome: z.literal('refused'), status: z.number(), error: z.string(), reason: z.optional(z.string()) }),
]);

const attemptSchema = z.object({
  wanted: z.object({ server: z.string(), name: z.string(), memory: z.number(), storage: z.number() }),
  start: z.object({
    distro: z.optional(z.int()),
    ssh_keys: z.optional(z.array(z.string())),
    tags: z.optional(z.array(z.string())),
    note: z.optional(z.string()),
  }),
  beforeUids: z.array(z.int()),
  startedAt: z.number(),
  answer: z.optional(answerSchema),
  twins: z.optional(z.array(z.int())),
});

/**
 * A creation that was sent and that the person has not seen the end of. It survives a reload, so that whatever they do
 * next, the panel looks for the container before it sends anything again.
 */
export interface CreationAttempt {
  wanted: NewContainer;
  /** What to set on the new container afterwards: distro, keys, tags, note. */
  start: ContainerChange;
  /** The uids that were there just before. */
  beforeUids: number[];
  /** In ms since 1970. */
  startedAt: number;
  /** What the API answered, when an answer came that says anything. */
  answer?: z.infer<typeof answerSchema> | undefined;
  /** The uids that matched, when more than one did and the person has not decided yet. */
  twins?: number[] | undefined;
}

const JOURNAL_KEY = 'create-container';

/** The creation of this tab whose end the person has not seen, if there is one. */
export function unresolvedCreation(): CreationAttempt | undefined {
  return readJournal(JOURNAL_KEY, attemptSchema);
}

/** Forgets the unresolved creation: it is known what it did, or the person has decided that it no longer matters. */
export function forgetUnresolvedCreation(): void {
  clearJournal(JOURNAL_KEY);
}

/** Keeps an attempt that is about to be sent. */
export function keepAttempt(attempt: CreationAttempt): void {
  writeJournal(JOURNAL_KEY, attempt);
}

/** Adds what became known to the kept attempt; one that was forgotten meanwhile, e.g. at sign-out, stays forgotten. */
export function noteOnAttempt(attempt: CreationAttempt, known: Pick<CreationAttempt, 'answer' | 'twins'>): void {
  if (unresolvedCreation()?.startedAt === attempt.startedAt) writeJournal(JOURNAL_KEY, { ...attempt, ...known });
}

/** The part of an answer that decides when the list shows no match; an accepted one promises a match to come. */
export function decisivePart(answer: WriteAnswer): CreationAttempt['answer'] {
  return answer.outcome === 'accepted' ? undefined : answer;
}
