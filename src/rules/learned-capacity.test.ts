import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LearnedBounds } from './capacity.ts';
import type { CreationVerdict } from './containers.ts';
import { learnAccepted, learnFromCreation, learnRefused } from './learned-capacity.ts';

const AT = '2026-11-12T12:00:00Z';
const EARLIER = '2026-11-01T12:00:00Z';
const creation = { before: { memory: 12_000, storage: 300_000 }, wanted: { memory: 1000, storage: 2000 }, at: AT };
const notDone = (field?: 'memory' | 'storage' | 'name'): CreationVerdict => ({
  verdict: 'not-done',
  ...(field && { field }),
  message: '',
});
// Only the number of containers teaches, not what they are.
const created = (count: number): CreationVerdict =>
  count === 1
    ? ({ verdict: 'done', container: {} } as CreationVerdict)
    : ({ verdict: 'done-twice', containers: Array(count).fill({}) } as CreationVerdict);

describe('what a creation teaches', () => {
  test('an accepted one: at least what stands', () => {
    expect(learnFromCreation({}, { ...creation, verdict: created(1) })).toEqual({
      memory: { atLeast: 13_000, learnedAt: AT },
      storage: { atLeast: 302_000, learnedAt: AT },
    });
  });

  test('twins: what both take', () => {
    expect(learnFromCreation({}, { ...creation, verdict: created(2) }).memory?.atLeast).toBe(14_000);
  });

  test('a refusal for memory teaches nothing about storage', () => {
    expect(learnFromCreation({}, { ...creation, verdict: notDone('memory') })).toEqual({
      memory: { refused: { allocated: 12_000, asked: 1000, at: AT }, learnedAt: AT },
    });
  });

  test('a refusal for storage proves that memory was there', () => {
    expect(learnFromCreation({}, { ...creation, verdict: notDone('storage') })).toEqual({
      memory: { atLeast: 13_000, learnedAt: AT },
      storage: { refused: { allocated: 300_000, asked: 2000, at: AT }, learnedAt: AT },
    });
  });

  test.each([notDone(), notDone('name'), { verdict: 'cannot-tell' } as const])('nothing: %o', (verdict) => {
    const learned = { memory: { atLeast: 5 } };
    expect(learnFromCreation(learned, { ...creation, verdict })).toBe(learned);
  });
});

describe('bounds that contradict each other', () => {
  const refused = { allocated: 12_000, asked: 1000, at: EARLIER };

  test('a refusal is outdated once as much stands', () => {
    expect(learnAccepted({ refused }, 13_000, AT)).toEqual({ atLeast: 13_000, learnedAt: AT });
    expect(learnAccepted({ refused }, 12_999, AT)).toMatchObject({ refused });
  });

  test('an acceptance of less never lowers the bound', () => {
    expect(learnAccepted({ atLeast: 20_000 }, 5000, AT).atLeast).toBe(20_000);
  });

  test('a refusal under the lower bound leaves what visibly stands', () => {
    expect(learnRefused({ atLeast: 20_000 }, { allocated: 8000, asked: 1000, at: AT })).toMatchObject({
      atLeast: 8000,
    });
  });

  test('also when it is exactly the lower bound', () => {
    expect(learnRefused({ atLeast: 9000 }, { allocated: 8000, asked: 1000, at: AT }).atLeast).toBe(8000);
  });

  test('the tighter refusal is kept, the newer of equals, and none that is outgrown', () => {
    expect(learnRefused({ refused }, { allocated: 12_000, asked: 9000, at: AT }).refused).toBe(refused);
    expect(learnRefused({ refused }, { ...refused, at: AT }).refused?.at).toBe(AT);
    expect(learnRefused({ refused }, { allocated: 14_000, asked: 9000, at: AT }).refused?.at).toBe(AT);
  });
});

describe('properties', () => {
  const megabytes = fc.integer({ min: 0, max: 10_000 });
  const asked = fc.integer({ min: 1, max: 10_000 });
  const step = fc.oneof(
    megabytes.map((sum) => (bounds: LearnedBounds) => learnAccepted(bounds, sum, AT)),
    fc.tuple(megabytes, asked).map(
      ([allocated, more]) =>
        (bounds: LearnedBounds) =>
          learnRefused(bounds, { allocated, asked: more, at: AT }),
    ),
  );

  test('whatever is observed, the lower bound stays under the upper one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { atLeast, refused } = steps.reduce<LearnedBounds>((bounds, learn) => learn(bounds), {});
        if (atLeast === undefined || refused === undefined) return;
        expect(atLeast).toBeLessThan(refused.allocated + refused.asked);
      }),
    );
  });

  test('a server of one customer and one size is never misjudged', () => {
    const history = fc.array(fc.tuple(megabytes, asked), { maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), history, (total, requests) => {
        let bounds: LearnedBounds = {};
        for (const [sum, more] of requests) {
          const allocated = Math.min(sum, total);
          bounds =
            allocated + more <= total
              ? learnAccepted(bounds, allocated + more, AT)
              : learnRefused(bounds, { allocated, asked: more, at: AT });
          expect(bounds.atLeast ?? 0).toBeLessThanOrEqual(total);
          if (bounds.refused) expect(bounds.refused.allocated + bounds.refused.asked).toBeGreaterThan(total);
        }
      }),
    );
  });
});
