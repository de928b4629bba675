import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCapacitySources } from '../../queries/capacity.ts';
import { containerQuery, containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { portMappingsQuery } from '../../queries/port-mappings.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { fieldsInWords } from '../../rules/container-changes.ts';
import { type Container, type ContainerDetail, nameOfContainer, whyNotStarted } from '../../rules/containers.ts';
import { wasForbidden } from '../../rules/failures.ts';
import { isOwned } from '../../rules/servers.ts';
import { Notice } from '../../ui/alert.tsx';
import { Badge } from '../../ui/badge.tsx';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { LeaveGuard } from '../shared/leave-guard.tsx';
import { firstFailureOf, LoadFailure } from '../shared/load-failure.tsx';
import { KeptQuotaMove } from '../shared/take-quota-kept.tsx';
import { AlarmChannels } from './alarm-channels.tsx';
import { Conflicts } from './conflicts.tsx';
import { Details } from './details.tsx';
import { KeptChange } from './kept-change.tsx';
import { Links } from './links.tsx';
import { NotYourContainer } from './not-your-container.tsx';
import { PortMappings } from './port-mappings.tsx';
import { Reboot } from './reboot.tsx';
import { Resources } from './resources.tsx';
import { Start } from './start.tsx';
import { UnsavedBar } from './unsaved-bar.tsx';
import { useContainerSave } from './use-container-save.ts';

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
  const me = useRefreshedQuery(meQuery());
  // The list mostly knows the name and the server already while the container itself is loaded.
  const list = useRefreshedQuery(containersQuery());
  const known = query.data ?? list.data?.items.find((container) => container.uid === uid);
  const address = known?.server_address;
  const owned = me.data && address !== undefined ? isOwned(me.data, address) : undefined;
  useQuery({ ...portMappingsQuery(address ?? ''), enabled: owned === true });
  const name = nameOfContainer(known ?? { uid, name: '' });
  useDocumentTitle(name);

  if (query.isError && wasForbidden(query.error)) return <Foreign uid={String(uid)} />;
  const failure = firstFailureOf([query, me]);
  // The gauges need the list: a page that is drawn before it would shift. When it cannot be read, the page says so.
  const isThere = !query.isPending && owned !== undefined && !list.isPending;
  return (
    <>
      <PageHeader
        title={name}
        breadcrumb={
          <Link to="/containers" className="hover:text-text hover:underline">
            Containers
          </Link>
        }
        subtitle={
          <p className="flex min-h-5 items-center gap-2">
            <span className="font-mono text-small">{uid}</span>
            {owned === false && <Badge>shared</Badge>}
          </p>
        }
        actions={<Freshness queries={[query]} />}
      />
      <div className="mt-5">
        {failure && <LoadFailure error={failure.error} what={`container ${uid}`} onRetry={failure.retry} />}
        {!failure && !isThere && <SectionSkeletons />}
        {!failure && query.data && owned !== undefined && isThere && (
          <Loaded container={query.data} owned={owned} list={list.data?.items} />
        )}
      </div>
    </>
  );
}

interface LoadedProps {
  container: ContainerDetail;
  /** Whether its server is the customer's. */
  owned: boolean;
  /** All the customer's containers; undefined while they are not loaded. */
  list: readonly Container[] | undefined;
}

function Loaded({ container, owned, list }: LoadedProps) {
  const { server_address } = container;
  const sources = useCapacitySources()?.(server_address);
  const edit = useContainerSave({ container, owned, list, sources });
  const server = owned && list && sources ? { containers: list, sources } : undefined;
  const notStarted = whyNotStarted(container);

  return (
    <>
      <div className="mb-6 flex flex-col gap-3 empty:hidden">
        <KeptChange container={container} />
        {server && <KeptQuotaMove address={server_address} uid={container.uid} {...server} />}
        {notStarted && <Notice>{notStarted}</Notice>}
      </div>
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-8">
          <Resources edit={edit} owned={owned} server={server} />
          <Start edit={edit} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <Details edit={edit} />
          <Links container={container} own={list} />
        </div>
        <div className="min-w-0">
          <AlarmChannels edit={edit} />
        </div>
        <div className="min-w-0">
          <Reboot container={container} hasUnsavedChanges={edit.keys.length > 0} />
        </div>
        {/* Across both columns, as wide as a table needs; last, because nobody knows how long it gets. */}
        <div className="min-w-0 lg:col-span-2">
          <PortMappings container={container} own={list} owned={owned} />
        </div>
      </div>
      <UnsavedBar edit={edit} />
      <Conflicts edit={edit} />
      <LeaveGuard
        when={edit.unsent.length > 0}
        what={`${fieldsInWords(edit.unsent)} of ${nameOfContainer(container)}`}
        onDiscard={edit.leave}
      />
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
