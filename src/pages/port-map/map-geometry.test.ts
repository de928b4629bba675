import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK, blockOf, geometryOf, portAt, portsOfBlock, SIDE } from './map-geometry.ts';

const anyGeometry = fc
  .record({ width: fc.double({ min: 120, max: 1200, noNaN: true }), ratio: fc.constantFrom(1, 1.25, 1.5, 2, 3) })
  .map(({ width, ratio }) => ({ width, ...geometryOf(width, ratio) }));

test('the picture fits, and every port has room on it when there is a pixel for each', () => {
  fc.assert(
    fc.property(anyGeometry, ({ width, side, ratio, edges, block }) => {
      expect(side / ratio).toBeLessThanOrEqual(width + 1e-6);
      const lengths = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      expect(edges.at(-1)).toBe(block);
    }),
  );
});

test('the place of a port is where that port is found', () => {
  fc.assert(
    fc.property(anyGeometry, fc.integer({ min: 0, max: 65_535 }), (geometry, port) => {
      const { block, gap, edges, ratio } = geometry;
      const middleOf = (outer: number, inner: number) =>
        outer * (block + gap) + ((edges[inner] ?? 0) + (edges[inner + 1] ?? 0)) / 2;
      const [outer, inner] = [blockOf(port), port % BLOCK];
      const left = middleOf(outer % SIDE, inner % SIDE) / ratio;
      const top = middleOf(Math.floor(outer / SIDE), Math.floor(inner / SIDE)) / ratio;
      expect(portAt(geometry, left, top)).toBe(port);
    }),
  );
});

test('beyond an edge is the port nearest to it', () => {
  const geometry = geometryOf(536, 1);
  expect(portAt(geometry, -5, -5)).toBe(0);
  expect(portAt(geometry, 9999, 9999)).toBe(65_535);
  expect(portsOfBlock(255)).toEqual({ from: 65_280, to: 65_535 });
});

test('ports have equal sizes where that costs little room', () => {
  expect(geometryOf(536, 1)).toMatchObject({ block: 32, gap: 1, side: 527 });
  expect(geometryOf(324, 3)).toMatchObject({ block: 57, gap: 3 });
});
