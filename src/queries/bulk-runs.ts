import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Container } from '../api/schemas.ts';
import { type BulkRequest, type BulkResult, type BulkTarget, mayRetry } from '../rules/bulk-changes.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { askBeforeUnload } from './ask-before-unload.ts';
import { runBulkChange } from './bulk-changes.ts';
import { type BulkRun, forgetRun, interruptedRun, journalRun } from './bulk-journal.ts';
import { showInList } from './change-container.ts';
import { containersQuery } from './containers.ts';
import { tagsQuery } from './tags.ts';

export type { BulkRun } from './bulk-journal.ts';

/** How often results are handed to the page, in ms: at each container of thousands, drawing them would hold up the run. */
const SHOW_EVERY_MS = 100;

/** The one bulk change of this tab, or the one of before a reload; null: there is none. */
export const bulkRunQuery = () =>
  queryOptions({
    queryKey: ['bulk-run'],
    queryFn: interruptedRun,
    initialData: interruptedRun,
    enabled: false,
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
  });

const shownRun = (queryClient: QueryClient) => queryClient.getQueryData(bulkRunQuery().queryKey) ?? null;
const show = (queryClient: QueryClient, run: BulkRun | null) => queryClient.setQueryData(bulkRunQuery().queryKey, run);

/** Whether writes of it are under way or still to come. */
export const isUnderWay = (run: BulkRun | null) => run?.state === 'running' || run?.state === 'stopping';

let lastStart = 0;

/** One go of a run: the containers that it is to change now. */
interface Go {
  run: BulkRun;
  targets: readonly BulkTarget[];
}

interface Beginning {
  request: BulkRequest;
  targets: readonly BulkTarget[];
  /** The run that it goes on with. */
  earlier?: BulkRun;
}

/** Shows a run that begins with these containers; undefined, and nothing, while another is under way. */
export function beginRun(queryClient: QueryClient, { request, targets, earlier }: Beginning): Go | undefined {
  if (targets.length === 0 || isUnderWay(shownRun(queryClient))) return undefined;
  lastStart = Math.max(Date.now(), lastStart + 1);
  const results = new Map(earlier?.results);
  for (const { uid } of targets) results.set(uid, { state: 'waiting' });
  const run: BulkRun = {
    startedAt: lastStart,
    request,
    targets: earlier?.targets ?? targets,
    results,
    state: 'running',
  };
  show(queryClient, run);
  return { run, targets };
}

/**
 * Carries out a go that {@link beginRun} began. It belongs to its run alone: when that is shown no more, after a sign-out,
 * it sends nothing more and tells nobody.
 */
export async function carryOut(queryClient: QueryClient, { run, targets }: Go): Promise<void> {
  const connection = currentConnection();
  const order = targets.map(({ uid }) => uid);
  const journal = journalRun(run, order, connection);
  const mine = () => {
    const shown = shownRun(queryClient);
    return shown?.startedAt === run.startedAt && isSignedInAs(connection) ? shown : undefined;
  };
  const stopAsking = askBeforeUnload(() => isUnderWay(mine() ?? null));
  const news = new Map<number, BulkResult>();
  const fresh = new Map<number, BulkTarget>();
  const rows = new Map<number, Container>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function hand(end?: Pick<BulkRun, 'state' | 'problem'>) {
    clearTimeout(timer);
    timer = undefined;
    void showInList({ queryClient, connection }, new Map(rows));
    const shown = mine();
    if (shown) {
      show(queryClient, {
        ...shown,
        results: new Map([...shown.results, ...news]),
        targets: fresh.size > 0 ? shown.targets.map((target) => fresh.get(target.uid) ?? target) : shown.targets,
        ...end,
      });
    }
    for (const told of [news, fresh, rows]) told.clear();
  }
  function handSoon() {
    timer ??= setTimeout(() => hand(), SHOW_EVERY_MS);
  }

  let problem: string | undefined;
  try {
    problem = await runBulkChange(
      {
        queryClient,
        connection,
        isStopped: () => mine()?.state !== 'running',
        onRow: (row) => void rows.set(row.uid, row),
        onResult: (uid, result, target) => {
          if (mine()) journal.note(uid, result);
          news.set(uid, result);
          if (target) fresh.set(uid, target);
          handSoon();
        },
      },
      run.request,
      targets,
    );
    if (mine()) journal.end(problem);
  } finally {
    hand({ state: 'ended', problem });
    stopAsking();
  }
}

/** Lets what is under way end, and sends nothing more. */
export function stopRun(queryClient: QueryClient): void {
  const run = shownRun(queryClient);
  if (run?.state === 'running') show(queryClient, { ...run, state: 'stopping' });
}

/** Takes the list of results away; nothing while it is under way. */
export function dismissRun(queryClient: QueryClient): void {
  if (isUnderWay(shownRun(queryClient))) return;
  forgetRun(currentConnection());
  show(queryClient, null);
}

/**
 * The one bulk change of this tab; it goes on when the person leaves the page, and its list stays until it is dismissed.
 * `start` ignores a call while one is under way. `onEnd` is called at the end of each, also when the page has gone by then;
 * not for another session.
 */
export function useBulkChange(onEnd: (run: BulkRun) => void) {
  const queryClient = useQueryClient();
  const { data: run } = useQuery(bulkRunQuery());
  const { mutate } = useMutation({
    mutationKey: ['bulk-change'],
    meta: { changes: containersQuery().queryKey, alsoChanges: [tagsQuery().queryKey] },
    mutationFn: async (go: Go) => {
      await carryOut(queryClient, go);
      const ended = shownRun(queryClient);
      if (ended?.startedAt === go.run.startedAt) onEnd(ended);
    },
  });
  function begin(wanted: Beginning) {
    const go = beginRun(queryClient, wanted);
    if (go) mutate(go);
  }
  function again(isWanted: (result: BulkResult, request: BulkRequest, uid: number) => boolean) {
    const earlier = shownRun(queryClient);
    if (!earlier) return;
    const { request, results } = earlier;
    const targets = earlier.targets.filter(({ uid }) => {
      const result = results.get(uid);
      return result !== undefined && isWanted(result, request, uid);
    });
    begin({ request, targets, earlier });
  }
  return {
    run,
    start: (request: BulkRequest, targets: readonly BulkTarget[]) => begin({ request, targets }),
    stop: () => stopRun(queryClient),
    /** Tries again what surely did not happen, and what does no harm when it happens twice; of a conflict: over theirs. */
    retryFailed: () => again((result, request) => mayRetry(request, result)),
    /** Reboots one again of which it is not known whether it did. */
    rebootAgain: (uid: number) => again((_result, _request, one) => one === uid),
    /** Goes on with what was not sent. */
    goOn: () => again(({ state }) => state === 'stopped'),
    dismiss: () => dismissRun(queryClient),
  };
}
