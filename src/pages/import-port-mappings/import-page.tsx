import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useMemo } from 'react';
import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { portMappingsQuery } from '../../queries/port-mappings.ts';
import { usePrefetchedQuery } from '../../queries/prefetched.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { nameOfContainer } from '../../rules/containers.ts';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NoContainers } from '../port-mappings/no-mappings.tsx';
import { LoadFailure } from '../shared/load-failure.tsx';
import type { SourceName } from './import-draft.ts';
import { ImportForm } from './import-form.tsx';

const route = getRouteApi('/signed-in/servers/$address/port-mappings/import');

const SOURCES: readonly { value: SourceName; label: string }[] = [
  { value: 'text', label: 'Paste or file' },
  { value: 'range', label: 'Range' },
  { value: 'copy', label: 'Copy' },
];

/** Many port mappings at once: read, planned, applied (`/servers/ADDRESS/port-mappings/import`). */
export function ImportPage() {
  const { address } = route.useParams();
  const { from = 'text' } = route.useSearch();
  const navigate = route.useNavigate();
  useDocumentTitle(`Import port mappings on ${address}`);
  // The layout keeps these two fresh.
  const me = usePrefetchedQuery(meQuery());
  const read = usePrefetchedQuery(containersQuery());
  const table = useRefreshedQuery(portMappingsQuery(address));
  const items = read.data?.items;
  const names = useMemo(() => new Map(items?.map(({ uid, name }) => [uid, name])), [items]);
  const containers = useMemo(
    () =>
      items
        ?.filter(({ server_address }) => server_address === address)
        .sort((one, other) => (nameOfContainer(one) < nameOfContainer(other) ? -1 : 1)),
    [items, address],
  );

  function body() {
    if (table.isLoadingError && me.data) {
      const what = `the port mappings of ${address}`;
      return <LoadFailure error={table.error} what={what} onRetry={() => void table.refetch()} />;
    }
    if (containers?.length === 0) return <NoContainers address={address} />;
    if (!containers || !table.data || !me.data) return <Skeleton className="h-24 w-full" />;
    return (
      <>
        <SegmentedControl
          label="Source"
          options={SOURCES}
          value={from}
          onChange={(chosen) =>
            void navigate({
              search: { from: chosen === 'text' ? undefined : chosen },
              replace: true,
              resetScroll: false,
            })
          }
          className="mb-4"
        />
        <ImportForm
          key={address}
          address={address}
          from={from}
          servers={me.data.servers}
          table={table}
          data={table.data}
          containers={containers}
          names={names}
        />
      </>
    );
  }

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
      <h2 className="mb-3 text-lg font-medium">Import port mappings</h2>
      {body()}
    </>
  );
}
