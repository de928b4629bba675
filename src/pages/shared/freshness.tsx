import type { UseQueryResult } from '@tanstack/react-query';
import { ageInWords } from '../../rules/age.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useNow } from '../../ui/use-now.ts';

type ShownQuery = Pick<UseQueryResult, 'dataUpdatedAt' | 'isRefetchError' | 'isFetching' | 'refetch'>;

/**
 * How old the oldest data on the page is, once all of it is there. After a failed refresh the data stays, and this says
 * so and offers to try again (design.md §5 "Loading").
 */
export function Freshness({ queries }: { queries: readonly ShownQuery[] }) {
  const now = useNow(1000);
  const failed = queries.filter((query) => query.dataUpdatedAt > 0 && query.isRefetchError);
  const oldest = Math.min(...queries.map((query) => query.dataUpdatedAt));
  const age = ageInWords(Math.max(0, now - oldest));
  const hasFailed = failed.length > 0;
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <p className={classNames('min-h-5 min-w-32 text-right', hasFailed ? 'text-danger' : 'text-muted')}>
        {/* Always there, so that it is heard; without the age, which would be read again at every tick. */}
        <span role="status">{hasFailed && 'Refresh failed'}</span>
        {hasFailed && oldest > 0 && `: this is the data from ${age}.`}
        {!hasFailed && oldest > 0 && `updated ${age}`}
      </p>
      {hasFailed && (
        <Button
          size="small"
          busy={failed.some((query) => query.isFetching)}
          onClick={() => {
            for (const query of failed) void query.refetch();
          }}
        >
          Try again
        </Button>
      )}
    </div>
  );
}
