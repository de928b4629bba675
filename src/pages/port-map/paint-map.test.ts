import fc from 'fast-check';
import { expect, test } from 'vitest';
import { portMapOf, stateOfPort } from '../../rules/port-map.ts';
import { anyTable, NEAR, row } from '../../rules/port-map-testing.ts';
import { BLOCK, geometryOf, SIDE } from './map-geometry.ts';
import { paintMap, pixelOf } from './paint-map.ts';
import { SHADES, type Shade, shadesOf, strongestOf } from './shades.ts';

const COLOURS = { free: 1, used: 2, 'used-2': 3, conflict: 4, closed: 5, chosen: 6 } as const;

const LOOKS: Record<ReturnType<typeof stateOfPort>, readonly Shade[]> = {
  free: ['free'],
  used: ['used', 'used-2', 'chosen'],
  conflict: ['conflict'],
  reserved: ['closed'],
  'not-offered': ['closed'],
};

test('a port looks like its state, and like its container where that is looked for', () => {
  fc.assert(
    fc.property(anyTable, (rows) => {
      const map = portMapOf(rows);
      const shades = shadesOf(map, 'tcp', 30001);
      for (const port of NEAR) {
        const shade = SHADES[shades[port] ?? 0];
        expect(LOOKS[stateOfPort(map, 'tcp', port)]).toContain(shade);
        const uids = rows.filter((one) => one.proto === 'tcp' && one.public_port === port).map((one) => one.container);
        expect(shade === 'chosen').toBe(uids.length === 1 && uids[0] === 30001);
      }
    }),
    { numRuns: 25 },
  );
});

test('containers side by side are told apart, also with free ports between them', () => {
  const map = portMapOf([row(1, 'tcp', 8000), row(2, 'tcp', 8001), row(3, 'tcp', 8005, 30002), row(4, 'tcp', 8006)]);
  const shades = shadesOf(map, 'tcp', undefined);
  const looks = [8000, 8001, 8005, 8006].map((port) => SHADES[shades[port] ?? 0]);
  expect(looks).toEqual(['used', 'used', 'used-2', 'used']);
});

test('with no room for two protocols, what matters more is seen', () => {
  const map = portMapOf([row(1, 'udp', 8000), row(2, 'tcp', 8001), row(3, 'udp', 8001), row(4, 'udp', 8001, 30002)]);
  const strongest = strongestOf([shadesOf(map, 'tcp', undefined), shadesOf(map, 'udp', undefined)]);
  expect([8000, 8001, 8002, 80].map((port) => SHADES[strongest[port] ?? 0])).toEqual([
    'used',
    'conflict',
    'free',
    'closed',
  ]);
});

test('each port is painted at its place: the first protocol above the second', () => {
  const map = portMapOf([row(1, 'tcp', 9000), row(2, 'udp', 9001)]);
  const geometry = geometryOf(536, 1);
  const pixels = new Uint32Array(geometry.side ** 2);
  paintMap(pixels, geometry, [shadesOf(map, 'tcp', undefined), shadesOf(map, 'udp', undefined)], COLOURS);
  const [outer, inner] = [Math.floor(9000 / BLOCK), 9000 % BLOCK];
  const left = (outer % SIDE) * 33 + (inner % SIDE) * 2;
  const top = Math.floor(outer / SIDE) * 33 + Math.floor(inner / SIDE) * 2;
  const line = (y: number) => [...pixels.slice(y * 527 + left, y * 527 + left + 6)];
  expect([line(top), line(top + 1)]).toEqual([
    [2, 2, 1, 1, 1, 1],
    [1, 1, 2, 2, 1, 1],
  ]);
  // Between the blocks nothing is painted, and of what is closed every fourth line.
  expect(pixels[32]).toBe(0);
  expect([...pixels.slice(0, 8)]).toEqual([5, 0, 0, 0, 5, 0, 0, 0]);
  expect(pixels.filter((pixel) => pixel === 2)).toHaveLength(4);
});

test.each([
  ['rgb(1, 2, 3)', 0xff030201],
  ['rgba(255, 0, 0, 0.5)', 0x800000ff],
])('%s as a pixel', (colour, pixel) => {
  expect(pixelOf(colour)).toBe(pixel);
});
