import {
  type DefaultError,
  type Mutation,
  type QueryKey,
  type UseQueryOptions,
  useIsMutating,
} from '@tanstack/react-query';
import { useSession } from '../session/session.ts';
import { REFRESH_INTERVAL_MS } from './client.ts';
import { usePrefetchedQuery } from './prefetched.ts';

/** Whether a write changes, and so reads by itself, what the query key names. Each write says so in `meta.changes`. */
export function isWriteTo(queryKey: QueryKey, { options }: Pick<Mutation, 'options'>): boolean {
  if (!options.meta) return false;
  const { changes, alsoChanges = [] } = options.meta;
  return [changes, ...alsoChanges].some((beginning) => beginning.every((part, index) => part === queryKey[index]));
}

declare module '@tanstack/react-query' {
  interface Register {
    /** Beginnings of the keys of all queries whose answer the write changes; `alsoChanges` for a write with several. */
    mutationMeta: { changes: QueryKey; alsoChanges?: readonly QueryKey[] };
    /** How often the query is refreshed with this data, in ms, when that is not {@link REFRESH_INTERVAL_MS}. */
    queryMeta: { refreshEvery?: (data: unknown) => number };
  }
}

/**
 * Like {@link usePrefetchedQuery}, and read again every 15 s, or as seldom as its meta says, while the page is visible and
 * somebody is signed in, never while a write to it is under way (design.md §5): the write reads by itself, and an older
 * answer must not overwrite its result.
 */
export function useRefreshedQuery<Data, Selected = Data, Key extends QueryKey = QueryKey>(
  options: UseQueryOptions<Data, DefaultError, Selected, Key>,
) {
  const { status } = useSession();
  const writes = useIsMutating({ predicate: (mutation) => isWriteTo(options.queryKey, mutation) });
  return usePrefetchedQuery({
    ...options,
    refetchInterval: ({ meta, state }) => {
      if (status !== 'signed-in' || writes > 0) return false;
      return meta?.refreshEvery?.(state.data) ?? REFRESH_INTERVAL_MS;
    },
  });
}
