import { type QueryClient, useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { createContainer, listContainers } from '../api/containers.ts';
import type { Container, ContainerChange, NewContainer } from '../api/schemas.ts';
import { type CreationVerdict, judgeCreation } from '../rules/containers.ts';
import { currentConnection } from '../session/session.ts';
import { keepLessonOfCreation } from './capacity.ts';
import { containersQuery } from './containers.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';
import { lockWhenNotSignedIn, settle } from './settle.ts';

/** What the panel is doing for a creation right now; the page turns it into a live line. */
export type CreationStep = 'reading-before' | 'sending' | 'reading-after' | 'looking-again';

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
});

/**
 * A creation that was sent and whose outcome is not known. It survives a reload, so that whatever the person does next,
 * the panel looks for the container before it sends anything again. `startedAt` is in ms since 1970.
 */
export interface CreationAttempt {
  wanted: NewContainer;
  start: ContainerChange;
  beforeUids: number[];
  startedAt: number;
}

/** `earlier`: the verdict is about this attempt of before, found now; what was asked for now was not sent. */
export type CreationOutcome =
  | (CreationVerdict & { earlier?: CreationAttempt })
  /** The list could not be read before the creation, so nothing was sent. */
  | { verdict: 'not-sent'; error: unknown }
  | { verdict: 'cannot-tell'; readError?: unknown };

/** A creation asked for by the person: what to create, and what to set on it afterwards (distro, keys, tags, note). */
export interface CreationRequest {
  wanted: NewContainer;
  start: ContainerChange;
  /** `create`: send it, unless an unresolved attempt turns out to have worked. `look`: only look for that attempt. */
  mode: 'create' | 'look';
}

const JOURNAL_KEY = 'create-container';
const MUTATION_KEY = ['create-container'];
const STEP_KEY = ['create-container', 'step'];

/** The creation of this tab whose outcome is not known, if there is one. */
export function unresolvedCreation(): CreationAttempt | undefined {
  return readJournal(JOURNAL_KEY, attemptSchema);
}

/** Forgets the unresolved creation: the person has decided that it did not happen, or no longer matters. */
export function forgetUnresolvedCreation(): void {
  clearJournal(JOURNAL_KEY);
}

async function readContainers(queryClient: QueryClient): Promise<Container[]> {
  const { queryKey } = containersQuery();
  const listing = await listContainers(currentConnection());
  await queryClient.cancelQueries({ queryKey, exact: true });
  queryClient.setQueryData(queryKey, listing);
  return listing.items;
}

/**
 * Creates a container, once (api.md §3, design.md §5): list before, one POST, list after, and the rule decides.
 * Whatever is not known after 30 s stays in the journal and is looked for first the next time.
 */
export async function runCreation(
  queryClient: QueryClient,
  request: CreationRequest,
  onStep: (step: CreationStep | null) => void,
): Promise<CreationOutcome> {
  const unresolved = unresolvedCreation();
  const lookFor = (attempt: CreationAttempt, answer: Parameters<typeof judgeCreation>[0]['answer']) =>
    settle({
      read: () => readContainers(queryClient),
      judge: (after) =>
        judgeCreation({ beforeUids: new Set(attempt.beforeUids), wanted: attempt.wanted, answer, after }),
      onLookAgain: () => onStep('looking-again'),
    });

  onStep('reading-before');
  let before: Container[];
  try {
    before = await readContainers(queryClient);
  } catch (error) {
    return { verdict: 'not-sent', error };
  }
  if (unresolved) {
    const verdict = judgeCreation({
      beforeUids: new Set(unresolved.beforeUids),
      wanted: unresolved.wanted,
      answer: { outcome: 'unknown', cause: 'no-answer' },
      after: before,
    });
    if (verdict.verdict !== 'cannot-tell') return conclude({ ...verdict, earlier: unresolved });
  }
  if (request.mode === 'look') {
    if (!unresolved) return { verdict: 'cannot-tell' };
    const found = await lookFor(unresolved, { outcome: 'unknown', cause: 'no-answer' });
    return conclude(found.verdict === 'cannot-tell' ? found : { ...found, earlier: unresolved });
  }

  const attempt: CreationAttempt = {
    wanted: request.wanted,
    start: request.start,
    // An unresolved attempt for the same container may still show up: then it is found as the second of two.
    beforeUids: before.map((container) => container.uid),
    startedAt: Date.now(),
  };
  writeJournal(JOURNAL_KEY, attempt);
  onStep('sending');
  const answer = lockWhenNotSignedIn(await createContainer(currentConnection(), request.wanted));
  onStep('reading-after');
  const verdict = await lookFor(attempt, answer);
  keepLessonOfCreation(queryClient, { wanted: request.wanted, before, verdict });
  return conclude(verdict);
}

function conclude<Outcome extends CreationOutcome>(outcome: Outcome): Outcome {
  if (outcome.verdict !== 'cannot-tell') clearJournal(JOURNAL_KEY);
  return outcome;
}

/**
 * The creation form's write. `run` ignores a call while one is under way, so a double click or a second Enter sends
 * nothing; the state survives leaving the page and coming back.
 */
export function useCreateContainer() {
  const queryClient = useQueryClient();
  const { data: step } = useQuery<CreationStep | null>({
    queryKey: STEP_KEY,
    queryFn: () => null,
    enabled: false,
    initialData: null,
  });
  const mutation = useMutation({
    mutationKey: MUTATION_KEY,
    mutationFn: (request: CreationRequest) =>
      runCreation(queryClient, request, (next) => queryClient.setQueryData(STEP_KEY, next)),
    onSettled: () => queryClient.setQueryData(STEP_KEY, null),
  });
  const underWay = useMutationState({
    filters: { mutationKey: MUTATION_KEY, status: 'pending' },
    select: (pending) => pending.state.variables as CreationRequest,
  });
  return {
    step,
    underWay: underWay[0],
    run: async (request: CreationRequest): Promise<CreationOutcome | undefined> =>
      queryClient.isMutating({ mutationKey: MUTATION_KEY }) > 0 ? undefined : mutation.mutateAsync(request),
  };
}
