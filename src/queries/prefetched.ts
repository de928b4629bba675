import {
  type DefaultError,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';

/**
 * `useQuery` for data that the route's loader has started to load.
 * @throws Error at the first render when the loader forgot it: a page that loads only after it is drawn is a waterfall.
 */
export function usePrefetchedQuery<Data, Selected = Data, Key extends QueryKey = QueryKey>(
  options: UseQueryOptions<Data, DefaultError, Selected, Key>,
): UseQueryResult<Selected> {
  const queryClient = useQueryClient();
  useState(() => {
    if (queryClient.getQueryState(options.queryKey) === undefined) {
      throw new Error(`The loader of this route does not load ${JSON.stringify(options.queryKey)}.`);
    }
    return null;
  });
  // The loader's own failure is shown, not hidden by a second read when the page is drawn after it; the next visit reads again.
  return useQuery({ ...options, retryOnMount: false });
}
