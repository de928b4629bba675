import { useEffect, useState } from 'react';
import type { InSteps } from '../../rules/in-steps.ts';

/** So long may a calculation go on before the page gets a turn, in ms: less than a frame. */
const TURN_MS = 10;

/** A person who waits longer is told, in ms. */
const SLOW_MS = 300;

/**
 * Carries out a calculation in turns with the page, the first one at once. What takes several has its result drawn in a turn
 * of its own. Gives what ends it early.
 */
export function inTurns<Result>(calculation: InSteps<Result>, done: (result: Result) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function turn(end: (result: Result) => void) {
    const until = performance.now() + TURN_MS;
    do {
      const step = calculation.next();
      if (step.done) return end(step.value);
    } while (performance.now() < until);
    timer = setTimeout(turn, 0, (result: Result) => {
      timer = setTimeout(done, 0, result);
    });
  }
  turn(done);
  return () => clearTimeout(timer);
}

/**
 * What a calculation gives, which is begun anew when it is another function. While it goes on, the last result stays and
 * `isCurrent` is false; `isSlow`: it goes on long enough to be waited for.
 */
export function useInSteps<Result>(begin: () => InSteps<Result>): {
  result: Result | undefined;
  isCurrent: boolean;
  isSlow: boolean;
} {
  const [ended, setEnded] = useState<{ of: unknown; result: Result }>();
  const [slow, setSlow] = useState<unknown>();
  // The turns are the browser's.
  useEffect(() => {
    const timer = setTimeout(() => setSlow(() => begin), SLOW_MS);
    const end = inTurns(begin(), (result) => {
      clearTimeout(timer);
      setEnded({ of: begin, result });
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [begin]);
  const isCurrent = ended?.of === begin;
  return { result: ended?.result, isCurrent, isSlow: !isCurrent && slow === begin };
}
