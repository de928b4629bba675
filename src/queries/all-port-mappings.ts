import { type QueryClient, QueryObserver, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { PortMapping } from '../api/schemas.ts';
import type { Listing } from '../api/transport.ts';
import { backgroundPortMappingsQuery, portMappingsQuery } from './port-mappings.ts';

/** How often what arrives is shown, in ms: a thousand answers must not draw the page a thousand times. */
const SHOW_EVERY_MS = 200;

/** What is known of the tables of many servers while they are read. */
export interface ManyTables {
  /** Those that were read, by address: the same map while none has arrived or changed. */
  listings: ReadonlyMap<string, Listing<PortMapping>>;
  /** Why the last read of a server failed; it may be among the listings with older data. */
  failures: ReadonlyMap<string, unknown>;
  /** How many are still waited for, or read again. */
  underWay: number;
  /** When the oldest of them was read, in ms since 1970; 0 when none was. */
  oldestAt: number;
}

const keyOf = (queryClient: QueryClient, address: string) => backgroundPortMappingsQuery(queryClient, address).queryKey;

function lookAt(queryClient: QueryClient, addresses: readonly string[]): ManyTables {
  const listings = new Map<string, Listing<PortMapping>>();
  const failures = new Map<string, unknown>();
  let underWay = 0;
  let oldestAt = Number.POSITIVE_INFINITY;
  for (const address of addresses) {
    const table = queryClient.getQueryState(portMappingsQuery(address).queryKey);
    const read = queryClient.getQueryState(keyOf(queryClient, address));
    if (table?.data) {
      listings.set(address, table.data);
      oldestAt = Math.min(oldestAt, table.dataUpdatedAt);
    }
    if (read?.fetchStatus === 'fetching') underWay += 1;
    else if (read?.status === 'error') failures.set(address, read.error);
    else if (!table?.data) underWay += 1;
  }
  return { listings, failures, underWay, oldestAt: Number.isFinite(oldestAt) ? oldestAt : 0 };
}

function isSame(one: ManyTables['listings'], other: typeof one): boolean {
  return one.size === other.size && [...one].every(([address, table]) => other.get(address) === table);
}

function watchTables(queryClient: QueryClient, addresses: readonly string[]) {
  let now = lookAt(queryClient, addresses);
  return {
    current: () => now,
    subscribe: (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      function show() {
        timer = undefined;
        const next = lookAt(queryClient, addresses);
        now = isSame(now.listings, next.listings) ? { ...next, listings: now.listings } : next;
        listener();
      }
      const end = queryClient.getQueryCache().subscribe(({ query }) => {
        const [resource] = query.queryKey;
        if (resource === 'port-mappings' || resource === 'count-port-mappings')
          timer ??= setTimeout(show, SHOW_EVERY_MS);
      });
      return () => {
        clearTimeout(timer);
        end();
      };
    },
  };
}

/**
 * Reads the tables of all these servers in the background, four at a time, and gives what has arrived. `retry` reads again
 * what failed, all or that of one server; `readAgain` everything. Whoever leaves ends the reading. `addresses` must keep its
 * identity while they are the same.
 */
export function useManyTables(addresses: readonly string[]) {
  const queryClient = useQueryClient();
  // A thousand hooks would draw the page anew for each answer, and each would be asked at every render.
  useEffect(() => {
    const ends = addresses.map((address) =>
      new QueryObserver(queryClient, backgroundPortMappingsQuery(queryClient, address)).subscribe(() => {}),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [queryClient, addresses]);
  const watch = useMemo(() => watchTables(queryClient, addresses), [queryClient, addresses]);
  const tables = useSyncExternalStore(watch.subscribe, watch.current);
  return {
    ...tables,
    retry: (failed: readonly string[]) => {
      for (const address of failed) void queryClient.refetchQueries({ queryKey: keyOf(queryClient, address) });
    },
    readAgain: () => {
      // What was read a moment ago would be taken for fresh.
      for (const address of addresses) {
        const { queryKey } = portMappingsQuery(address);
        void queryClient.invalidateQueries({ queryKey, exact: true, refetchType: 'none' });
      }
      void queryClient.refetchQueries({ queryKey: ['count-port-mappings'], type: 'active' });
    },
  };
}
