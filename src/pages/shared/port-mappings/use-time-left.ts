import { useState } from 'react';
import { type ProgressSample, shownTimeLeft, timeLeft, withSample } from '../../../rules/port-mapping-run-progress.ts';
import type { MappingRun } from '../../../rules/port-mapping-runs.ts';
import { useNow } from '../../../ui/use-now.ts';

interface Seen {
  go: number;
  samples: readonly ProgressSample[];
  left: number | undefined;
}

/** The time that a run will still take, in ms, looked at once a second; undefined while it is not known. */
export function useTimeLeft({ go: { startedAt, steps, settled } }: Pick<MappingRun, 'go'>): number | undefined {
  const now = useNow(1000);
  const [seen, setSeen] = useState<Seen>({ go: startedAt, samples: [], left: undefined });
  const isNew = seen.go !== startedAt;
  if (isNew || seen.samples.at(-1)?.at !== now) {
    const samples = withSample(isNew ? [] : seen.samples, { at: now, settled });
    const before = isNew ? undefined : seen.left;
    setSeen({ go: startedAt, samples, left: shownTimeLeft(before, timeLeft(samples, steps - settled)) });
  }
  return seen.left;
}
