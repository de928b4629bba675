import type { UseQueryResult } from '@tanstack/react-query';
import { explainReadFailure } from '../../rules/failures.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';

export interface FirstLoadFailure {
  error: unknown;
  /** Reads again all that could not be loaded. */
  retry: () => void;
}

/** Why a page cannot be shown at all: the first of its queries whose first load failed. Undefined when none did. */
export function firstFailureOf(
  queries: readonly Pick<UseQueryResult, 'isLoadingError' | 'error' | 'refetch'>[],
): FirstLoadFailure | undefined {
  const failed = queries.filter((query) => query.isLoadingError);
  const [first] = failed;
  if (!first) return undefined;
  return {
    error: first.error,
    retry: () => {
      for (const query of failed) void query.refetch();
    },
  };
}

/** A page, or a part of one, that could not load its data at all (screens.md "Frame"). `what` is e.g. "your servers". */
export function LoadFailure({ error, what, onRetry }: { error: unknown; what: string; onRetry: () => void }) {
  const { title, detail } = explainReadFailure(error, what);
  return (
    <Alert title={title} action={<Button onClick={onRetry}>Try again</Button>}>
      {detail}
    </Alert>
  );
}
