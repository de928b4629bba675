import { queryOptions, useQueries } from '@tanstack/react-query';
import { type GaugeName, listContainerMetric } from '../api/metrics.ts';
import type { Resource } from '../rules/capacity.ts';
import { newestUsage, type UsageOf } from '../rules/metrics.ts';
import { currentConnection } from '../session/session.ts';

/** A container is measured every five minutes (api.md §9), in ms. */
const USAGE_FRESH_MS = 60_000;

const GAUGES: Record<Resource, GaugeName> = { memory: 'mem', storage: 'quota' };

/** What a container used of a resource when it was measured last today (api.md §9); null when it was not. */
export const usageQuery = (uid: number, resource: Resource) =>
  queryOptions({
    queryKey: ['usage', uid, resource],
    queryFn: async ({ signal }) => {
      const points = await listContainerMetric(currentConnection(), { name: GAUGES[resource], uid }, signal);
      return newestUsage(points.items, Date.now()) ?? null;
    },
    staleTime: USAGE_FRESH_MS,
    // Somebody waits for it, and can do without.
    retry: false,
  });

/** What is known of these containers' use of these resources; a reading that failed is `unknown`, as one that was not asked for. */
export function useUsages(uids: readonly number[], resources: readonly Resource[]): UsageOf {
  const asked = uids.flatMap((uid) => resources.map((resource) => ({ uid, resource })));
  const results = useQueries({ queries: asked.map(({ uid, resource }) => usageQuery(uid, resource)) });
  return (uid, resource) => {
    const result = results[asked.findIndex((one) => one.uid === uid && one.resource === resource)];
    if (result?.data) return result.data;
    return result?.isPending ? 'reading' : 'unknown';
  };
}
