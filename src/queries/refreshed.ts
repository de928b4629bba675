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

/** Writes whose key says what is done and not what it changes, by the first part of the key of what they change. */
const WRITES_TO: Record<string, readonly string[]> = {
  containers: ['create-container', 'change-container', 'keep-one'],
};

/** Whether a write changes, and so reads by itself, what the query key names: the write's key begins with it. */
export function isWriteTo(queryKey: QueryKey, { options }: Pick<Mutation, 'options'>): boolean {
  const { mutationKey = [] } = options;
  const others = WRITES_TO[String(queryKey[0])] ?? [];
  return others.includes(String(mutationKey[0])) || queryKey.every((part, index) => part === mutationKey[index]);
}

/**
 * Like {@link usePrefetchedQuery}, and read again every 15 s while the page is visible and somebody is signed in, never
 * while a write to it is under way (design.md §5): the write reads by itself, and an older answer must not overwrite its
 * result.
 */
export function useRefreshedQuery<Data, Selected = Data, Key extends QueryKey = QueryKey>(
  options: UseQueryOptions<Data, DefaultError, Selected, Key>,
) {
  const { status } = useSession();
  const writes = useIsMutating({ predicate: (mutation) => isWriteTo(options.queryKey, mutation) });
  return usePrefetchedQuery({
    ...options,
    refetchInterval: status === 'signed-in' && writes === 0 ? REFRESH_INTERVAL_MS : false,
  });
}
