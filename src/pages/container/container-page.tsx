import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useCapacitySources } from '../../queries/capacity.ts';
import { containerQuery, containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { type ContainerDetail, whyNotStarted } from '../../rules/containers.ts';
import { wasForbidden } from '../../rules/failures.ts';
import { isOwned } from '../../rules/servers.ts';
import { Notice } from '../../ui/alert.tsx';
import { Badge } from '../../ui/badge.tsx';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { nameOfContainer } from '../shared/containers-table.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { LoadFailure } from '../shared/load-failure.tsx';
import { ContainerPortMappings } from './container-port-mappings.tsx';
import { AlarmChannels, Details, Links, Resources, Start } from './container-sections.tsx';
import { KeptChange } from './kept-change.tsx';
import { NotYourContainer } from './not-your-container.tsx';

const route = getRouteApi('/signed-in/containers/$uid');

/** Everything that the API tells about one container (screens.md `/containers/UID`). */
export function ContainerPage() {
  const { uid } = route.useParams();
  // `30001abc` and `0x7531` are no uids, whatever Number makes of them.
  return /^[1-9]\d{0,14}$/.test(uid) ? <KnownUid key={uid} uid={Number(uid)} /> : <Foreign uid={uid} />;
}

function Foreign({ uid }: { uid: string }) {
  useDocumentTitle('Not your container');
  return <NotYourContainer uid={uid} />;
}

function KnownUid({ uid }: { uid: number }) {
  const query = useRefreshedQuery(containerQuery(uid));
  // The list knows the name already while the container itself is loaded.
  const list = useRefreshedQuery(containersQuery());
  const listed = list.data?.items.find((container) => container.uid === uid);
  const name = nameOfContainer(query.data ?? listed ?? { uid, name: '' });
  useDocumentTitle(name);

  if (query.isError && wasForbidden(query.error)) return <Foreign uid={String(uid)} />;
  return (
    <>
      <PageHeader
        title={name}
        breadcrumb={
          <Link to="/containers" className="hover:text-text hover:underline">
            Containers
          </Link>
        }
        subtitle={<p className="min-h-5 font-mono text-small">{uid}</p>}
        actions={<Freshness queries={[query]} />}
      />
      <div className="mt-5">
        {query.isLoadingError ? (
          <LoadFailure error={query.error} what={`container ${uid}`} onRetry={() => void query.refetch()} />
        ) : (
          <Sections container={query.data} />
        )}
      </div>
    </>
  );
}

function Sections({ container }: { container: ContainerDetail | undefined }) {
  return container ? <Loaded container={container} /> : <SectionSkeletons />;
}

function Loaded({ container }: { container: ContainerDetail }) {
  const { uid, server_address } = container;
  const me = useRefreshedQuery(meQuery());
  const { data: list } = useRefreshedQuery(containersQuery());
  const sourcesOf = useCapacitySources();
  const own = useMemo(() => new Map((list?.items ?? []).map((item) => [item.uid, item])), [list]);
  const owned = me.data ? isOwned(me.data, server_address) : undefined;
  const server =
    owned && list && sourcesOf ? { containers: list.items, sources: sourcesOf(server_address) } : undefined;
  const notStarted = whyNotStarted(container);

  return (
    <>
      <div className="mb-6 flex flex-col gap-3 empty:hidden">
        <KeptChange container={container} />
        {notStarted && <Notice>{notStarted}</Notice>}
        {owned === false && (
          <p>
            <Badge>shared</Badge> <span className="text-muted">on a server shared with other customers</span>
          </p>
        )}
      </div>
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-8">
          <Resources container={container} server={server} shared={owned === false} />
          <Start container={container} />
          {owned && <ContainerPortMappings uid={uid} address={server_address} />}
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <Details container={container} />
          <Links container={container} own={own} />
          <AlarmChannels container={container} />
        </div>
      </div>
    </>
  );
}

function SectionSkeletons() {
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      {['one', 'two', 'three', 'four'].map((key) => (
        <Skeleton key={key} className="h-48 w-full" />
      ))}
    </div>
  );
}
