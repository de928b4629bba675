import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atOnce, eachInSteps } from './in-steps.ts';

test('every item is visited once, in order, with its place, however many steps it takes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), (length) => {
      const items = Array.from({ length }, (_, index) => index * 2);
      const seen: [number, number][] = [];
      atOnce(eachInSteps(items, (item, place) => void seen.push([item, place])));
      expect(seen).toEqual(items.map((item, place) => [item, place]));
    }),
    { numRuns: 20 },
  );
});

test('many items take several steps', () => {
  const calculation = eachInSteps(new Array(3500).fill(0), () => undefined);
  let steps = 0;
  while (!calculation.next().done) steps += 1;
  expect(steps).toBe(3);
});
