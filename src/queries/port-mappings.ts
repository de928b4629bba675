import { type QueryClient, QueryObserver, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { listPortMappings } from '../api/port-mappings.ts';
import type { PortMapping } from '../api/schemas.ts';
import type { Listing } from '../api/transport.ts';
import { currentConnection } from '../session/session.ts';
import { inBackground } from './background-reads.ts';
import { FRESH_MS, REFRESH_INTERVAL_MS } from './client.ts';

/** How old a table may be whose rows are only counted, in ms. */
const FRESH_FOR_COUNTING_MS = 60_000;

/** With so many ms for each row, the longest table is refreshed every two minutes, and one of 15,000 rows every 15 s. */
const REFRESH_MS_PER_ROW = 1;

/**
 * How much longer than a short table one of so many rows is left alone: what it costs grows with it, 16 MB at the limit,
 * and must stay within a few per cent of the time of this page, of the line and of the API.
 */
export function patienceFor(rows: number): number {
  return Math.max(1, (rows * REFRESH_MS_PER_ROW) / REFRESH_INTERVAL_MS);
}

const patienceWith = (data: unknown) => patienceFor((data as Listing<PortMapping> | undefined)?.items.length ?? 0);

/** All mappings of an owned server (api.md §4). A read that changes nothing gives the same listing, so that nothing is drawn. */
export const portMappingsQuery = (address: string) =>
  queryOptions({
    queryKey: ['port-mappings', address],
    queryFn: ({ signal, client, queryKey }) =>
      listPortMappings(currentConnection(), address, {
        signal,
        previous: client.getQueryData<Listing<PortMapping>>(queryKey),
      }),
    staleTime: ({ state }) => FRESH_MS * patienceWith(state.data),
    meta: { refreshEvery: (data) => REFRESH_INTERVAL_MS * patienceWith(data) },
  });

/**
 * Fills {@link portMappingsQuery} when nothing more urgent is read, and gives the number of rows: for a list of servers,
 * which may be long. It has a key of its own, so that a page that needs the table now does not wait in its queue.
 */
export const backgroundPortMappingsQuery = (queryClient: QueryClient, address: string) =>
  queryOptions({
    queryKey: ['count-port-mappings', address],
    queryFn: ({ signal }) =>
      inBackground(signal, async () => {
        const table = await queryClient.fetchQuery({
          ...portMappingsQuery(address),
          staleTime: FRESH_FOR_COUNTING_MS,
        });
        return table.items.length;
      }),
    // The read within repeats itself.
    retry: false,
    staleTime: FRESH_FOR_COUNTING_MS,
    refetchOnWindowFocus: false,
  });

type LoadedPortMappings = ReadonlyMap<string, readonly PortMapping[]>;

/** The mappings of every server whose table has been read, by address. Nothing is fetched for it. */
export function loadedPortMappings(queryClient: QueryClient): LoadedPortMappings {
  const tables = queryClient.getQueriesData<{ items: readonly PortMapping[] }>({ queryKey: ['port-mappings'] });
  return new Map(tables.flatMap(([[, address], table]) => (table ? [[String(address), table.items] as const] : [])));
}

function isSame(one: LoadedPortMappings, other: LoadedPortMappings): boolean {
  return one.size === other.size && [...one].every(([address, rows]) => other.get(address) === rows);
}

/** {@link loadedPortMappings} for as long as somebody is subscribed: the same map until a table changes. */
export function watchLoadedPortMappings(queryClient: QueryClient) {
  let tables = loadedPortMappings(queryClient);
  function look() {
    const now = loadedPortMappings(queryClient);
    if (isSame(tables, now)) return false;
    tables = now;
    return true;
  }
  return {
    current: () => tables,
    subscribe: (listener: () => void) => {
      look();
      return queryClient.getQueryCache().subscribe(({ query }) => {
        if (query.queryKey[0] === 'port-mappings' && look()) listener();
      });
    },
  };
}

/** {@link loadedPortMappings}, re-rendering when a table is loaded or changes. */
export function useLoadedPortMappings(): LoadedPortMappings {
  const queryClient = useQueryClient();
  const [watch] = useState(() => watchLoadedPortMappings(queryClient));
  return useSyncExternalStore(watch.subscribe, watch.current);
}

/**
 * {@link useLoadedPortMappings} of these servers, whose tables are read in the background meanwhile: for an order that
 * needs all. Undefined: nothing is read, and the map is empty.
 */
export function useAllPortMappings(addresses: readonly string[] | undefined): LoadedPortMappings {
  const queryClient = useQueryClient();
  // A thousand hooks would draw the page anew for each answer, and each would be asked at every render.
  useEffect(() => {
    const ends = addresses?.map((address) =>
      new QueryObserver(queryClient, backgroundPortMappingsQuery(queryClient, address)).subscribe(() => {}),
    );
    return () => {
      for (const end of ends ?? []) end();
    };
  }, [queryClient, addresses]);
  const [watch] = useState(() => watchLoadedPortMappings(queryClient));
  return useSyncExternalStore(addresses ? watch.subscribe : noSubscription, addresses ? watch.current : noTables);
}

const NO_TABLES: LoadedPortMappings = new Map();
const noTables = () => NO_TABLES;
const noSubscription = () => () => {};
