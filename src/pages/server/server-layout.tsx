import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useCapacitySources } from '../../queries/capacity.ts';
import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { isOwned, serversOf } from '../../rules/servers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { Notice } from '../../ui/alert.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { TabsNavigation, tabClass } from '../../ui/tabs.tsx';
import { firstFailureOf, LoadFailure } from '../shared/load-failure.tsx';
import { KeptQuotaMove } from '../shared/take-quota-kept.tsx';
import { NotYourServer } from './not-your-server.tsx';
import { capacityNotes, ServerMeters } from './server-meters.tsx';

const route = getRouteApi('/signed-in/servers/$address');

/** What the pages of one server share: its head with the gauges, and the way between them (screens.md `/servers/ADDRESS`). */
export function ServerLayout() {
  const { address } = route.useParams();
  const me = useRefreshedQuery(meQuery());
  const containers = useRefreshedQuery(containersQuery());
  const sourcesOf = useCapacitySources();
  if (me.data && !isOwned(me.data, address)) return <NotYourServer address={address} />;

  const failure = firstFailureOf([me, containers]);
  const server =
    me.data && containers.data
      ? serversOf(me.data, containers.data.items).find((owned) => owned.address === address)
      : undefined;
  const data = server && sourcesOf ? { containers: server.containers, sources: sourcesOf(address) } : undefined;
  const notes = data ? capacityNotes(address, data.containers, data.sources) : [];

  return (
    <>
      <PageHeader
        title={address}
        mono
        breadcrumb={
          <Link to="/servers" className="hover:text-text hover:underline">
            Servers
          </Link>
        }
        subtitle={<p className="min-h-5">{shownText(server?.name ?? '')}</p>}
        actions={
          <>
            {failure ? null : <ServerMeters address={address} data={data} />}
            <Link to="/servers/$address/containers/new" params={{ address }} className={buttonClass('primary')}>
              <Plus size={16} aria-hidden="true" />
              New container
            </Link>
          </>
        }
      />
      {notes.map((note) => (
        <Notice key={note} tone="warning" className="mt-4">
          {note}
        </Notice>
      ))}
      <div className="mt-4 empty:hidden">{data && <KeptQuotaMove address={address} {...data} />}</div>
      <div className="mt-3 mb-5">
        <TabsNavigation label="Server">
          <Link to="/servers/$address" params={{ address }} activeOptions={TAB} className={tabClass}>
            Containers
          </Link>
          <Link
            to="/servers/$address/port-mappings"
            params={{ address }}
            activeOptions={WITH_PAGES}
            className={tabClass}
          >
            Port mappings
          </Link>
          <Link to="/servers/$address/capacity" params={{ address }} activeOptions={TAB} className={tabClass}>
            Capacity
          </Link>
        </TabsNavigation>
      </div>
      {failure ? <ServerFailure address={address} error={failure.error} onRetry={failure.retry} /> : <Outlet />}
    </>
  );
}

function ServerFailure(props: { address: string; error: unknown; onRetry: () => void }) {
  const { address, error, onRetry } = props;
  useDocumentTitle(address);
  return <LoadFailure error={error} what={`server ${address}`} onRetry={onRetry} />;
}

/** A filter or a sort in the URL is still the same tab. */
const TAB = { exact: true, includeSearch: false };
/** So are the pages under it. */
const WITH_PAGES = { exact: false, includeSearch: false };
