import { useEffect, useState } from 'react';

/** The wait of browsers that cannot say when they are idle, in ms. */
const WITHOUT_IDLE_CALLBACK_MS = 200;
/** A page that is never idle gets the rest of itself all the same, after so many ms. */
const AT_THE_LATEST_MS = 2000;

/** Calls `run` once, when the browser has nothing else to do. Gives what takes it back. */
export function whenIdle(run: () => void): () => void {
  // Safari has none.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, WITHOUT_IDLE_CALLBACK_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: AT_THE_LATEST_MS });
  return () => cancelIdleCallback(handle);
}

/**
 * False until what stands around has been drawn and the browser is idle: for parts that load after the page stands. While
 * `isReady` is false the page is not all there yet, e.g. without its data, and has a few seconds to be so.
 */
export function useWasIdle(isReady = true): boolean {
  const [wasIdle, setWasIdle] = useState(false);
  // Only the browser knows when it is idle.
  useEffect(() => {
    const go = () => setWasIdle(true);
    if (isReady) return whenIdle(go);
    const timer = setTimeout(go, AT_THE_LATEST_MS);
    return () => clearTimeout(timer);
  }, [isReady]);
  return wasIdle;
}
