import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { MappingChange } from '../rules/port-mapping-history.ts';
import { checkLabel, isEmptyLabel, labelKey, labelMove, withLabelChanges } from '../rules/port-mapping-labels.ts';
import type { NewPortMapping } from '../rules/port-mappings.ts';
import { formatNumber } from '../rules/units.ts';
import { type Connection, currentConnection, isSignedInAs } from '../session/session.ts';
import {
  LABELS_PREFIX,
  type Labels,
  type LabelsByServer,
  readLabels,
  storeLabels,
} from './port-mapping-label-storage.ts';
import type { MappingTable } from './port-mapping-writes.ts';
import type { WriteContext } from './write-context.ts';

const NONE: Labels = new Map();
/** What the browser refused to store, with what was read: in this tab until the person signs out. */
const unkeptOf = new WeakMap<LabelsByServer, LabelsByServer>();

/** The labels with what is in this tab only. */
function withUnkept(kept: LabelsByServer, unkept: LabelsByServer | undefined): LabelsByServer {
  if (!unkept) return kept;
  const all = new Map(kept);
  for (const [address, changes] of unkept) all.set(address, withLabelChanges(kept.get(address) ?? NONE, changes));
  unkeptOf.set(all, unkept);
  return all;
}

/** The labels of all servers, as this browser, or this tab alone, keeps them. Nothing of it is sent anywhere. */
export const mappingLabelsQuery = () =>
  queryOptions({
    queryKey: ['port-mapping-labels'],
    queryFn: async ({ client, queryKey }): Promise<LabelsByServer> => {
      const kept = await readLabels(currentConnection());
      const before = client.getQueryData<LabelsByServer>(queryKey);
      return withUnkept(kept, before && unkeptOf.get(before));
    },
    // Whatever changes them shows it here; another tab's changes are heard of.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });

const countOf = (changes: Labels) => [...changes.values()].filter((change) => !isEmptyLabel(change)).length;

function whatIsNotKept(full: number, tooLong: number): string | undefined {
  const labels = (count: number) => `${formatNumber(count)} ${count === 1 ? 'label or note' : 'labels and notes'}`;
  const sentences = [
    full > 0
      ? `This browser did not keep ${labels(full)}: its storage for the panel is full or forbidden. They are gone when this tab is closed: export them before.`
      : '',
    tooLong > 0 ? `${labels(tooLong)} ${tooLong === 1 ? 'is' : 'are'} too long and not kept.` : '',
  ];
  return sentences.filter(Boolean).join(' ') || undefined;
}

/**
 * Keeps labels and notes of one server in this browser and shows them, also where the browser refuses to keep them: until
 * the tab is closed. An empty one is forgotten. Resolves with a sentence about what is not kept; never rejects. Many are
 * written in turns with the page. Nothing happens when the person has signed out meanwhile.
 */
export async function changeMappingLabels(
  { queryClient, connection }: WriteContext,
  address: string,
  changes: Labels,
): Promise<string | undefined> {
  if (!isSignedInAs(connection) || changes.size === 0) return undefined;
  const { queryKey } = mappingLabelsQuery();
  await queryClient.ensureQueryData(mappingLabelsQuery());
  const fitting = new Map([...changes].filter(([, change]) => Object.keys(checkLabel(change)).length === 0));
  const refused = await storeLabels(connection, address, fitting);
  if (!isSignedInAs(connection)) return undefined;
  queryClient.setQueryData(queryKey, (before: LabelsByServer = new Map()) => {
    const unkept = new Map(unkeptOf.get(before)?.get(address));
    for (const key of fitting.keys()) unkept.delete(key);
    for (const [key, change] of refused) unkept.set(key, change);
    const now = new Map(before).set(address, withLabelChanges(before.get(address) ?? NONE, fitting));
    return withUnkept(now, new Map(unkeptOf.get(before)).set(address, unkept));
  });
  // A read under way may have passed what was just stored.
  if (queryClient.isFetching({ queryKey }) > 0) void queryClient.invalidateQueries({ queryKey });
  return whatIsNotKept(countOf(refused), changes.size - fitting.size);
}

/**
 * Lets what was noted on a mapping go along with its edit, and back with the revert of one. A revert that puts a mapping
 * back whose label was kept all the time leaves it alone: that one was deleted, not edited.
 */
export async function moveLabelWith(
  context: MappingTable,
  { kind, removed, added }: Pick<MappingChange, 'kind' | 'added'> & { removed: readonly NewPortMapping[] },
): Promise<void> {
  const { queryClient, connection, address } = context;
  const [from, to] = [removed[0], added[0]];
  const isOfOne = removed.length === 1 && added.length === 1;
  if (!from || !to || !isOfOne || (kind !== 'edit' && kind !== 'revert') || !isSignedInAs(connection)) return;
  const labels = (await queryClient.ensureQueryData(mappingLabelsQuery())).get(address) ?? NONE;
  if (kind === 'revert' && labels.has(labelKey(to))) return;
  const notKept = await changeMappingLabels(context, address, labelMove(labels, from, to));
  if (!notKept) return;
  if (tellers.size === 0) untold.push({ connection, notKept });
  for (const tell of tellers) tell(notKept);
}

const tellers = new Set<(notKept: string) => void>();
/** What nobody was there to be told. */
const untold: { connection: Connection; notKept: string }[] = [];

/**
 * Calls back with a sentence when the browser did not keep a label that moved, also one that moved in this session while
 * nobody was called; returns the way to stop that.
 */
export function onUnkeptMove(tell: (notKept: string) => void): () => void {
  tellers.add(tell);
  for (const { connection, notKept } of untold.splice(0)) if (isSignedInAs(connection)) tell(notKept);
  return () => tellers.delete(tell);
}

/** The labels of all servers, also as other tabs change them; empty while they are read. */
export function useAllMappingLabels(): LabelsByServer {
  const queryClient = useQueryClient();
  const { data } = useQuery(mappingLabelsQuery());
  // The browser tells the other tabs of a change; a cleared storage has no key.
  useEffect(() => {
    function look({ key }: StorageEvent) {
      if (key === null || key.startsWith(LABELS_PREFIX)) {
        void queryClient.invalidateQueries({ queryKey: mappingLabelsQuery().queryKey });
      }
    }
    window.addEventListener('storage', look);
    return () => window.removeEventListener('storage', look);
  }, [queryClient]);
  return data ?? NO_LABELS;
}

const NO_LABELS: LabelsByServer = new Map();

/** The labels and notes of the mappings of one server, by {@link labelKey}: the same map until one changes. */
export function useMappingLabels(address: string): Labels {
  return useAllMappingLabels().get(address) ?? NONE;
}

/** {@link changeMappingLabels} for one server: the same function at each drawing. */
export function useChangeMappingLabels(address: string): (changes: Labels) => Promise<string | undefined> {
  const queryClient = useQueryClient();
  return useCallback(
    (changes: Labels) => changeMappingLabels({ queryClient, connection: currentConnection() }, address, changes),
    [queryClient, address],
  );
}
