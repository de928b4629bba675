import { type QueryClient, useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContainer, listContainers } from '../api/containers.ts';
import type { WriteAnswer } from '../api/errors.ts';
import {
  type ChangeVerdict,
  type Container,
  type ContainerChange,
  type CreationVerdict,
  judgeCreation,
  type NewContainer,
  spareChange,
} from '../rules/containers.ts';
import { currentConnection } from '../session/session.ts';
import { keepLessonOfCreation } from './capacity.ts';
import { runChange } from './change-container.ts';
import { containersQuery } from './containers.ts';
import {
  type CreationAttempt,
  decisivePart,
  forgetUnresolvedCreation,
  keepAttempt,
  noteOnAttempt,
  unresolvedCreation,
} from './creation-attempts.ts';
import { settle } from './settle.ts';

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
  /** `start`: what became of the distro, keys, tags and note; absent when there were none. */
  | { verdict: 'done'; container: Container; start?: ChangeVerdict; attempt: CreationAttempt; earlier: boolean }
  | { verdict: 'done-twice'; containers: Container[]; attempt: CreationAttempt; earlier: boolean }
  | (NotDone & { attempt: CreationAttempt; earlier: boolean })
  /** Looked for in vain until now, or the list cannot be read (`readError`): the person decides. */
  | { verdict: 'cannot-tell'; readError?: unknown; attempt: CreationAttempt; earlier: boolean }
  /** The list could not be read before the creation, so nothing was sent. */
  | { verdict: 'not-sent'; error: unknown }
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

interface Context {
  queryClient: QueryClient;
  onStep: (step: CreationStep) => void;
}

async function readContainers(queryClient: QueryClient): Promise<Container[]> {
  const { queryKey } = containersQuery();
  const listing = await listContainers(currentConnection());
  await queryClient.cancelQueries({ queryKey, exact: true });
  queryClient.setQueryData(queryKey, listing);
  return listing.items;
}

/** Twins were shown already: they count as such only while they are still alike. */
function judgeAttempt(attempt: CreationAttempt, after: readonly Container[]): CreationVerdict | { verdict: 'settled' } {
  const { wanted, beforeUids, answer = UNKNOWN, twins } = attempt;
  const seen = twins ? after.filter((container) => twins.includes(container.uid)) : after;
  const verdict = judgeCreation({ beforeUids: new Set(beforeUids), wanted, answer, after: seen });
  return twins && verdict.verdict !== 'done-twice' ? { verdict: 'settled' } : verdict;
}

/** Looks for an attempt: on the schedule of design.md §5 while it is young, with one read when it is old. */
async function lookFor({ queryClient, onStep }: Context, attempt: CreationAttempt) {
  const read = () => readContainers(queryClient);
  const judge = (after: Container[]) => judgeAttempt(attempt, after);
  if (Date.now() - attempt.startedAt < LOOKED_LONG_ENOUGH_MS) {
    return settle({ read, judge, onLookAgain: () => onStep('looking-again') });
  }
  try {
    return judge(await read());
  } catch (readError) {
    return { verdict: 'cannot-tell' as const, readError };
  }
}

/** Turns a verdict into the outcome; a container that was found is started as the attempt says (one POST to it). */
async function conclude(
  { queryClient, onStep }: Context,
  attempt: CreationAttempt,
  verdict: CreationVerdict,
  earlier: boolean,
): Promise<CreationOutcome> {
  if (verdict.verdict === 'done-twice') noteOnAttempt(attempt, { twins: verdict.containers.map(({ uid }) => uid) });
  if (verdict.verdict === 'not-done') forgetUnresolvedCreation();
  if (verdict.verdict !== 'done') return { ...verdict, attempt, earlier };
  const start = await startContainer({ queryClient, onStep }, verdict.container.uid, attempt.start);
  // Only now: a reload in between finds the container again and then starts it.
  forgetUnresolvedCreation();
  return { ...verdict, ...(start && { start }), attempt, earlier };
}

async function startContainer({ queryClient, onStep }: Context, uid: number, start: ContainerChange) {
  if (Object.keys(start).length === 0) return undefined;
  onStep('starting');
  return runChange(queryClient, uid, start);
}

/**
 * Creates a container, once (api.md §3, design.md §5): list before, one POST, list after, and the rule decides. Then one
 * POST to the new container sets what it starts with. An attempt whose end is not known is looked for first, and as long
 * as it is not found, only `create-again` sends anything.
 */
export async function runCreation(
  queryClient: QueryClient,
  request: CreationRequest,
  onStep: (step: CreationStep) => void,
): Promise<CreationOutcome> {
  const context = { queryClient, onStep };
  const unresolved = unresolvedCreation();
  if (unresolved) {
    onStep('looking-for-earlier');
    const found = await lookFor(context, unresolved);
    if (found.verdict === 'done' || found.verdict === 'done-twice') return conclude(context, unresolved, found, true);
    if (found.verdict === 'cannot-tell' && request.mode !== 'create-again') {
      return { ...found, attempt: unresolved, earlier: true };
    }
    if (found.verdict === 'not-done' && request.mode === 'look') return conclude(context, unresolved, found, true);
    forgetUnresolvedCreation();
  }
  if (request.mode === 'look') return { verdict: 'nothing-unresolved' };
  return send(context, request.wanted, request.start);
}

async function send(context: Context, wanted: NewContainer, start: ContainerChange): Promise<CreationOutcome> {
  const { queryClient, onStep } = context;
  onStep('reading-before');
  let before: Container[];
  try {
    before = await readContainers(queryClient);
  } catch (error) {
    return { verdict: 'not-sent', error };
  }
  const sent: CreationAttempt = { wanted, start, beforeUids: before.map(({ uid }) => uid), startedAt: Date.now() };
  keepAttempt(sent);
  onStep('sending');
  const answer = await createContainer(currentConnection(), wanted);
  const attempt = { ...sent, answer: decisivePart(answer) };
  noteOnAttempt(sent, { answer: attempt.answer });
  onStep(answer.outcome === 'unknown' ? 'looking-again' : 'reading-after');
  const verdict = await settle({
    read: () => readContainers(queryClient),
    judge: (after) => judgeCreation({ beforeUids: new Set(sent.beforeUids), wanted, answer, after }),
    onLookAgain: () => onStep('looking-again'),
  });
  keepLessonOfCreation(queryClient, { wanted, before, verdict });
  if (verdict.verdict === 'cannot-tell' && answer.outcome === 'not-signed-in') {
    // The list is locked too. The attempt stays kept, so that the next try reads it before it sends anything.
    const message = 'The API no longer takes the password. Nothing was created. Press Create container again.';
    return { verdict: 'not-done', message, attempt, earlier: false };
  }
  return conclude(context, attempt, verdict, false);
}

const MUTATION_KEY = ['create-container'];
const PROGRESS_KEY = ['create-container'];

interface CreationProgress {
  step: CreationStep | null;
  outcome: CreationOutcome | null;
}

const IDLE: CreationProgress = { step: null, outcome: null };

/**
 * The creation form's write. `run` ignores a call while one is under way, so a double click or a second Enter sends
 * nothing; step and outcome survive leaving the page and coming back.
 */
export function useCreateContainer() {
  const queryClient = useQueryClient();
  const { data: progress } = useQuery<CreationProgress>({
    queryKey: PROGRESS_KEY,
    queryFn: () => IDLE,
    enabled: false,
    initialData: IDLE,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const show = (next: CreationProgress) => queryClient.setQueryData(PROGRESS_KEY, next);
  const mutation = useMutation({
    mutationKey: MUTATION_KEY,
    mutationFn: async (request: CreationRequest) => {
      const shown = queryClient.getQueryData<CreationProgress>(PROGRESS_KEY)?.outcome ?? null;
      // What the person is deciding about stays in sight, with the focus on it, until something else is known.
      const kept = shown?.verdict === 'cannot-tell' || shown?.verdict === 'done-twice' ? shown : null;
      const outcome = await runCreation(queryClient, request, (step) => show({ step, outcome: kept }));
      show({ step: null, outcome });
      return outcome;
    },
    onError: () => show(IDLE),
  });
  const [underWay] = useMutationState({
    filters: { mutationKey: MUTATION_KEY, status: 'pending' },
    select: (pending) => pending.state.variables as CreationRequest,
  });
  return {
    ...progress,
    underWay,
    /** Undefined when a creation is under way already: then nothing was done. */
    run: async (request: CreationRequest): Promise<CreationOutcome | undefined> =>
      queryClient.isMutating({ mutationKey: MUTATION_KEY }) > 0 ? undefined : mutation.mutateAsync(request),
    /** Takes the outcome off the page; what the journal keeps stays. */
    dismissOutcome: () => {
      if (queryClient.isMutating({ mutationKey: MUTATION_KEY }) === 0) show(IDLE);
    },
  };
}

/** What came of keeping one of several: `failed` are the uids that are not known to be spares now. */
export interface KeepOneOutcome {
  start?: ChangeVerdict;
  failed: number[];
}

/** Keeps one of the containers that a creation made, starts it, and turns the others into spares (design.md §5). */
export function useKeepOne() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['keep-one'],
    mutationFn: async (choice: { keep: number; spares: number[]; start: ContainerChange }): Promise<KeepOneOutcome> => {
      const failed: number[] = [];
      for (const uid of choice.spares) {
        const { verdict } = await runChange(queryClient, uid, spareChange());
        if (verdict !== 'done') failed.push(uid);
      }
      const start = await startContainer({ queryClient, onStep: () => {} }, choice.keep, choice.start);
      if (failed.length === 0) forgetUnresolvedCreation();
      return { ...(start && { start }), failed };
    },
  });
}
