import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ContainersTable } from '../shared/containers-table.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { firstFailureOf, LoadFailure } from '../shared/load-failure.tsx';
import { UnreadableRows } from '../shared/unreadable-rows.tsx';
import { BulkActions } from './bulk-actions.tsx';
import { BulkRun } from './bulk-run.tsx';

const NONE: ReadonlySet<string> = new Set();

/** All the customer's containers, also those on servers shared with others (screens.md `/containers`). */
export function ContainersPage() {
  useDocumentTitle('Containers');
  const me = useRefreshedQuery(meQuery());
  const containers = useRefreshedQuery(containersQuery());
  const servers = me.data?.servers;
  const owned = useMemo(() => (servers ? new Set(servers) : NONE), [servers]);
  const failure = firstFailureOf([me, containers]);

  return (
    <>
      <PageHeader title="Containers" actions={<Freshness queries={[me, containers]} />} />
      <div className="mt-4">
        {failure ? (
          <LoadFailure error={failure.error} what="your containers" onRetry={failure.retry} />
        ) : (
          <>
            <BulkRun />
            <UnreadableRows rows={containers.data?.unreadable ?? []} />
            <ContainersTable
              containers={me.data && containers.data?.items}
              owned={owned}
              skeletonRows={me.data?.containers.length}
              selectionActions={BulkActions}
              aside={null}
              empty={<NoContainers hasServer={owned.size > 0} />}
            />
          </>
        )}
      </div>
    </>
  );
}

function NoContainers({ hasServer }: { hasServer: boolean }) {
  return (
    <EmptyState
      title="No containers"
      action={
        hasServer ? (
          <Link to="/servers" className={buttonClass('primary')}>
            Choose a server
          </Link>
        ) : undefined
      }
    >
      A container is a share of a server's memory and storage, with its own distro, SSH access and private address.{' '}
      {hasServer
        ? 'You create containers on your servers.'
        : 'You own no server to create one on. Ask your supplier for a server or a container; it appears here by itself.'}
    </EmptyState>
  );
}
