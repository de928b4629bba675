import { useCallback, useRef } from 'react';
import type { Problem } from './problem.tsx';

/** What threw was no answer of the API, which every write turns into an outcome, but a fault of the panel. */
const PANEL_FAILED: Problem = {
  title: 'The panel failed',
  detail:
    'It is not known whether it was done: the panel may not have sent it. Look at what is shown, then try again. If it fails again, reload the page.',
};

/**
 * Runs a write unless the one before has not ended: the second half of a double click comes before anything could be
 * drawn as busy. Undefined when nothing was done, or when the write threw: `onFailure` has the sentences for that.
 */
export function useOneAtATime(): <Result>(
  write: () => Promise<Result>,
  onFailure: (problem: Problem) => void,
) => Promise<Result | undefined> {
  const underWay = useRef(false);
  return useCallback(async (write, onFailure) => {
    if (underWay.current) return undefined;
    underWay.current = true;
    try {
      return await write();
    } catch {
      onFailure(PANEL_FAILED);
      return undefined;
    } finally {
      underWay.current = false;
    }
  }, []);
}
