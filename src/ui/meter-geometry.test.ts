import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meterGeometry, sliceAt, sliceBackground } from './meter-geometry.ts';

const slices = fc
  .array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 200 })
  .map((values) => values.map((value, key) => ({ key, label: `c${key}`, value })));
const size = fc.integer({ min: 0, max: 4_000_000 });

describe('meterGeometry', () => {
  test('no part ever leaves the bar, and each starts where the one before ends', () => {
    fc.assert(
      fc.property(slices, size, fc.option(size, { nil: undefined }), (all, asked, total) => {
        const geometry = meterGeometry(all, asked, total);
        let end = 0;
        for (const part of [...geometry.slices, ...(geometry.asked ? [geometry.asked] : [])]) {
          expect(part.start).toBeCloseTo(end, 6);
          expect(part.size).toBeGreaterThanOrEqual(0);
          end = part.start + part.size;
        }
        expect(end).toBeLessThanOrEqual(100.000001);
      }),
    );
  });

  test('says where the total lies exactly when more than it is allocated', () => {
    fc.assert(
      fc.property(slices, size, size, (all, asked, total) => {
        const sum = all.reduce((before, { value }) => before + value, asked);
        const { overFrom } = meterGeometry(all, asked, total);
        expect(overFrom !== undefined).toBe(sum > total);
      }),
    );
  });

  test('leaves room when the total is unknown, and draws nothing of nothing', () => {
    const unknown = meterGeometry([{ key: 1, label: 'hydra', value: 8000 }], 0, undefined);
    expect(unknown.slices[0]?.size).toBeCloseTo(100 / 3);
    expect(unknown.overFrom).toBeUndefined();
    expect(meterGeometry([], 0, 0)).toEqual({ slices: [], asked: undefined, overFrom: undefined });
  });
});

test('the slice under a point is found, the asked one counting as one more', () => {
  const geometry = meterGeometry(
    [
      { key: 1, label: 'hydra', value: 40 },
      { key: 2, label: 'medusa', value: 10 },
    ],
    20,
    100,
  );
  expect([0, 39, 40, 50, 69, 70].map((percent) => sliceAt(geometry, percent))).toEqual([0, 0, 1, 2, 2, undefined]);
});

test('slices too thin for a gap are drawn without one', () => {
  const { slices: drawn } = meterGeometry([{ key: 1, label: 'hydra', value: 1 }], 0, 100);
  expect(sliceBackground(drawn, 3)).not.toContain('calc');
  expect(sliceBackground(drawn, 1)).toContain('calc');
  expect(sliceBackground([], 1)).toBeUndefined();
});
