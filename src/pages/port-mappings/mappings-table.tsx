import { useDeferredValue, useMemo, useState } from 'react';
import { createMappingFilter } from '../../rules/port-mapping-filter.ts';
import { shownText } from '../../rules/shown-text.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FilterAnnouncement } from '../shared/filter-announcement.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { ClashesNotice } from '../shared/port-mappings/clashes-notice.tsx';
import type { MappingsView } from '../shared/port-mappings/editable-mappings.tsx';
import { mappingColumns } from '../shared/port-mappings/mapping-columns.tsx';
import { sortMappings } from '../shared/port-mappings/mapping-order.ts';
import { clashGroupsOf, namesOrCount, rowStateOf, summaryOf } from '../shared/port-mappings/mapping-row-words.ts';
import type { MappingRow } from '../shared/port-mappings/mapping-rows.ts';
import { SelectionBar } from '../shared/selection-bar.tsx';
import { useTableSearch } from '../shared/table-search.ts';
import { SelectionScope } from '../shared/table-selection.tsx';
import { useSelection } from '../shared/use-selection.ts';
import { MappingsToolbar } from './mappings-toolbar.tsx';
import { NoMappings } from './no-mappings.tsx';
import { idOf, selectableMappings, selectColumn } from './selectable-mappings.ts';
import { SelectedMappings } from './selected-mappings.tsx';

export interface MappingsTableProps extends MappingsView {
  address: string;
  canAdd: boolean;
}

const NO_ROWS: readonly MappingRow[] = [];

const rowKey = ({ key }: MappingRow) => key;

/** The table "Port mappings" with its filter and its toolbar; filter and sort live in the URL. */
export function MappingsTable(props: MappingsTableProps) {
  const { address, rows, names, table, deleting, canAdd, onEdit, onDelete, whyNoEdit } = props;
  const { filter, sort, setFilter, toggleSort } = useTableSearch('public-port');
  const columns = useMemo(
    () => [selectColumn, ...mappingColumns({ onEdit, onDelete, whyNoEdit })],
    [onEdit, onDelete, whyNoEdit],
  );
  const [filtered] = useState(() => createMappingFilter<MappingRow>());
  // What is typed is painted first; then it is searched in the order of memory, which takes a tenth of any other's time.
  const applied = useDeferredValue(filter);
  const known = rows ?? NO_ROWS;
  const found = useMemo(() => filtered(known, applied), [filtered, known, applied]);
  const shown = useMemo(() => sortMappings(found, sort), [found, sort]);
  const clashes = useMemo(() => clashGroupsOf(known), [known]);
  const selection = useSelection(known, idOf);
  const { has } = selection;
  const summary = rows ? summaryOf(known, shown.length, clashes.length) : '';

  return (
    <>
      <div className="mt-5 mb-3 flex min-h-10 flex-wrap items-center gap-x-3 gap-y-2">
        <SearchField label="Filter port mappings" value={filter} onChange={setFilter} />
        {/* However much it says, what stands beside it stays in its line. */}
        <p className="min-h-5 grow basis-40 text-muted">
          {summary}
          {deleting.length > 0 ? `, deleting ${namesOrCount(deleting)}` : null}
        </p>
        <FilterAnnouncement filter={applied}>{summary}</FilterAnnouncement>
        <Freshness queries={[table]} />
        <MappingsToolbar address={address} all={rows} shown={shown} selected={selection.items} names={names} />
      </div>
      <ClashesNotice address={address} groups={clashes} names={names} />
      <SelectionScope of={selectableMappings} selection={selection} shown={shown}>
        <DataTable
          label="Port mappings"
          cards="dense"
          columns={columns}
          rows={shown}
          rowKey={rowKey}
          sort={sort}
          onSort={toggleSort}
          rowState={rowStateOf}
          rowSelected={({ stored }) => stored !== undefined && has(stored.id)}
          busy={!rows}
          empty={
            rows?.length === 0 ? (
              <NoMappings address={address} canAdd={canAdd} />
            ) : (
              <NoMatch filter={applied} onClear={() => setFilter('')} />
            )
          }
        />
        <SelectionBar selection={selection}>
          {() => <SelectedMappings address={address} selected={selection.items} names={names} />}
        </SelectionBar>
      </SelectionScope>
    </>
  );
}

function NoMatch({ filter, onClear }: { filter: string; onClear: () => void }) {
  return (
    <EmptyState
      title="No port mapping matches"
      headingLevel={3}
      action={<Button onClick={onClear}>Clear filter</Button>}
    >
      <p>No port mapping matches “{shownText(filter)}”.</p>
      <p className="mt-2">
        Type a mapping, <code>tcp 9000</code>; a port, <code>9000</code>; public ports, <code>8000-8100</code>; the name
        or uid of a container; a private address; a label; or <code>clash</code>. Several words must all match.
      </p>
    </EmptyState>
  );
}
