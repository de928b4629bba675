import { useMemo } from 'react';
import { describeMapping } from '../../rules/port-mappings.ts';
import { Notice } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FilterAnnouncement } from '../shared/filter-announcement.tsx';
import { Freshness } from '../shared/freshness.tsx';
import type { MappingsView } from '../shared/port-mappings/editable-mappings.tsx';
import { mappingColumns } from '../shared/port-mappings/mapping-columns.tsx';
import {
  type ClashGroup,
  clashGroupsOf,
  rowStateOf,
  shownRows,
  summaryOf,
} from '../shared/port-mappings/mapping-rows.ts';
import { useTableSearch } from '../shared/table-search.ts';
import { NoMappings } from './no-mappings.tsx';

/** So many clashes are spelt out; the filter finds the rest. */
const MOST_CLASHES_NAMED = 3;

export interface MappingsTableProps extends MappingsView {
  address: string;
  canAdd: boolean;
}

/** The table "Port mappings" with its filter; filter and sort live in the URL. */
export function MappingsTable(props: MappingsTableProps) {
  const { address, rows, names, table, deleting, canAdd, onEdit, onDelete, whyNoEdit } = props;
  const { filter, sort, setFilter, toggleSort } = useTableSearch('public-port');
  const columns = useMemo(() => mappingColumns({ onEdit, onDelete, whyNoEdit }), [onEdit, onDelete, whyNoEdit]);
  const clashes = useMemo(() => clashGroupsOf(rows ?? [], names), [rows, names]);
  const shown = useMemo(() => (rows ? shownRows(rows, filter, sort) : []), [rows, filter, sort]);
  const summary = rows ? summaryOf(rows, shown.length, clashes.length) : '';

  return (
    <>
      <div className="mt-5 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchField label="Filter port mappings" value={filter} onChange={setFilter} />
        <p className="min-h-5 grow text-muted">
          {summary}
          {deleting.length > 0 ? `, deleting ${deleting.map(describeMapping).join(', ')}` : null}
        </p>
        <FilterAnnouncement filter={filter}>{summary}</FilterAnnouncement>
        <Freshness queries={[table]} />
      </div>
      <Clashes clashes={clashes} />
      <DataTable
        label="Port mappings"
        columns={columns}
        rows={shown}
        rowKey={({ key }) => key}
        sort={sort}
        onSort={toggleSort}
        rowState={rowStateOf}
        busy={!rows}
        empty={
          rows?.length === 0 ? (
            <NoMappings address={address} canAdd={canAdd} />
          ) : (
            <EmptyState
              title="No port mapping matches"
              headingLevel={3}
              action={<Button onClick={() => setFilter('')}>Clear filter</Button>}
            >
              No port, protocol, container or private address matches “{filter}”.
            </EmptyState>
          )
        }
      />
    </>
  );
}

/** What a clash means: the word in the row alone does not say it. */
function Clashes({ clashes }: { clashes: readonly ClashGroup[] }) {
  if (clashes.length === 0) return null;
  const named = clashes.slice(0, MOST_CLASHES_NAMED);
  const rest = clashes.length - named.length;
  return (
    <Notice tone="warning" className="mb-3">
      {named.map(({ sentence }) => sentence).join(' ')}
      {rest > 0 ? ` ${rest} more: filter for “clash”.` : null} Only one of them gets the traffic: edit or delete the
      others.
    </Notice>
  );
}
