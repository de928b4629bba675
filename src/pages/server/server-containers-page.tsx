import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { containersQuery } from '../../queries/containers.ts';
import { usePrefetchedQuery } from '../../queries/prefetched.ts';
import { buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ContainersTable } from '../shared/containers-table.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { UnreadableRows } from '../shared/unreadable-rows.tsx';

const route = getRouteApi('/signed-in/servers/$address/');

/** The customer's containers on one server (screens.md `/servers/ADDRESS`). */
export function ServerContainersPage() {
  const { address } = route.useParams();
  useDocumentTitle(address);
  // The layout keeps them fresh.
  const query = usePrefetchedQuery(containersQuery());
  const items = query.data?.items;
  const containers = useMemo(
    () => items?.filter((container) => container.server_address === address),
    [items, address],
  );

  return (
    <>
      <UnreadableRows rows={query.data?.unreadable ?? []} />
      <ContainersTable
        containers={containers}
        aside={<Freshness queries={[query]} />}
        empty={
          <EmptyState
            title="No containers yet"
            action={
              <Link to="/servers/$address/containers/new" params={{ address }} className={buttonClass('primary')}>
                Create the first container
              </Link>
            }
          >
            A container is a share of this server's memory and storage, with its own distro, SSH access and private
            address. None of yours is on {address}.
          </EmptyState>
        }
      />
    </>
  );
}
