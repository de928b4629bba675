import { useEffect } from 'react';
import { preloadMappingRuns } from '../../../queries/port-mapping-runs.ts';
import { whenIdle } from '../../../ui/when-idle.ts';

/** Loads what sends runs when the browser is idle, so that it is there when a run begins. */
export function useRunsSoon(): void {
  // Only the browser knows when it is idle.
  useEffect(() => whenIdle(preloadMappingRuns), []);
}
