import { type DefaultError, type QueryKey, type UseQueryOptions, useQueryClient } from '@tanstack/react-query';
import { REFRESH_INTERVAL_MS } from './client.ts';
import { usePrefetchedQuery } from './prefetched.ts';

/**
 * Like {@link usePrefetchedQuery}, and read again every 15 s while the page is visible, never while a write is under
 * way (design.md §5): the write reads by itself, and an older answer must not overwrite its result.
 */
export function useRefreshedQuery<Data, Selected = Data, Key extends QueryKey = QueryKey>(
  options: UseQueryOptions<Data, DefaultError, Selected, Key>,
) {
  const queryClient = useQueryClient();
  return usePrefetchedQuery({
    ...options,
    refetchInterval: () => (queryClient.isMutating() > 0 ? false : REFRESH_INTERVAL_MS),
  });
}
