/** How long a run will still take, from what it did in the last seconds. */

/** How many steps had a result at a moment; `at` in ms since 1970. */
export interface ProgressSample {
  at: number;
  settled: number;
}

/** Long enough that one slow answer does not shake the figure, short enough that a changed pace is told soon. */
export const WINDOW_MS = 20_000;

/** Before this much time was seen, any figure would be a guess. */
const LEAST_SEEN_MS = 2_000;

/** A shown figure grows only when it is more wrong than this: smaller ups and downs are chance. */
const TOLERANCE = 1.3;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * The samples with a new one, without those that are older than {@link WINDOW_MS}; the first of a window stays until
 * another can take its place. A clock or a count that went back begins anew.
 */
export function withSample(samples: readonly ProgressSample[], sample: ProgressSample): readonly ProgressSample[] {
  const last = samples.at(-1);
  if (last && (sample.at < last.at || sample.settled < last.settled)) return [sample];
  if (last && sample.at === last.at) return [...samples.slice(0, -1), sample];
  const firstInside = samples.findIndex(({ at }) => at >= sample.at - WINDOW_MS);
  const kept = firstInside < 0 ? samples.slice(-1) : samples.slice(Math.max(0, firstInside - 1));
  return [...kept, sample];
}

/** The time in ms for `left` more steps at the pace of the samples; undefined while there is no pace to tell it from. */
export function timeLeft(samples: readonly ProgressSample[], left: number): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < LEAST_SEEN_MS || last.settled === first.settled) return undefined;
  return (left * (last.at - first.at)) / (last.settled - first.settled);
}

/** Up to the next figure that is worth saying: tens of seconds, minutes, and beyond an hour tens of minutes. */
function roundedUp(ms: number): number {
  let unit = 10 * SECOND;
  if (ms > MINUTE) unit = MINUTE;
  if (ms > HOUR) unit = 10 * MINUTE;
  return Math.max(1, Math.ceil(ms / unit)) * unit;
}

/**
 * What is shown of a time left, in ms, given what was shown before: it falls as the time does, and rises only when the pace
 * has clearly dropped. Undefined when nothing is known.
 */
export function shownTimeLeft(before: number | undefined, ms: number | undefined): number | undefined {
  if (ms === undefined) return undefined;
  const rounded = roundedUp(ms);
  return before !== undefined && rounded > before && ms < before * TOLERANCE ? before : rounded;
}

/** `less than 10 s left`, `about 40 s left`, `about 3 min left`, `about 1 h 20 min left`; empty when it is not known. */
export function timeLeftInWords(ms: number | undefined): string {
  if (ms === undefined) return '';
  if (ms <= 10 * SECOND) return 'less than 10 s left';
  if (ms < MINUTE) return `about ${Math.round(ms / SECOND)} s left`;
  if (ms < HOUR) return `about ${Math.round(ms / MINUTE)} min left`;
  const minutes = Math.round((ms % HOUR) / MINUTE);
  return `about ${Math.floor(ms / HOUR)} h${minutes > 0 ? ` ${minutes} min` : ''} left`;
}
