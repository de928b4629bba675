import { useMemo } from 'react';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FilterAnnouncement } from '../shared/filter-announcement.tsx';
import { useTableSearch } from '../shared/table-search.ts';
import { type TagActions, tagColumns } from './tag-columns.tsx';
import { shownTagRows, type TagRow, tagsInWords } from './tag-rows.ts';

/** The table "Tags" with its filter; filter and sort live in the URL. `rows` is undefined while they are loaded first. */
export function TagsTable({ rows, onEdit, onDelete }: TagActions & { rows: readonly TagRow[] | undefined }) {
  const { filter, sort, setFilter, toggleSort } = useTableSearch('name');
  const shown = useMemo(() => (rows ? shownTagRows(rows, filter, sort) : []), [rows, filter, sort]);
  // A key typed in the form above draws no row anew.
  const columns = useMemo(() => tagColumns({ onEdit, onDelete }), [onEdit, onDelete]);
  const count = rows ? tagsInWords(rows.length, shown.length) : '';

  return (
    <>
      <div className="mt-5 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        {rows?.length === 0 ? null : <SearchField label="Filter tags" value={filter} onChange={setFilter} />}
        <p className="min-h-5 text-muted">{count}</p>
        <FilterAnnouncement filter={filter}>{count}</FilterAnnouncement>
      </div>
      <DataTable
        label="Tags"
        columns={columns}
        rows={shown}
        rowKey={({ tag }) => tag.id}
        sort={sort}
        onSort={toggleSort}
        rowState={({ underWay }) => (underWay ? 'pending' : undefined)}
        busy={!rows}
        empty={
          rows?.length === 0 ? (
            <EmptyState title="No tags">
              A tag is a word that containers, domains and loopboxes carry, such as <code>prod</code> or <code>eu</code>
              : filter by it, or group by it. One container can carry several, and tagging reboots nothing. Create the
              first one above.
            </EmptyState>
          ) : (
            <EmptyState title="No tag matches" action={<Button onClick={() => setFilter('')}>Clear filter</Button>}>
              No name or note matches “{filter}”.
            </EmptyState>
          )
        }
      />
    </>
  );
}
