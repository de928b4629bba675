import { isNotSignedIn } from '../api/errors.ts';

/** When a write's outcome is looked for, in ms after the write ended: at once, then until 30 s have passed (design.md §5). */
export const LOOK_AGAIN_AFTER_MS = [0, 2_000, 5_000, 10_000, 20_000, 30_000] as const;

/** The same for a write that does no harm when it is made twice: nothing depends on waiting for the last of it. */
export const LOOK_AGAIN_AT_A_CHANGE_AFTER_MS = [0, 2_000, 5_000, 10_000] as const;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Reads until a rule can tell what a write did, because no answer to a write is proof (api.md §1).
 * Ends with the first verdict but `cannot-tell`, or after the last moment with `cannot-tell`. A read that fails counts as
 * "not known yet" and is repeated on the same schedule.
 */
export async function settle<Read, Verdict extends { verdict: string }>(options: {
  read: () => Promise<Read>;
  judge: (after: Read) => Verdict;
  onLookAgain?: () => void;
  /** In ms after the write ended; {@link LOOK_AGAIN_AFTER_MS} when left out. */
  moments?: readonly number[] | undefined;
}): Promise<Exclude<Verdict, { verdict: 'cannot-tell' }> | { verdict: 'cannot-tell'; readError?: unknown }> {
  let waited = 0;
  let last: { verdict: 'cannot-tell'; readError?: unknown } = { verdict: 'cannot-tell' };
  for (const moment of options.moments ?? LOOK_AGAIN_AFTER_MS) {
    if (moment > 0) options.onLookAgain?.();
    await pause(moment - waited);
    waited = moment;
    try {
      const verdict = options.judge(await options.read());
      if (verdict.verdict !== 'cannot-tell') return verdict as Exclude<Verdict, { verdict: 'cannot-tell' }>;
      last = { verdict: 'cannot-tell' };
    } catch (error) {
      last = { verdict: 'cannot-tell', readError: error };
      if (isNotSignedIn(error)) return last;
    }
  }
  return last;
}
