import { getRouteApi, Link } from '@tanstack/react-router';
import { useCapacitySources } from '../../queries/capacity.ts';
import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { compareAddresses, isOwned, serversOf } from '../../rules/servers.ts';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NotYourServer } from '../server/not-your-server.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { firstFailureOf, LoadFailure } from '../shared/load-failure.tsx';
import { UnreadableRows } from '../shared/unreadable-rows.tsx';
import { NewContainerForm } from './new-container-form.tsx';

const route = getRouteApi('/signed-in/servers/$address/containers/new');

/** Creating a container, with the server's gauges while typing (screens.md `/servers/ADDRESS/containers/new`). */
export function NewContainerPage() {
  useDocumentTitle('New container');
  const { address } = route.useParams();
  const me = useRefreshedQuery(meQuery());
  const containers = useRefreshedQuery(containersQuery());
  const sourcesOf = useCapacitySources();
  if (me.data && !isOwned(me.data, address)) return <NotYourServer address={address} />;

  const failure = firstFailureOf([me, containers]);
  return (
    <>
      <PageHeader
        title="New container"
        breadcrumb={
          <>
            <Link to="/servers" className="hover:text-text hover:underline">
              Servers
            </Link>{' '}
            /{' '}
            <Link to="/servers/$address" params={{ address }} className="font-mono hover:text-text hover:underline">
              {address}
            </Link>
          </>
        }
        actions={failure ? null : <Freshness queries={[containers]} />}
      />
      <div className="mt-5 grid gap-5">
        <UnreadableRows rows={containers.data?.unreadable ?? []} />
        {failure && <LoadFailure error={failure.error} what="your servers and containers" onRetry={failure.retry} />}
        {!failure && me.data && containers.data && sourcesOf && (
          <NewContainerForm
            address={address}
            servers={serversOf(me.data, containers.data.items).toSorted((one, other) =>
              compareAddresses(one.address, other.address),
            )}
            containers={containers.data.items}
            sources={sourcesOf(address)}
          />
        )}
        {!failure && !(me.data && containers.data && sourcesOf) && <FormSkeleton />}
      </div>
    </>
  );
}

function FormSkeleton() {
  return (
    <div className="grid gap-x-8 gap-y-4 xl:grid-cols-[minmax(0,1fr)_20rem]" aria-hidden="true">
      <div className="grid content-start gap-x-4 gap-y-4 sm:grid-cols-2">
        {['server', 'name', 'memory', 'storage'].map((field) => (
          <span key={field} className="flex flex-col gap-1">
            <Skeleton className="h-5 w-16" />
            <Skeleton className="h-9 w-full rounded-lg" />
            <Skeleton className="h-5 w-24" />
          </span>
        ))}
      </div>
      <Skeleton className="h-96 w-full rounded-lg" />
    </div>
  );
}
