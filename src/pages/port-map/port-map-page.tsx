import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { portMappingsQuery } from '../../queries/port-mappings.ts';
import { usePrefetchedQuery } from '../../queries/prefetched.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { portMapOf } from '../../rules/port-map.ts';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { LoadFailure } from '../shared/load-failure.tsx';
import { RunPanel } from '../shared/port-mappings/run-panel.tsx';
import { UnreadableRows } from '../shared/unreadable-rows.tsx';
import { LoadedMap } from './loaded-map.tsx';

const route = getRouteApi('/signed-in/servers/$address/port-mappings/map');

/** Every public port of a server in one picture (`/servers/ADDRESS/port-mappings/map`). */
export function PortMapPage() {
  const { address } = route.useParams();
  useDocumentTitle(`Port map of ${address}`);
  // The layout keeps these two fresh.
  const me = usePrefetchedQuery(meQuery());
  const containers = usePrefetchedQuery(containersQuery()).data?.items;
  const table = useRefreshedQuery(portMappingsQuery(address));
  const names = useMemo(() => new Map(containers?.map(({ uid, name }) => [uid, name])), [containers]);
  const own = useMemo(
    () => new Set(containers?.filter((one) => one.server_address === address).map(({ uid }) => uid)),
    [containers, address],
  );
  // A large table is drawn in slices, and gives way to whatever a person does meanwhile.
  const shown = useDeferredValue(table.data, undefined);
  const items = shown?.items;
  const map = useMemo(() => items && portMapOf(items), [items]);

  return (
    <>
      <Link
        to="/servers/$address/port-mappings"
        params={{ address }}
        className="mb-1 inline-flex min-h-8 items-center gap-1 text-muted hover:text-text"
      >
        <ArrowLeft size={14} aria-hidden="true" />
        Port mappings
      </Link>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="font-medium text-lg">Port map</h2>
        <Freshness queries={[table]} />
      </div>
      <RunPanel key={`run ${address}`} address={address} />
      {table.isLoadingError && me.data ? (
        <LoadFailure
          error={table.error}
          what={`the port mappings of ${address}`}
          onRetry={() => void table.refetch()}
        />
      ) : null}
      {shown ? <UnreadableRows rows={shown.unreadable} /> : null}
      {map && shown ? (
        <LoadedMap
          key={address}
          address={address}
          map={map}
          names={names}
          own={own}
          unreadable={shown.unreadable.length + map.outside}
        />
      ) : null}
      {map || table.isLoadingError ? null : <MapSkeleton />}
    </>
  );
}

function MapSkeleton() {
  return (
    <div className="grid gap-x-8 gap-y-6 md:grid-cols-2 lg:grid-cols-[minmax(0,36rem)_minmax(0,1fr)]">
      <Skeleton className="aspect-square w-full" />
      <Skeleton className="aspect-square w-full" />
    </div>
  );
}
