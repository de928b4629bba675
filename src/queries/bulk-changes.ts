import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type BulkRequest, type BulkResult, mayRetry, type PlannedChange } from '../rules/bulk-changes.ts';
import { nameAndUid } from '../rules/containers.ts';
import { currentConnection, currentSession, isSignedInAs } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { type EditOutcome, runEdit } from './edit-container.ts';
import type { WriteContext } from './write-context.ts';

/** A bulk change in this tab: what was asked, and what came of each container so far, by uid. */
export interface BulkRun {
  /** Tells a run from the one before; ms since 1970. */
  startedAt: number;
  request: BulkRequest;
  changes: readonly PlannedChange[];
  results: ReadonlyMap<number, BulkResult>;
  state: 'running' | 'stopping' | 'ended';
}

/** What reboots goes one by one, so that Stop leaves the rest up; the others a few at once. */
const MOST_AT_ONCE: Record<BulkRequest['kind'], number> = { retag: 4, 'set-distro': 1, reboot: 1 };

const BULK_RUN_KEY = ['bulk-run'];

function resultOf(outcome: EditOutcome, { container, after }: PlannedChange): BulkResult {
  switch (outcome.verdict) {
    case 'done':
      return { state: 'done' };
    case 'cannot-tell':
      return { state: 'unknown', message: outcome.message };
    case 'conflict':
      return {
        state: 'failed',
        message: `Somebody changed ${nameAndUid(container)} meanwhile. Nothing was sent. Look at it, then try again${after ? ` to set ${after}` : ''}.`,
      };
    default:
      return { state: 'failed', message: outcome.message };
  }
}

interface BulkContext extends WriteContext {
  /** Read before each container: true ends the run after those under way. */
  isStopped: () => boolean;
  onResult: (uid: number, result: BulkResult) => void;
}

/**
 * Carries out planned changes one container at a time, or a few at once when nothing reboots. Each is read before, sent
 * once and judged by a read (see `runEdit`); a failure does not end the others, a refused password and a sign-out do.
 */
export async function runBulkChange(
  context: BulkContext,
  request: BulkRequest,
  changes: readonly PlannedChange[],
): Promise<void> {
  const waiting = [...changes];
  const mustStop = () =>
    context.isStopped() || !isSignedInAs(context.connection) || currentSession().status !== 'signed-in';
  async function work() {
    for (let planned = waiting.shift(); planned; planned = waiting.shift()) {
      const { uid } = planned.container;
      if (mustStop()) {
        context.onResult(uid, { state: 'stopped' });
        continue;
      }
      context.onResult(uid, { state: 'running' });
      const { base, change } = planned;
      context.onResult(uid, resultOf(await runEdit(context, { uid, base, change }), planned));
    }
  }
  await Promise.all(Array.from({ length: MOST_AT_ONCE[request.kind] }, work));
}

/**
 * The one bulk change of this tab; it goes on when the person leaves the page, and its list stays until it is dismissed.
 * `start` ignores a call while one is under way.
 */
export function useBulkChange() {
  const queryClient = useQueryClient();
  const { data: run } = useQuery<BulkRun | null>({
    queryKey: BULK_RUN_KEY,
    queryFn: () => null,
    enabled: false,
    initialData: null,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const current = () => queryClient.getQueryData<BulkRun | null>(BULK_RUN_KEY) ?? null;
  const show = (next: BulkRun | null) => queryClient.setQueryData(BULK_RUN_KEY, next);
  const mutation = useMutation({
    mutationKey: BULK_RUN_KEY,
    meta: { changes: containersQuery().queryKey },
    mutationFn: async ({ request, changes }: { request: BulkRequest; changes: readonly PlannedChange[] }) => {
      const connection = currentConnection();
      const update = (change: (run: BulkRun) => BulkRun) => {
        const shown = current();
        if (shown && isSignedInAs(connection)) show(change(shown));
      };
      await runBulkChange(
        {
          queryClient,
          connection,
          isStopped: () => current()?.state === 'stopping',
          onResult: (uid, result) =>
            update((shown) => ({ ...shown, results: new Map(shown.results).set(uid, result) })),
        },
        request,
        changes,
      );
      update((shown) => ({ ...shown, state: 'ended' }));
    },
  });

  function begin(request: BulkRequest, changes: readonly PlannedChange[], earlier?: BulkRun) {
    if (changes.length === 0 || (current()?.state ?? 'ended') !== 'ended') return;
    const results = new Map(earlier?.results);
    for (const { container } of changes) results.set(container.uid, { state: 'waiting' });
    show({ startedAt: Date.now(), request, changes: earlier?.changes ?? changes, results, state: 'running' });
    mutation.mutate({ request, changes });
  }

  return {
    run,
    start: (request: BulkRequest, changes: readonly PlannedChange[]) => begin(request, changes),
    /** Lets what is under way end, and sends nothing more. */
    stop: () => {
      const shown = current();
      if (shown?.state === 'running') show({ ...shown, state: 'stopping' });
    },
    /** Tries again what surely did not happen, and what does no harm when it happens twice. */
    retryFailed: () => {
      const shown = current();
      if (!shown) return;
      const again = shown.changes.filter(({ container }) => {
        const result = shown.results.get(container.uid);
        return result !== undefined && mayRetry(shown.request, result);
      });
      begin(shown.request, again, shown);
    },
    /** Takes the list of results away; nothing while it is under way. */
    dismiss: () => {
      if (current()?.state === 'ended') show(null);
    },
  };
}
