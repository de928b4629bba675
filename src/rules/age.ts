const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How old data is, given its age in ms: `just now` under 2 s, then `4 s ago`, `2 min ago`, `3 h ago`, `2 d ago`,
 * always rounded down. A negative age (a clock that was set back) is `just now`.
 */
export function ageInWords(ms: number): string {
  if (!(ms >= 2 * SECOND)) return 'just now';
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s ago`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ago`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ago`;
  return `${Math.floor(ms / DAY)} d ago`;
}
