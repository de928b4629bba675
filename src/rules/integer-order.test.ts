import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asKey, orderedBy, placesOf } from './integer-order.ts';

const anyKey = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 200_000 }), fc.nat({ max: 0xffffffff }));

test('the order is that of a stable sort', () => {
  fc.assert(
    fc.property(fc.array(anyKey), (keys) => {
      const places = [...keys.keys()];
      const sorted = places.toSorted((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0));
      expect([...orderedBy(placesOf(keys.length), Uint32Array.from(keys))]).toEqual(sorted);
    }),
  );
});

test('what is no key stands at the nearer end', () => {
  expect([-5, 2.9, 2 ** 40].map(asKey)).toEqual([0, 2, 0xffffffff]);
});
