import type { UseQueryResult } from '@tanstack/react-query';
import { ageInWords } from '../../rules/age.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';

type ShownQuery = Pick<UseQueryResult, 'dataUpdatedAt' | 'isRefetchError' | 'isFetching' | 'refetch'>;

/**
 * How old the oldest data on the page is. After a failed refresh the data stays, and this says so and offers to try
 * again (design.md §5 "Loading").
 */
export function Freshness({ queries }: { queries: readonly ShownQuery[] }) {
  const now = useNow(1000);
  const loaded = queries.filter((query) => query.dataUpdatedAt > 0);
  const failed = loaded.filter((query) => query.isRefetchError);
  if (loaded.length === 0) return <p className="h-5" />;
  const age = ageInWords(Math.max(0, now - Math.min(...loaded.map((query) => query.dataUpdatedAt))));
  if (failed.length === 0) return <p className="min-w-32 text-right text-muted">updated {age}</p>;
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="text-danger">Refresh failed: this is the data from {age}.</p>
      <Button
        size="small"
        busy={failed.some((query) => query.isFetching)}
        onClick={() => {
          for (const query of failed) void query.refetch();
        }}
      >
        Try again
      </Button>
    </div>
  );
}
