import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ProgressSample,
  shownTimeLeft,
  timeLeft,
  timeLeftInWords,
  WINDOW_MS,
  withSample,
} from './port-mapping-run-progress.ts';

const sampled = (samples: readonly ProgressSample[]) =>
  samples.reduce<readonly ProgressSample[]>((known, sample) => withSample(known, sample), []);

/** One sample a second of a run at a steady pace. */
const steady = (perSecond: number, seconds: number) =>
  sampled(Array.from({ length: seconds + 1 }, (_, second) => ({ at: second * 1000, settled: second * perSecond })));

test('a steady pace is told exactly', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 2, max: 90 }),
      fc.nat(129_016),
      (pace, for_, left) => {
        expect(timeLeft(steady(pace, for_), left)).toBeCloseTo((left / pace) * 1000, 5);
      },
    ),
  );
});

test('only the last seconds count, so that a changed pace is told within the window', () => {
  const slow = steady(1, 60);
  const last = slow.at(-1) ?? { at: 0, settled: 0 };
  const fast = Array.from({ length: 22 }, (_, second) => ({
    at: last.at + (second + 1) * 1000,
    settled: last.settled + (second + 1) * 50,
  }));
  expect(timeLeft([...fast].reduce<readonly ProgressSample[]>(withSample, slow), 100)).toBe(2000);
});

test('the samples never grow beyond the window, whatever comes', () => {
  const gaps = fc.array(fc.record({ after: fc.integer({ min: 0, max: 30_000 }), more: fc.nat(9) }), { maxLength: 60 });
  fc.assert(
    fc.property(gaps, (all) => {
      let sample = { at: 0, settled: 0 };
      let samples: readonly ProgressSample[] = [sample];
      for (const { after, more } of all) {
        sample = { at: sample.at + after, settled: sample.settled + more };
        samples = withSample(samples, sample);
        expect(samples.at(-1)).toEqual(sample);
        const inside = samples.filter(({ at }) => at >= sample.at - WINDOW_MS);
        expect(samples.length - inside.length).toBeLessThanOrEqual(1);
        expect(timeLeft(samples, 5) ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('without a pace nothing is told', () => {
  expect(timeLeft([], 5)).toBeUndefined();
  expect(timeLeft(sampled([{ at: 0, settled: 0 }]), 5)).toBeUndefined();
  expect(timeLeft(steady(0, 10), 5)).toBeUndefined();
  expect(timeLeft(steady(9, 1), 5)).toBeUndefined();
  expect(timeLeftInWords(shownTimeLeft(40_000, undefined))).toBe('');
});

test('a clock or a count that goes back begins anew', () => {
  expect(withSample(steady(5, 10), { at: 3_000, settled: 60 })).toEqual([{ at: 3_000, settled: 60 }]);
  expect(withSample(steady(5, 10), { at: 11_000, settled: 2 })).toEqual([{ at: 11_000, settled: 2 }]);
});

test.each([
  [1, 'less than 10 s left'],
  [9_000, 'less than 10 s left'],
  [11_000, 'about 20 s left'],
  [51_000, 'about 1 min left'],
  [61_000, 'about 2 min left'],
  [3_600_000, 'about 1 h left'],
  [4_700_000, 'about 1 h 20 min left'],
])('%d ms are %s', (ms, words) => {
  expect(timeLeftInWords(shownTimeLeft(undefined, ms))).toBe(words);
});

test('what is shown does not waver: it rises by more than chance only, and is never far too low', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9_000_000 }),
      fc.double({ min: 0.8, max: 1.25, noNaN: true }),
      (ms, shake) => {
        const before = shownTimeLeft(undefined, ms);
        const after = shownTimeLeft(before, ms * shake);
        expect(after).toBeLessThanOrEqual(before ?? 0);
      },
    ),
  );
  fc.assert(
    fc.property(fc.nat(9_000_000), fc.nat(9_000_000), (one, other) => {
      const shown = shownTimeLeft(shownTimeLeft(undefined, one), other) ?? 0;
      expect(shown * 1.3).toBeGreaterThanOrEqual(other);
    }),
  );
});
