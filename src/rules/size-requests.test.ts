import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Container } from '../api/schemas.ts';
import { gaugeOf, type Total } from './capacity.ts';
import { checkRequest, type RequestInputs, suggestionsFor, warnRequest } from './size-requests.ts';
import { type ParsedSize, parseMegabytes } from './units.ts';

const slices = [
  { uid: 30_001, name: 'hydra', megabytes: 8000 },
  { uid: 30_002, name: 'medusa', megabytes: 4000 },
];
const declared = (megabytes: number): Total => ({ source: 'customer', megabytes, declaredAt: '2026-11-12' });
const inputs: RequestInputs = { resource: 'memory', slices, total: declared(64_000) };
const size = (megabytes: number): ParsedSize => ({ ok: true, megabytes });

describe('the message at a field', () => {
  test.each([
    ['fits exactly', {}, 52_000, undefined],
    ['oversells', {}, 52_001, 'Only 52,000 MB of memory is free on this server.'],
    ['a full server', { total: declared(12_000) }, 1, 'No memory is free on this server.'],
    ['a server over its total', { total: declared(5000) }, 1, 'No memory is free on this server.'],
    ['no space at all', { total: declared(0), slices: [] }, 1, 'No memory is free on this server.'],
    ['an unknown total', { total: { source: 'unknown' } as const }, 999_999, undefined],
    ['a learned total', { total: { source: 'learned', below: 13_000 } as const }, 999_999, undefined],
    ['a resize that fits', { replacing: 30_001 }, 60_000, undefined],
    [
      'a resize that oversells',
      { replacing: 30_001 },
      60_001,
      'Only 60,000 MB of memory is free on this server, with the 8,000 MB of this container.',
    ],
    [
      'growing on a full server',
      { replacing: 30_001, total: declared(12_000) },
      8001,
      'No more memory is free on this server: this container has 8,000 MB.',
    ],
    ['shrinking on a server over its total', { replacing: 30_001, total: declared(5000) }, 7999, undefined],
  ])('%s', (_, different, megabytes, message) => {
    expect(checkRequest({ ...inputs, ...different, parsed: size(megabytes) })).toBe(message);
  });

  test('a text that is no size keeps its own sentence', () => {
    expect(checkRequest({ ...inputs, parsed: parseMegabytes('') })).toBe('Enter a size, such as 4 GB or 4000 MB.');
  });
});

describe('a refusal that is kept', () => {
  const refused = { allocated: 10_000, asked: 5000, at: '2026-11-12T12:00:00' };

  test('warns when as much is asked again', () => {
    expect(warnRequest({ ...inputs, refused, megabytes: 3000 })).toBe(
      'The API refused 5,000 MB of memory here on 12 Nov 2026, with 10,000 MB allocated. It may refuse this too.',
    );
  });

  test.each([
    ['less is asked', { megabytes: 2999 }],
    ['nothing is kept', { refused: undefined }],
    ['more stands by now', { refused: { ...refused, asked: 2000 } }],
    ['a resize stays under it', { replacing: 30_001, megabytes: 10_999 }],
  ])('does not when %s', (_, different) => {
    expect(warnRequest({ ...inputs, refused, megabytes: 5000, ...different })).toBeUndefined();
  });
});

const row = (uid: number, memory: number, different: Partial<Container> = {}) =>
  ({ uid, name: `c${uid}`, memory, storage: memory, server_address: '1.2.3.4', ...different }) as Container;

describe('suggestions', () => {
  const containers = [row(1, 4000), row(2, 4000), row(3, 1000), row(4, 500, { server_address: '9.9.9.9' })];
  const options = { resource: 'memory', containers, serverAddress: '1.2.3.4', total: declared(64_000) } as const;

  test('sizes used most, half, and all', () => {
    expect(suggestionsFor(options)).toEqual([
      { label: '4 GB', megabytes: 4000 },
      { label: '500 MB', megabytes: 500 },
      { label: 'Half of it', megabytes: 27_500 },
      { label: 'All left', megabytes: 55_000 },
    ]);
  });

  test('an unknown total offers only what was used before', () => {
    expect(suggestionsFor({ ...options, total: { source: 'unknown' } }).map(({ label }) => label)).toEqual([
      '4 GB',
      '500 MB',
    ]);
  });

  test.each([9000, 5, 0])('a server without room (%i MB) offers nothing', (total) => {
    expect(suggestionsFor({ ...options, total: declared(total) })).toEqual([]);
  });

  test('what a resized container has is not lost to it', () => {
    expect(suggestionsFor({ ...options, replacing: 1 }).at(-1)).toEqual({
      label: 'All left',
      megabytes: 59_000,
    });
  });

  test('nothing as big as what was refused here, while the refusal stands', () => {
    const refused = { allocated: 9000, asked: 4000, at: '2026-11-12T12:00:00' };
    expect(suggestionsFor({ ...options, refused }).map(({ label }) => label)).toEqual(['500 MB', '1 GB']);
    const outdated = { ...refused, allocated: 5000 };
    expect(suggestionsFor({ ...options, refused: outdated }).at(-1)?.label).toBe('All left');
  });

  test('a spare is no example', () => {
    const spare = row(5, 1, { name: 'spare' });
    const used = suggestionsFor({ ...options, containers: [spare], total: { source: 'unknown' } });
    expect(used).toEqual([]);
  });
});

describe('properties', () => {
  const megabytes = fc.integer({ min: 0, max: 100_000 });
  const rows = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 500, 1000, 4000, 4001)), {
      selector: ([uid]) => uid,
    })
    .map((pairs) => pairs.map(([uid, memory]) => row(uid, memory)));
  const totals = fc.oneof(fc.constant<Total>({ source: 'unknown' }), megabytes.map(declared));
  const replacing = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });
  const asSlices = (containers: Container[]) =>
    containers.map(({ uid, name, memory }) => ({ uid, name, megabytes: memory }));

  test('the field and the meter never disagree', () => {
    fc.assert(
      fc.property(rows, totals, replacing, megabytes, (containers, total, uid, asked) => {
        const given = { resource: 'memory', slices: asSlices(containers), total, replacing: uid } as const;
        const own = containers.find((container) => container.uid === uid)?.memory ?? 0;
        const gauge = gaugeOf({ ...given, asked: { name: 'argus', megabytes: asked } });
        const message = checkRequest({ ...given, parsed: size(asked) });
        const shrinks = own > 0 && asked <= own;
        expect(message !== undefined).toBe(gauge.overBy !== undefined && !shrinks);
      }),
    );
  });

  test('every suggestion is a size that may be sent, once each', () => {
    fc.assert(
      fc.property(rows, totals, replacing, (containers, total, uid) => {
        const options = { resource: 'memory', containers, serverAddress: '1.2.3.4', total, replacing: uid } as const;
        const suggested = suggestionsFor(options).map((suggestion) => suggestion.megabytes);
        expect(new Set(suggested).size).toBe(suggested.length);
        for (const asked of suggested) {
          expect(asked).toBeGreaterThanOrEqual(1);
          const given = { resource: 'memory', slices: asSlices(containers), total, replacing: uid } as const;
          expect(checkRequest({ ...given, parsed: size(asked) })).toBeUndefined();
        }
      }),
    );
  });
});
