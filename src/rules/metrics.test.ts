import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newestUsage, type UsageOf, usageInWords, usageWarnings, withinUse } from './metrics.ts';
import type { PlannedMove, QuotaMove } from './quota-moves.ts';

const target: QuotaMove['target'] = { kind: 'create', name: 'new', to: { memory: 1000, storage: 1000 } };
const taking = (from: QuotaMove['donors'][number]['from'], to: typeof from): QuotaMove => ({
  address: '1.2.3.4',
  donors: [{ uid: 1, name: 'batch', from, to }],
  target,
});
const plan = (move: QuotaMove): PlannedMove => ({ ok: true, move });
const uses =
  (megabytes: number): UsageOf =>
  () => ({ megabytes, ageMs: 0 });

describe('the newest value of a gauge', () => {
  test('is that of the latest moment, whatever the order, in MB, and holds all of the bytes', () => {
    const points = fc.array(fc.tuple(fc.nat(2_000_000_000), fc.nat(1_000_000_000_000)), { minLength: 1 });
    fc.assert(
      fc.property(points, (all) => {
        const latest = Math.max(...all.map(([unix]) => unix));
        const usage = newestUsage(all, latest * 1000 + 5);
        const candidates = all.filter(([unix]) => unix === latest).map(([, bytes]) => Math.ceil(bytes / 1_000_000));
        expect(candidates).toContain(usage?.megabytes);
        expect(usage?.ageMs).toBe(5);
      }),
    );
  });

  test('is not known without a point that has a moment and a value', () => {
    expect(newestUsage([], 0)).toBeUndefined();
    expect(newestUsage([[], [5], [5, -1]], 0)).toBeUndefined();
  });
});

test('a use in words', () => {
  expect(usageInWords({ megabytes: 61_000, ageMs: 5 * 60_000 }, 180_000)).toBe('uses 61 GB of its 180 GB (5 min ago)');
  expect(usageInWords({ megabytes: 2901, ageMs: 0 }, 4500)).toBe('uses 2,901 MB of its 4,500 MB (just now)');
  expect(usageInWords('unknown', 1)).toBe('what it uses is not known');
});

describe('storage', () => {
  const move = taking({ storage: 9000 }, { storage: 4000 });

  test('that is in use cannot be taken', () => {
    expect(withinUse(plan(move), uses(4000))).toEqual(plan(move));
    expect(withinUse(plan(move), uses(4001))).toEqual({
      ok: false,
      uid: 1,
      resource: 'storage',
      message: 'batch (1) uses 4,001 MB of its storage: take at most 4,999 MB.',
    });
    expect(withinUse(plan(move), uses(9500))).toMatchObject({ message: expect.stringContaining('none of it') });
  });

  test('waits for what is being read, and goes on with a warning when nothing is known', () => {
    expect(withinUse(plan(move), () => 'reading')).toMatchObject({ ok: false });
    expect(withinUse(plan(move), () => 'unknown')).toEqual(plan(move));
    expect(usageWarnings(move, () => 'unknown')).toEqual([
      'It is not known how much storage batch (1) really uses. Look before you shrink.',
      'The API does not check either: less storage than the files take is accepted.',
    ]);
    expect(usageWarnings(move, uses(1))).toEqual([]);
  });
});

test('memory that is in use is warned of, not kept', () => {
  const move = taking({ memory: 4000 }, { memory: 2000 });
  expect(withinUse(plan(move), uses(3000))).toEqual(plan(move));
  expect(usageWarnings(move, uses(2000))).toEqual([]);
  expect(usageWarnings(move, uses(2001))).toEqual([
    'batch (1) would keep 2,000 MB of memory and uses 2,001 MB: its processes may be killed.',
  ]);
});
