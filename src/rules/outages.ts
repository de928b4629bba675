/** An outage in words: what is so, since when, and what is not done meanwhile. */
import type { Explanation } from './failures.ts';
import { formatDay } from './units.ts';

/** `14:03`, or `14:03 on 12 Nov 2026` when that is another day than `now`; both in ms since 1970, in the person's own time zone. */
function momentInWords(at: number, now: number): string {
  const time = new Date(at);
  const clock = time.toTimeString().slice(0, 5);
  return time.toDateString() === new Date(now).toDateString() ? clock : `${clock} on ${formatDay(time.toISOString())}`;
}

/**
 * Why nothing is refreshed. `offline`: the browser itself has no network. A moment rather than an age, which would change,
 * and be read aloud, again and again; a clock that is set back makes it no less true.
 */
export function explainOutage(
  { kind, since }: { kind: 'offline' | 'no-answer'; since: number },
  { host, now }: { host: string; now: number },
): Explanation {
  const moment = momentInWords(since, now);
  return kind === 'offline'
    ? {
        title: `This browser has been offline since ${moment}.`,
        detail:
          'What is shown may be old. Nothing is sent now, nor by itself later: ask for your changes when the network is back.',
      }
    : {
        title: `${host} has given no answer since ${moment}.`,
        detail:
          'What is shown may be old. Nothing is sent by itself: a change that you ask for is tried once, and not again.',
      };
}
