import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** What is said of a write that succeeded, until the next one begins, whichever it is: what it says may be untrue by then. */
export function useSaidUntilNextWrite<Said>() {
  const [said, setSaid] = useState<Said>();
  const queryClient = useQueryClient();
  const isSaid = said !== undefined;
  // Writes of other parts of the page are known to the cache alone.
  useEffect(() => {
    if (!isSaid) return;
    return queryClient.getMutationCache().subscribe(({ type }) => {
      if (type === 'added') setSaid(undefined);
    });
  }, [isSaid, queryClient]);
  return [said, setSaid] as const;
}
