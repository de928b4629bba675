import { useDeferredValue, useMemo } from 'react';
import { useCapacitySources } from '../../queries/capacity.ts';
import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { useAllPortMappings } from '../../queries/port-mappings.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { serversOf, sharedContainers } from '../../rules/servers.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FilterAnnouncement } from '../shared/filter-announcement.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { firstFailureOf, LoadFailure } from '../shared/load-failure.tsx';
import { NoServers } from '../shared/no-servers.tsx';
import { useTableSearch } from '../shared/table-search.ts';
import { UnreadableRows } from '../shared/unreadable-rows.tsx';
import { serverColumns } from './server-columns.tsx';
import { filteredServerRows, type ServerRow, serverRowsOf, sortedServerRows } from './server-rows.ts';
import { countOf, summaryOf } from './summary.ts';

const NO_ROWS: readonly ServerRow[] = [];
const addressOf = ({ address }: ServerRow) => address;

/** The owned servers, what is allocated on each, and the way to each (screens.md `/servers`). */
export function ServersPage() {
  useDocumentTitle('Servers');
  const me = useRefreshedQuery(meQuery());
  const containers = useRefreshedQuery(containersQuery());
  const sourcesOf = useCapacitySources();
  const { filter, sort, setFilter, toggleSort } = useTableSearch('address');
  // A row reads its own table when it is on screen; only who sorts by them needs all.
  const tables = useDeferredValue(useAllPortMappings(sort.column === 'mappings' ? me.data?.servers : undefined));
  const loaded = me.data && containers.data && sourcesOf;
  const rows = useMemo(
    () =>
      me.data && containers.data && sourcesOf
        ? serverRowsOf(serversOf(me.data, containers.data.items), sourcesOf)
        : NO_ROWS,
    [me.data, containers.data, sourcesOf],
  );
  const sorted = useMemo(() => sortedServerRows(rows, sort, tables), [rows, sort, tables]);
  const shown = useMemo(() => filteredServerRows(sorted, filter), [sorted, filter]);
  const summary = useMemo(() => summaryOf(rows, shown.length), [rows, shown.length]);
  const failure = firstFailureOf([me, containers]);
  if (failure) {
    return (
      <>
        <PageHeader title="Servers" />
        <div className="mt-6">
          <LoadFailure error={failure.error} what="your servers" onRetry={failure.retry} />
        </div>
      </>
    );
  }

  if (loaded && rows.length === 0) {
    return (
      <>
        <PageHeader title="Servers" actions={<Freshness queries={[me, containers]} />} />
        <NoServers containers={sharedContainers(me.data, containers.data.items).length} />
      </>
    );
  }

  return (
    <>
      <PageHeader title="Servers" actions={<Freshness queries={[me, containers]} />} />
      <div className="mt-4 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchField label="Filter servers" value={filter} onChange={setFilter} />
        <p className="min-h-5 text-muted max-sm:min-h-10">{loaded ? summary : null}</p>
        <FilterAnnouncement filter={filter}>{countOf(rows.length, shown.length)}</FilterAnnouncement>
      </div>
      <UnreadableRows rows={[...(me.data?.unreadable ?? []), ...(containers.data?.unreadable ?? [])]} />
      <DataTable
        label="Servers"
        room="wide"
        columns={serverColumns}
        rows={shown}
        rowKey={addressOf}
        sort={sort}
        onSort={toggleSort}
        busy={!loaded}
        skeletonRows={me.data?.servers.length ?? 3}
        empty={
          <EmptyState title="No server matches" action={<Button onClick={() => setFilter('')}>Clear filter</Button>}>
            No server, and no container on one, matches “{filter}”.
          </EmptyState>
        }
      />
    </>
  );
}
