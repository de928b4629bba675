import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useCapacitySources } from '../../queries/capacity.ts';
import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { backgroundPortMappingsQuery, portMappingsQuery } from '../../queries/port-mappings.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { gaugeInputsOf, gaugeOf, type Resource, roomLeft } from '../../rules/capacity.ts';
import { indexServer, matchesIndex, wordsOf } from '../../rules/filter.ts';
import { compareAddresses, serversOf, sharedContainers } from '../../rules/servers.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FilterAnnouncement } from '../shared/filter-announcement.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { firstFailureOf, LoadFailure } from '../shared/load-failure.tsx';
import { sortRows, useTableSearch } from '../shared/table-search.ts';
import { UnreadableRows } from '../shared/unreadable-rows.tsx';
import { NoServers } from './no-servers.tsx';
import { type ServerRow, serverColumns } from './server-columns.tsx';
import { countOf, summaryOf } from './summary.ts';

/** The owned servers, what is allocated on each, and the way to each (screens.md `/servers`). */
export function ServersPage() {
  useDocumentTitle('Servers');
  const me = useRefreshedQuery(meQuery());
  const containers = useRefreshedQuery(containersQuery());
  const sourcesOf = useCapacitySources();
  const { filter, sort, setFilter, toggleSort } = useTableSearch('address');
  const queryClient = useQueryClient();
  const addresses = me.data?.servers ?? [];
  const counts = useQueries({ queries: addresses.map((address) => backgroundPortMappingsQuery(queryClient, address)) });
  // The tables themselves, which writes change too; reading them is the business of the counts.
  const tables = useQueries({
    queries: addresses.map((address) => ({ ...portMappingsQuery(address), enabled: false })),
  });

  const servers = useMemo(
    () => (me.data && containers.data ? serversOf(me.data, containers.data.items) : []),
    [me.data, containers.data],
  );
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

  const loaded = me.data && containers.data && sourcesOf;
  const rows: ServerRow[] = loaded
    ? servers.map((server, index) => ({
        ...server,
        sources: sourcesOf(server.address),
        mappings: tables[index]?.data?.items.length,
        mappingsFailed: counts[index]?.isLoadingError ?? false,
      }))
    : [];
  const words = wordsOf(filter);
  const shown = sortRows(
    rows
      .toSorted((one, other) => compareAddresses(one.address, other.address))
      .filter((row) => matchesIndex(indexServer(row), words)),
    sort,
    {
      containers: (row) => row.containers.length,
      memory: (row) => leftOf('memory', row),
      storage: (row) => leftOf('storage', row),
      mappings: (row) => row.mappings,
      ...addressOrder(rows),
    },
  );

  if (loaded && servers.length === 0) {
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
        <p className="min-h-5 text-muted max-sm:min-h-10">{loaded ? summaryOf(rows, shown.length) : null}</p>
        <FilterAnnouncement filter={filter}>{countOf(rows.length, shown.length)}</FilterAnnouncement>
      </div>
      <UnreadableRows rows={containers.data?.unreadable ?? []} />
      <DataTable
        label="Servers"
        room="wide"
        columns={serverColumns}
        rows={shown}
        rowKey={(row) => row.address}
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

/** Who looks for room sorts by what is left; nobody knows it where the total is unknown. */
function leftOf(resource: Resource, { address, containers, sources }: ServerRow): number | undefined {
  return roomLeft(gaugeOf(gaugeInputsOf({ resource, address, containers, sources })));
}

/** Addresses sort by their number, not by their text. */
function addressOrder(rows: readonly ServerRow[]) {
  const order = new Map(
    rows
      .map((row) => row.address)
      .toSorted(compareAddresses)
      .map((address, index) => [address, index]),
  );
  return { address: (row: ServerRow) => order.get(row.address) };
}
