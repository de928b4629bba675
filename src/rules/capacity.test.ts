import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Container } from '../api/schemas.ts';
import { type GaugeInputs, gaugeOf, type Slice, slicesOf, sumOf, type Total, totalOf } from './capacity.ts';

const AT = '2026-11-12T12:00:00';
const slices: Slice[] = [
  { uid: 30_001, name: 'hydra', megabytes: 8000 },
  { uid: 30_002, name: 'medusa', megabytes: 4000 },
];
const declared = (megabytes: number): Total => ({ source: 'supplier', megabytes });
const gauge = (different: Partial<GaugeInputs> = {}) =>
  gaugeOf({ resource: 'memory', slices, total: declared(64_000), ...different });
const asking = (megabytes: number) => ({ asked: { name: 'argus', megabytes } });

describe('where a total comes from', () => {
  const customer = { memory: 32_000, declaredAt: AT };
  const learned = { memory: { atLeast: 12_000, refused: { allocated: 12_000, asked: 8000, at: AT }, learnedAt: AT } };

  test('the supplier knows best', () => {
    expect(totalOf('memory', { supplier: { memory: 64_000 }, customer, learned })).toEqual(declared(64_000));
  });

  test('then the customer, resource by resource', () => {
    const sources = { supplier: { storage: 1 }, customer, learned };
    expect(totalOf('memory', sources)).toEqual({ source: 'customer', megabytes: 32_000, declaredAt: AT });
  });

  test('then what was learned', () => {
    expect(totalOf('memory', { customer: { declaredAt: AT }, learned })).toEqual({
      source: 'learned',
      atLeast: 12_000,
      below: 20_000,
      learnedAt: AT,
    });
  });

  test.each([[{}], [{ learned: {} }], [{ learned: { memory: {} } }], [{ supplier: { memory: Number.NaN } }]])(
    'else it is unknown: %o',
    (sources) => {
      expect(totalOf('memory', sources)).toEqual({ source: 'unknown' });
    },
  );

  test('a total that no server can have counts as not declared, but zero is a total', () => {
    expect(totalOf('memory', { supplier: { memory: -1 }, customer })).toMatchObject({ source: 'customer' });
    expect(totalOf('memory', { supplier: { memory: 0 }, customer })).toEqual(declared(0));
  });
});

test('slices are those of the server, by uid', () => {
  const rows = [
    { uid: 2, name: 'b', memory: 20, storage: 200, server_address: '1.2.3.4' },
    { uid: 3, name: 'c', memory: 30, storage: 300, server_address: '5.6.7.8' },
    { uid: 1, name: 'a', memory: 10, storage: 100, server_address: '1.2.3.4' },
  ] as Container[];
  expect(slicesOf(rows, '1.2.3.4', 'storage')).toEqual([
    { uid: 1, name: 'a', megabytes: 100 },
    { uid: 2, name: 'b', megabytes: 200 },
  ]);
});

describe('what a meter says', () => {
  test('known', () => {
    expect(gauge()).toEqual({
      state: 'known',
      now: 12_000,
      max: 64_000,
      allocated: 12_000,
      asked: 0,
      left: 52_000,
      sentence: '12,000 of 64,000 MB allocated, 52,000 MB left',
      figures: '12,000 of 64,000 MB',
    });
  });

  test('known, with what is asked for', () => {
    expect(gauge(asking(1000))).toMatchObject({
      now: 13_000,
      asked: 1000,
      left: 51_000,
      sentence: '13,000 of 64,000 MB allocated after this, 51,000 MB left',
    });
  });

  test('over: capped, and by how much', () => {
    const over = gauge(asking(58_000));
    expect(over).toMatchObject({
      state: 'over',
      now: 64_000,
      max: 64_000,
      overBy: 6000,
      sentence: '70,000 of 64,000 MB allocated after this, 6,000 MB over',
    });
    expect(over).not.toHaveProperty('left');
  });

  test('full is not over', () => {
    expect(gauge(asking(52_000))).toMatchObject({ state: 'known', left: 0, now: 64_000 });
  });

  test('unknown is no percentage', () => {
    const unknown = gauge({ total: { source: 'unknown' } });
    expect(unknown).toMatchObject({
      state: 'unknown',
      now: 12_000,
      max: 12_000,
      sentence: '12,000 MB allocated, total unknown',
      figures: '12,000 MB',
    });
    expect(unknown).not.toHaveProperty('left');
  });

  test.each([
    [{ atLeast: 14_000 }, ': at least 14,000 MB'],
    [{ below: 20_000 }, ': 20,000 MB was refused'],
    [{ atLeast: 14_000, below: 20_000 }, ': at least 14,000 MB, 20,000 MB was refused'],
    [{ atLeast: 12_000 }, ''],
    [{ below: 12_000 }, ''],
  ])('learned bounds %o are added in words', (bounds, words) => {
    expect(gauge({ total: { source: 'learned', ...bounds } }).sentence).toBe(
      `12,000 MB allocated, total unknown${words}`,
    );
  });

  test('a total of zero has its own sentence', () => {
    expect(gauge({ total: declared(0), slices: [] })).toMatchObject({
      state: 'zero',
      now: 0,
      max: 0,
      left: 0,
      sentence: 'Nothing to allocate: the total is 0 MB',
    });
    expect(gauge({ total: declared(0), slices: [], ...asking(5) })).toMatchObject({
      state: 'zero',
      overBy: 5,
      sentence: '5 MB allocated after this, but the total is 0 MB',
    });
  });

  test('a container that is resized makes way for itself', () => {
    expect(gauge({ ...asking(9000), replacing: 30_001 })).toMatchObject({ allocated: 4000, now: 13_000, left: 51_000 });
    expect(gauge({ replacing: 30_001 })).toEqual(gauge());
  });

  test('storage in GB where that is exact', () => {
    const storage = [{ uid: 1, name: 'a', megabytes: 300_000 }];
    expect(gauge({ resource: 'storage', slices: storage, total: declared(2_000_000) }).figures).toBe('300 of 2,000 GB');
    expect(gauge({ resource: 'storage', slices: storage, total: { source: 'unknown' } }).figures).toBe('300 GB');
    expect(gauge({ resource: 'storage', slices, total: declared(64_001) }).figures).toBe('12,000 of 64,001 MB');
    expect(gauge({ resource: 'storage', slices: [], total: declared(0) }).figures).toBe('0 of 0 MB');
  });

  test('others’ containers in the way are named beside a declared total', () => {
    const refused = { allocated: 12_000, asked: 20_000, at: AT };
    expect(gauge({ refused }).note).toBe(
      'The API refused 20,000 MB of memory on 12 Nov 2026, although 52,000 MB looked free. Containers of other customers may take the rest.',
    );
    expect(gauge({ refused, total: declared(30_000) }).note).toBeUndefined();
    expect(gauge({ refused: { allocated: 1000, asked: 11_000, at: AT } }).note).toBeUndefined();
  });
});

describe('properties', () => {
  const megabytes = fc.integer({ min: 0, max: 2_000_000 });
  const anySlices = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), megabytes), { selector: ([uid]) => uid })
    .map((rows) => rows.map(([uid, size]) => ({ uid, name: `c${uid}`, megabytes: size })));
  const totals: fc.Arbitrary<Total> = fc.oneof(
    fc.constant<Total>({ source: 'unknown' }),
    megabytes.map(declared),
    fc.record({ source: fc.constant('learned' as const), atLeast: megabytes, below: megabytes }),
  );
  const inputs = fc.record({
    resource: fc.constantFrom('memory' as const, 'storage' as const),
    slices: anySlices,
    total: totals,
    asked: fc.option(fc.record({ name: fc.string(), megabytes }), { nil: undefined }),
    replacing: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  });

  test('a meter stays within its bounds and its figures add up', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const { state, now, max, allocated, asked, left, overBy, sentence, figures } = gaugeOf(given);
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(max);
        expect(`${now} ${max} ${sentence} ${figures}`).not.toMatch(/NaN|undefined|Infinity/);
        if (state === 'unknown') {
          expect([now, left, overBy]).toEqual([max, undefined, undefined]);
          expect(sentence).toContain('total unknown');
        } else {
          expect(allocated + asked).toBe(max - (left ?? 0) + (overBy ?? 0));
          expect((left === undefined) !== (overBy === undefined)).toBe(true);
          expect(state === 'zero').toBe(max === 0);
        }
        expect(sentence.includes('after this')).toBe(given.asked !== undefined && !sentence.startsWith('Nothing'));
      }),
    );
  });

  test('asking for what a container has already changes nothing', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const [first] = given.slices;
        if (!first) return;
        const same = { ...given, asked: { name: first.name, megabytes: first.megabytes }, replacing: first.uid };
        const before = gaugeOf({ ...given, asked: undefined });
        const { now, max, left, overBy } = gaugeOf(same);
        expect({ now, max, left, overBy }).toEqual({
          now: before.now,
          max: before.max,
          left: before.left,
          overBy: before.overBy,
        });
        expect(sumOf(given.slices)).toBe(before.allocated);
      }),
    );
  });
});
