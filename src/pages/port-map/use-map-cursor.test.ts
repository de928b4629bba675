import { expect, test } from 'vitest';
import { moveAmongBlocks, moveAmongPorts } from './use-map-cursor.ts';

test.each([
  [9000, { by: 1 }, 9001],
  [9000, { by: -16 }, 8984],
  [9215, { by: 1 }, 9216],
  [8960, { by: -16 }, 8944],
  [9000, { page: 1 }, 9256],
  [9000, { page: -1 }, 8744],
  [9000, { to: 'start' }, 8992],
  [9000, { to: 'end' }, 9007],
  [9000, { to: 'first' }, 8960],
  [9000, { to: 'last' }, 9215],
  [1, { by: -1 }, 1],
  [5, { to: 'start' }, 1],
  [65_535, { by: 1 }, 65_535],
  [65_530, { by: 16 }, 65_530],
  [100, { page: -1 }, 100],
] as const)('among ports, from %i %o leads to %i', (port, move, next) => {
  expect(moveAmongPorts(port, move)).toBe(next);
});

test.each([
  [9000, { by: 1 }, 9256],
  [9000, { by: 16 }, 13_096],
  [9000, { page: 1 }, 25_384],
  [9000, { to: 'start' }, 8232],
  [9000, { to: 'end' }, 12_072],
  [9000, { to: 'first' }, 40],
  [9000, { to: 'last' }, 65_320],
  [40, { by: -1 }, 40],
  [256, { by: -1 }, 1],
  [65_320, { by: 16 }, 65_320],
] as const)('among blocks, from %i %o leads to %i', (port, move, next) => {
  expect(moveAmongBlocks(port, move)).toBe(next);
});
