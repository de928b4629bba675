import { useCallback, useSyncExternalStore } from 'react';

/** The time in ms since 1970, cut to a multiple of `everyMs` and re-rendering when it changes. */
export function useNow(everyMs: number): number {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const timer = setInterval(onChange, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / everyMs) * everyMs);
}
