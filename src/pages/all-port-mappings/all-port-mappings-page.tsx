import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { sharedContainers } from '../../rules/servers.ts';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { firstFailureOf, LoadFailure } from '../shared/load-failure.tsx';
import { NoServers } from '../shared/no-servers.tsx';
import { AllMappings } from './all-mappings.tsx';

const NO_SERVERS: readonly string[] = [];

/** The port mappings of all servers in one table (`/port-mappings`). */
export function AllPortMappingsPage() {
  useDocumentTitle('Ports');
  const me = useRefreshedQuery(meQuery());
  const containers = useRefreshedQuery(containersQuery());
  const failure = firstFailureOf([me, containers]);
  if (failure) {
    return (
      <>
        <PageHeader title="Ports" />
        <div className="mt-6">
          <LoadFailure error={failure.error} what="your servers" onRetry={failure.retry} />
        </div>
      </>
    );
  }
  if (me.data?.servers.length === 0 && containers.data) {
    return (
      <>
        <PageHeader title="Ports" />
        <NoServers containers={sharedContainers(me.data, containers.data.items).length} />
      </>
    );
  }
  return <AllMappings servers={me.data?.servers ?? NO_SERVERS} containers={containers.data} />;
}
