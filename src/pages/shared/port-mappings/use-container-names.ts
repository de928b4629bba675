import { useMemo } from 'react';
import { containersQuery } from '../../../queries/containers.ts';
import { usePrefetchedQuery } from '../../../queries/prefetched.ts';
import type { ContainerNames } from '../../../rules/port-mappings.ts';

/** The names of the customer's containers by uid; empty until they are loaded. */
export function useContainerNames(): ContainerNames {
  const items = usePrefetchedQuery(containersQuery()).data?.items;
  return useMemo(() => new Map(items?.map(({ uid, name }) => [uid, name])), [items]);
}
