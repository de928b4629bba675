import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageInWords } from './age.ts';

test.each([
  [-5000, 'just now'],
  [0, 'just now'],
  [1999, 'just now'],
  [2000, '2 s ago'],
  [4999, '4 s ago'],
  [59_999, '59 s ago'],
  [60_000, '1 min ago'],
  [150_000, '2 min ago'],
  [3 * 3_600_000 + 59 * 60_000, '3 h ago'],
  [49 * 3_600_000, '2 d ago'],
])('%d ms is %s', (ms, words) => {
  expect(ageInWords(ms)).toBe(words);
});

const MS_OF_UNIT: Record<string, number> = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** The least age that the words can stand for. */
function leastMs(words: string): number {
  const [, count, unit = ''] = /^(\d+) (\w+) ago$/.exec(words) ?? [];
  return count === undefined ? 0 : Number(count) * (MS_OF_UNIT[unit] ?? Number.NaN);
}

test('older data never reads as younger, and no age is overstated', () => {
  const age = fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 40 * 86_400_000 }));
  fc.assert(
    fc.property(age, age, (one, other) => {
      const [younger, older] = one < other ? [one, other] : [other, one];
      expect(leastMs(ageInWords(older))).toBeGreaterThanOrEqual(leastMs(ageInWords(younger)));
      expect(leastMs(ageInWords(older))).toBeLessThanOrEqual(older);
    }),
  );
});
