import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PlanStep } from '../rules/port-mapping-plans.ts';
import type { MappingRun, RunOrigin, StepResult } from '../rules/port-mapping-runs.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { newChangeId } from './port-mapping-history.ts';
import { forgetMappingRun, interruptedMappingRun, journalStop } from './port-mapping-run-journal.ts';
import { leaveRun, leftRunsQuery } from './port-mapping-run-left.ts';
import type { ShownRun } from './port-mapping-run-sending.ts';
import { portMappingsQuery } from './port-mappings.ts';

/** The one run of this tab, or the one of before a reload; null: there is none. */
export const mappingRunQuery = () =>
  queryOptions({
    queryKey: ['mapping-run'],
    queryFn: interruptedMappingRun,
    initialData: interruptedMappingRun,
    enabled: false,
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });

/** What a run is to do, and where it comes from. */
export interface WantedRun {
  address: string;
  origin: RunOrigin;
  steps: readonly PlanStep[];
  /** The change of this tab that it takes back. */
  reverts?: number;
}

/** One go of a run: the places of the steps that it takes. */
export interface MappingGo {
  run: MappingRun;
  places: readonly number[];
  /** The run as it was before it goes on; left out: its plan is still to be written down. */
  earlier?: MappingRun;
}

/** The run of {@link mappingRunQuery}, also when no page has asked for it since the reload. */
export function shownMappingRun(queryClient: QueryClient): MappingRun | null {
  const run = queryClient.getQueryData(mappingRunQuery().queryKey);
  return run === undefined ? interruptedMappingRun() : run;
}

const show = (queryClient: QueryClient, run: MappingRun | null) =>
  void queryClient.setQueryData(mappingRunQuery().queryKey, run);

const shownIn = (queryClient: QueryClient): ShownRun => ({
  queryClient,
  current: () => shownMappingRun(queryClient),
  show: (run) => show(queryClient, run),
});

/** Whether writes of it are under way or still to come without anybody asking. */
export const isUnderWay = (run: MappingRun | null | undefined): boolean =>
  run?.state === 'running' || run?.state === 'pausing' || run?.state === 'stopping';

/** Shows a run that begins; undefined, and nothing, without steps and while another is under way or paused. */
export function beginMappingRun(queryClient: QueryClient, wanted: WantedRun): MappingGo | undefined {
  const before = shownMappingRun(queryClient);
  if (wanted.steps.length === 0 || isUnderWay(before) || before?.state === 'paused') return undefined;
  leaveRun(queryClient, before);
  const run: MappingRun = {
    startedAt: newChangeId(queryClient, before?.startedAt),
    ...wanted,
    results: new Map(),
    begun: new Set(),
    state: 'running',
    go: { startedAt: Date.now(), steps: wanted.steps.length, settled: 0 },
    survivesReload: true,
  };
  show(queryClient, run);
  return { run, places: [...wanted.steps.keys()] };
}

/** Begins another go of the run that is shown, with the steps that `isWanted`; undefined when there is none. */
function goOn(queryClient: QueryClient, isWanted: (result: StepResult | undefined) => boolean): MappingGo | undefined {
  const earlier = shownMappingRun(queryClient);
  if (!earlier || isUnderWay(earlier)) return undefined;
  const places = [...earlier.steps.keys()].filter((place) => isWanted(earlier.results.get(place)));
  if (places.length === 0) return undefined;
  const results = new Map(earlier.results);
  for (const place of places) results.delete(place);
  const go = { startedAt: Date.now(), steps: places.length, settled: 0 };
  const run: MappingRun = { ...earlier, results, state: 'running', problem: undefined, go };
  show(queryClient, run);
  return { run, places, earlier };
}

/** Goes on with what was not sent. */
export const resumeMappingRun = (queryClient: QueryClient) =>
  goOn(queryClient, (result) => result === undefined || result.state === 'waiting' || 'resumes' in result);

/** Takes again what failed and what is not known; what stands already is not sent again. */
export const retryMappingRun = (queryClient: QueryClient) =>
  goOn(queryClient, (result) => result?.state === 'failed' || result?.state === 'unknown');

/** Lets what is in flight end, and sends nothing more until the run goes on. */
export function pauseMappingRun(queryClient: QueryClient): void {
  const run = shownMappingRun(queryClient);
  if (run?.state === 'running') show(queryClient, { ...run, state: 'pausing' });
}

/** Lets what is in flight end, and ends the run there; it can go on all the same. */
export function stopMappingRun(queryClient: QueryClient): void {
  const run = shownMappingRun(queryClient);
  if (run?.state === 'running' || run?.state === 'pausing') show(queryClient, { ...run, state: 'stopping' });
  if (run?.state !== 'paused') return;
  journalStop(currentConnection());
  show(queryClient, { ...run, state: 'stopped' });
}

/** Takes the run away with its results; nothing while it is under way. */
export function dismissMappingRun(queryClient: QueryClient): void {
  const run = shownMappingRun(queryClient);
  if (isUnderWay(run)) return;
  leaveRun(queryClient, run);
  forgetMappingRun(currentConnection());
  show(queryClient, null);
}

const loadSending = () => import('./port-mapping-run-sending.ts');

/** Loads what sends a run before one begins, so that it is there when the network is not; silent where it cannot. */
export function preloadMappingRuns(): void {
  loadSending().catch(() => undefined);
}

/** Ends a go of which nothing was sent, because what sends it could not be loaded. */
function endUnsent(queryClient: QueryClient, { run, earlier }: MappingGo): void {
  const shown = shownMappingRun(queryClient);
  if (shown?.startedAt !== run.startedAt) return;
  // The run of which it took the place does not come back with a reload.
  if (!earlier) forgetMappingRun(currentConnection());
  const problem = `Nothing ${earlier ? 'more ' : ''}was sent, because a part of the panel could not be loaded. Try again when the network is back; if that fails too, reload the page first.`;
  show(queryClient, { ...(earlier ?? { ...run, state: 'stopped', survivesReload: false }), problem });
}

/**
 * Carries out a go. It belongs to its run: when that is shown no more, it sends nothing more and tells nobody. What sends is
 * loaded first; where that fails, the run is stopped and says that nothing was sent.
 */
export async function carryOutMappingRun(queryClient: QueryClient, go: MappingGo): Promise<void> {
  const connection = currentConnection();
  // Not by a hook: the table that it changes is known only now, and the page that asks may be gone before it ends.
  const mutation = queryClient.getMutationCache().build(queryClient, {
    mutationKey: ['mapping-run'],
    meta: { changes: portMappingsQuery(go.run.address).queryKey },
    mutationFn: async () => {
      const sending = await loadSending().catch(() => undefined);
      if (!isSignedInAs(connection)) return;
      if (sending) await sending.sendMappingRun(shownIn(queryClient), go);
      else endUnsent(queryClient, go);
    },
  });
  await mutation.execute(undefined);
}

/**
 * After a reload: tells by a table what became of the steps that the run had begun, and those before it that were left so.
 * Sends nothing.
 * @throws ApiError when the table cannot be read; TypeError when what compares cannot be loaded
 */
export async function compareInterruptedRun(queryClient: QueryClient): Promise<void> {
  const { compareInterrupted } = await import('./port-mapping-run-comparing.ts');
  await compareInterrupted(shownIn(queryClient));
}

/**
 * The one run of mappings of this tab; it goes on when the person leaves the page, and its results stay until it is
 * dismissed. `start` ignores a call while one is under way.
 */
export function useMappingRun() {
  const queryClient = useQueryClient();
  const { data: run } = useQuery(mappingRunQuery());
  const { data: left } = useQuery(leftRunsQuery());
  const isInterrupted = run?.state === 'interrupted' && run.begun.size > 0;
  // What is under way reads its own table first.
  const hasLeft = left.some(({ address }) => !isUnderWay(run) || address !== run?.address);
  useQuery({
    queryKey: ['compare-mapping-run', run?.startedAt, ...left.map(({ startedAt }) => startedAt)],
    queryFn: async () => {
      await compareInterruptedRun(queryClient);
      return null;
    },
    enabled: isInterrupted || hasLeft,
    staleTime: 'static',
  });
  function begin(go: MappingGo | undefined) {
    if (go) void carryOutMappingRun(queryClient, go);
    return go !== undefined;
  }
  return {
    run,
    /** Whether it began: another one may have meanwhile. */
    start: (wanted: WantedRun): boolean => begin(beginMappingRun(queryClient, wanted)),
    pause: () => pauseMappingRun(queryClient),
    stop: () => stopMappingRun(queryClient),
    /** Goes on with what was not sent. */
    resume: () => begin(resumeMappingRun(queryClient)),
    /** Takes again what failed and what is not known. */
    retryFailed: () => begin(retryMappingRun(queryClient)),
    dismiss: () => dismissMappingRun(queryClient),
  };
}
