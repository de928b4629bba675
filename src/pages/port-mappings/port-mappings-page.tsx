import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { portMappingsQuery } from '../../queries/port-mappings.ts';
import { usePrefetchedQuery } from '../../queries/prefetched.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { nameOfContainer } from '../../rules/containers.ts';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { LoadFailure } from '../shared/load-failure.tsx';
import { EditableMappings } from '../shared/port-mappings/editable-mappings.tsx';
import { RunPanel } from '../shared/port-mappings/run-panel.tsx';
import { MappingsTable } from './mappings-table.tsx';
import { NoContainers } from './no-mappings.tsx';

const route = getRouteApi('/signed-in/servers/$address/port-mappings');

/** The port mappings of one server (screens.md `/servers/ADDRESS/port-mappings`). */
export function PortMappingsPage() {
  const { address } = route.useParams();
  useDocumentTitle(`Port mappings of ${address}`);
  // The layout keeps these two fresh.
  const me = usePrefetchedQuery(meQuery());
  const containersRead = usePrefetchedQuery(containersQuery());
  const table = useRefreshedQuery(portMappingsQuery(address));
  const items = containersRead.data?.items;
  const names = useMemo(() => new Map(items?.map((container) => [container.uid, container.name])), [items]);
  const containers = useMemo(
    () =>
      items
        ?.filter((container) => container.server_address === address)
        .sort((one, other) => (nameOfContainer(one) < nameOfContainer(other) ? -1 : 1)),
    [items, address],
  );

  return (
    <>
      <h2 className="sr-only">Port mappings</h2>
      <RunPanel key={`run ${address}`} address={address} />
      {table.isLoadingError && me.data ? (
        <LoadFailure
          error={table.error}
          what={`the port mappings of ${address}`}
          onRetry={() => void table.refetch()}
        />
      ) : (
        <EditableMappings
          key={address}
          address={address}
          table={table}
          containers={containers}
          names={names}
          noContainers={<NoContainers address={address} />}
        >
          {(view) => <MappingsTable {...view} address={address} canAdd={(containers?.length ?? 0) > 0} />}
        </EditableMappings>
      )}
    </>
  );
}
