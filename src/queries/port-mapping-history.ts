import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { isSameMapping } from '../rules/port-mapping-edits.ts';
import type { MappingChange } from '../rules/port-mapping-history.ts';
import { privateKey, RowGroups } from '../rules/port-mapping-keys.ts';
import { doneAgain, notDoneSince } from '../rules/port-mapping-late-effects.ts';
import type { NewPortMapping } from '../rules/port-mappings.ts';
import { isSignedInAs } from '../session/session.ts';
import { journalHistory, keptHistory } from './port-mapping-history-journal.ts';
import { moveLabelWith } from './port-mapping-labels.ts';
import type { MappingTable } from './port-mapping-writes.ts';

/** The changes that this tab made to mappings, newest first; those of before a reload as well. Gone with the session. */
export const mappingHistoryQuery = () =>
  queryOptions({
    queryKey: ['mapping-history'],
    queryFn: keptHistory,
    initialData: keptHistory,
    enabled: false,
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });

/** The changes of {@link mappingHistoryQuery}, also when no page has asked for them since the reload. */
export const mappingHistory = (queryClient: QueryClient): readonly MappingChange[] =>
  queryClient.getQueryData(mappingHistoryQuery().queryKey) ?? keptHistory();

type Rows = Pick<MappingChange, 'removed' | 'added'>;

const NO_ROWS: Rows = { removed: [], added: [] };
const except = <Row>(rows: readonly Row[], others: readonly Row[]) => {
  const known = new Set(others);
  return known.size === 0 ? rows : rows.filter((row) => !known.has(row));
};

/** Replaces the changes by what `change` makes of them, in the cache and over a reload. */
function changeHistory(
  { queryClient, connection }: Pick<MappingTable, 'queryClient' | 'connection'>,
  change: (changes: readonly MappingChange[]) => readonly MappingChange[],
): void {
  if (!isSignedInAs(connection)) return;
  const { queryKey } = mappingHistoryQuery();
  queryClient.setQueryData(queryKey, journalHistory(change(mappingHistory(queryClient)), connection));
}

let lastId = 0;

/** What tells a change or a run of this tab from any other, before and after a reload; about the ms since 1970. `after`: the last one. */
export function newChangeId(queryClient: QueryClient, after = 0): number {
  const known = mappingHistory(queryClient).reduce((most, { id }) => Math.max(most, id), after);
  lastId = Math.max(Date.now(), lastId + 1, known + 1);
  return lastId;
}

/** Records a change that the table has shown; nothing for somebody who has signed out meanwhile, and nothing that is none. */
export function recordMappingChange(
  table: MappingTable,
  { kind, removed, added }: Pick<MappingChange, 'kind'> & Rows,
): void {
  if (removed.length + added.length === 0) return;
  const { address } = table;
  changeHistory(table, (changes) => {
    const id = newChangeId(table.queryClient);
    const counts = { removed: removed.length, added: added.length };
    return [{ id, at: Date.now(), address, kind, removed, added, counts }, ...changes];
  });
  void moveLabelWith(table, { kind, removed, added });
}

/** Rows with others that are not among them; cheap for few others, however many the rows are. */
function joined<Row extends NewPortMapping>(rows: readonly Row[], others: readonly Row[]): readonly Row[] {
  const groups = new RowGroups<Row>(privateKey, others);
  const known = new Set<Row>();
  for (const row of rows) {
    for (const other of groups.get(privateKey(row))) if (isSameMapping(row, other)) known.add(other);
  }
  return [...rows, ...others.filter((other) => !known.has(other))];
}

/** What a run did so far and the table showed: one change a run, which grows; `id` is what tells the run from others. */
export function growMappingChange(
  table: MappingTable,
  { id, kind, ...seen }: Pick<MappingChange, 'id' | 'kind'> & Rows,
): void {
  const { address } = table;
  const here = mappingHistory(table.queryClient).filter((change) => change.address === address);
  const newer = here.filter((change) => change.id > id);
  const late = newer.length > 0 ? notDoneSince(seen, newer) : seen;
  const before = newer.length > 0 ? here.find((change) => change.id === id) : undefined;
  // What the person took back meanwhile, and the run did once more, comes after that.
  const again = before ? doneAgain(late, before, newer) : NO_ROWS;
  recordMappingChange(table, { kind, ...again });
  const [removed, added] = [except(late.removed, again.removed), except(late.added, again.added)];
  if (removed.length + added.length === 0) return;
  changeHistory(table, (changes) => {
    const known = changes.find((change) => change.id === id);
    const rows = {
      removed: joined(known?.removed ?? [], removed),
      added: joined(known?.added ?? [], added),
    };
    const isLost = known?.keeping === 'lost';
    const counts = {
      removed: isLost ? known.counts.removed + removed.length : rows.removed.length,
      added: isLost ? known.counts.added + added.length : rows.added.length,
    };
    const grown: MappingChange = { ...known, id, at: known?.at ?? Date.now(), address, kind, ...rows, counts };
    if (isLost) Object.assign(grown, { removed: [], added: [] });
    return known ? changes.map((change) => (change === known ? grown : change)) : [grown, ...changes];
  });
}

/** Whether it is an edit, or took one back, or did it again: a label belongs to the row of an edit before and after it. */
function isOfEdit({ kind, removed, added }: MappingChange, changes: readonly MappingChange[]): boolean {
  const [from, to] = [removed[0], added[0]];
  if (kind === 'edit' || kind !== 'revert' || !from || !to) return kind === 'edit';
  return changes.some((edit) => {
    const [old, made] = [edit.removed[0], edit.added[0]];
    if (edit.kind !== 'edit' || !old || !made) return false;
    const isBack = isSameMapping(old, to) && isSameMapping(made, from);
    return isBack || (isSameMapping(old, from) && isSameMapping(made, to));
  });
}

/** Marks a change as reverted as a whole; the label of an edit goes back with it. */
export function markReverted(context: Pick<MappingTable, 'queryClient' | 'connection'>, id: number): void {
  changeHistory(context, (changes) => {
    const reverted = changes.find((change) => change.id === id);
    if (reverted && isOfEdit(reverted, changes)) {
      const { address, removed, added } = reverted;
      void moveLabelWith({ ...context, address }, { kind: 'revert', removed: added, added: removed });
    }
    return changes.map((change) => (change.id === id ? { ...change, revertedAt: Date.now() } : change));
  });
}

/** The changes of this tab, newest first; of one server with `address`. */
export function useMappingHistory(address?: string): readonly MappingChange[] {
  const { data } = useQuery(mappingHistoryQuery());
  return address === undefined ? data : data.filter((change) => change.address === address);
}
