import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { usePrefetchedQuery } from '../../queries/prefetched.ts';
import { tagsQuery } from '../../queries/tags.ts';
import { compareAddresses } from '../../rules/servers.ts';
import { formatNumber } from '../../rules/units.ts';

/** Beyond this many the navigation shows only the server the person is on. */
const MOST_SERVERS_LISTED = 8;

/**
 * What stands below "Servers" on the page of a server. The URL names it before the customer is read: what stands below it
 * must not move much further then.
 */
function listedServers(owned: readonly string[] | undefined, current: string | undefined): readonly string[] {
  if (current === undefined) return [];
  if (owned === undefined) return [current];
  return owned.length > MOST_SERVERS_LISTED
    ? owned.filter((address) => address === current)
    : owned.toSorted(compareAddresses);
}

const itemClass =
  'flex h-8 items-center justify-between rounded-lg px-2 hover:bg-sunken max-lg:h-11 aria-[current=page]:bg-sunken aria-[current=page]:font-semibold ' +
  'forced-colors:aria-[current=page]:forced-color-adjust-none forced-colors:aria-[current=page]:bg-[Highlight] forced-colors:aria-[current=page]:text-[HighlightText]!';

/**
 * The navigation "Main", with the servers listed below "Servers" while the person is on one. `onFollow`: a link was used,
 * also one to the page that is open.
 */
export function MainNavigation({ onFollow }: { onFollow: () => void }) {
  const { data: customer } = usePrefetchedQuery(meQuery());
  const { data: containers } = usePrefetchedQuery(containersQuery());
  // Only looked at: a number beside a link is not worth a request.
  const { data: tags } = useQuery({ ...tagsQuery(), enabled: false });
  const { address: currentAddress } = useParams({ strict: false });
  const listed = listedServers(customer?.servers, currentAddress);

  return (
    <nav aria-label="Main">
      <ul className="grid gap-0.5">
        <li>
          <Link to="/servers" activeOptions={{ exact: true }} onClick={onFollow} className={itemClass}>
            Servers <Count value={customer?.servers.length} />
          </Link>
          {listed.length > 0 ? (
            <ul className="mt-0.5 grid gap-0.5" aria-label="Owned servers">
              {listed.map((address) => (
                <li key={address}>
                  <Link
                    to="/servers/$address"
                    params={{ address }}
                    onClick={onFollow}
                    className={`${itemClass} pl-8 font-mono text-muted text-xs aria-[current=page]:text-text`}
                  >
                    {address}
                  </Link>
                </li>
              ))}
            </ul>
          ) : null}
        </li>
        <li>
          <Link to="/containers" onClick={onFollow} className={itemClass}>
            Containers <Count value={containers?.items.length} />
          </Link>
        </li>
        <li>
          <Link to="/port-mappings" onClick={onFollow} className={itemClass}>
            Ports
          </Link>
        </li>
        <li>
          <Link to="/tags" onClick={onFollow} className={itemClass}>
            Tags <Count value={tags?.items.length} />
          </Link>
        </li>
      </ul>
    </nav>
  );
}

function Count({ value }: { value: number | undefined }) {
  // Hidden from names: the link is called "Servers", not "Servers 2" (screens.md "Frame").
  return (
    <span
      aria-hidden="true"
      className="font-normal text-muted forced-colors:in-aria-[current=page]:text-[HighlightText]"
    >
      {value !== undefined && formatNumber(value)}
    </span>
  );
}
