import { useCallback, useRef } from 'react';

/**
 * Runs a write unless the one before has not ended: the second half of a double click comes before anything could be
 * drawn as busy. Undefined when nothing was done.
 */
export function useOneAtATime(): <Result>(write: () => Promise<Result>) => Promise<Result | undefined> {
  const underWay = useRef(false);
  return useCallback(async (write) => {
    if (underWay.current) return undefined;
    underWay.current = true;
    try {
      return await write();
    } finally {
      underWay.current = false;
    }
  }, []);
}
