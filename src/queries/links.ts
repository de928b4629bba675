import { type QueryClient, queryOptions, useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { getContainer } from '../api/containers.ts';
import { isNotSignedIn } from '../api/errors.ts';
import { changeOfStep, type KnownLinks, type LinkOutcome, type LinkStep } from '../rules/links.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { inBackground } from './background-reads.ts';
import { containerQuery, containersQuery } from './containers.ts';
import { runEdit } from './edit-container.ts';
import type { WriteContext } from './write-context.ts';

/** How old another container may be whose links are shown, in ms. */
const FRESH_FOR_LINKS_MS = 15_000;

/** Fills {@link containerQuery} when nothing more urgent is read. It has a key of its own, so that the container's page does not wait in its queue. */
const backgroundContainerQuery = (queryClient: QueryClient, uid: number) =>
  queryOptions({
    queryKey: ['read-container', uid],
    queryFn: ({ signal }) =>
      inBackground(signal, async () => {
        await queryClient.fetchQuery({ ...containerQuery(uid), staleTime: FRESH_FOR_LINKS_MS });
        return uid;
      }),
    // The read within repeats itself.
    retry: false,
    staleTime: FRESH_FOR_LINKS_MS,
  });

/**
 * What some of the customer's containers link to, read in the background; `failed` are those that could not be read.
 * It follows every write and every read of them on any page.
 */
export function useLinksOf(uids: readonly number[]) {
  const queryClient = useQueryClient();
  const reads = useQueries({ queries: uids.map((uid) => backgroundContainerQuery(queryClient, uid)) });
  const details = useQueries({ queries: uids.map((uid) => ({ ...containerQuery(uid), enabled: false })) });
  const linksOf: KnownLinks = new Map(details.flatMap(({ data }) => (data ? [[data.uid, data.linked_to]] : [])));
  return {
    linksOf,
    failed: new Set(uids.filter((uid, index) => !linksOf.has(uid) && reads[index]?.isError)),
    readAgain: (uid: number) => void reads[uids.indexOf(uid)]?.refetch(),
  };
}

/**
 * Links and unlinks in the order given, each write sent once and judged by a read (design.md §1.3); what is so already
 * sends nothing. The first that is not done ends it.
 */
export async function runLinkSteps(context: WriteContext, steps: readonly LinkStep[]): Promise<LinkOutcome> {
  const done: LinkStep[] = [];
  const sent: LinkStep[] = [];
  for (const step of steps) {
    const outcome = await runEdit(context, { uid: step.uid, base: {}, change: changeOfStep(step) });
    if (outcome.verdict !== 'done') {
      const failed = {
        step,
        isKnown: outcome.verdict !== 'cannot-tell',
        isRefused: outcome.verdict === 'not-done',
        message: 'message' in outcome ? outcome.message : '',
      };
      return { done, sent, failed, left: steps.slice(done.length + 1) };
    }
    done.push(step);
    if (Object.keys(outcome.sent).length > 0) sent.push(step);
  }
  return { done, sent, left: [] };
}

/** {@link runLinkSteps} as a hook; `uid` is the container on whose page it was asked for. */
export function useChangeLinks() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['change-links'],
    meta: { changes: containersQuery().queryKey },
    mutationFn: ({ steps }: { uid: number; steps: readonly LinkStep[] }) =>
      runLinkSteps({ queryClient, connection: currentConnection() }, steps),
  });
}

/** A search for containers that link to one: the API has no way to ask for them (api.md §3), so each is read. */
export interface LinkSearch {
  status: 'not-begun' | 'running' | 'stopped' | 'ended';
  total: number;
  read: number;
  /** Uids of those that could not be read. */
  failed: readonly number[];
  found: readonly number[];
  /** Uids of those that were not read when it was stopped. */
  left: readonly number[];
}

const NOT_BEGUN: LinkSearch = { status: 'not-begun', total: 0, read: 0, failed: [], found: [], left: [] };

/** One less than all background reads, so that a search of thousands leaves room for others. */
const SEARCHES_AT_ONCE = 3;

/**
 * Reads containers one by one and tells which link to `uid`; only those are kept. It ends when the signal says so, when
 * the password is refused, or when all are read.
 */
export async function searchLinks(
  { queryClient, connection }: WriteContext,
  search: { uid: number; among: readonly number[]; signal: AbortSignal; onProgress: (progress: LinkSearch) => void },
): Promise<void> {
  const { uid, among, signal, onProgress } = search;
  const waiting = [...among];
  const state = { total: among.length, read: 0, failed: [] as number[], found: [] as number[] };
  let isRefused = false;
  const tell = (status: LinkSearch['status']) =>
    onProgress({
      ...state,
      failed: [...state.failed],
      found: [...state.found],
      status,
      left: status === 'stopped' ? [...waiting] : [],
    });

  async function readOne(other: number) {
    try {
      const container = await inBackground(signal, () => getContainer(connection, other, signal));
      if (container.linked_to.includes(uid) && isSignedInAs(connection)) {
        queryClient.setQueryData(containerQuery(other).queryKey, container);
        state.found.push(other);
      }
      state.read += 1;
    } catch (error) {
      isRefused ||= isNotSignedIn(error);
      if (signal.aborted || isRefused) waiting.push(other);
      else state.failed.push(other);
    }
  }
  async function work() {
    while (!signal.aborted && !isRefused) {
      const other = waiting.shift();
      if (other === undefined) return;
      await readOne(other);
      if (!signal.aborted) tell('running');
    }
  }

  tell('running');
  await Promise.all(Array.from({ length: SEARCHES_AT_ONCE }, work));
  tell(waiting.length > 0 ? 'stopped' : 'ended');
}

/** {@link searchLinks} as a hook; leaving the page stops it. */
export function useLinkSearch(uid: number) {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState(NOT_BEGUN);
  const running = useRef<AbortController>(null);
  // Requests are outside of React: nobody waits for them once the page is left.
  useEffect(() => () => running.current?.abort(), []);

  function look(among: readonly number[]) {
    const controller = new AbortController();
    running.current?.abort();
    running.current = controller;
    const found = progress.found;
    const onProgress = (next: LinkSearch) => {
      if (running.current === controller) setProgress({ ...next, found: [...found, ...next.found] });
    };
    void searchLinks(
      { queryClient, connection: currentConnection() },
      { uid, among, signal: controller.signal, onProgress },
    );
  }

  return {
    ...progress,
    look,
    lookOn: () => look([...progress.left, ...progress.failed]),
    stop: () => running.current?.abort(),
  };
}
