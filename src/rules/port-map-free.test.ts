import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Protocol } from '../api/schemas.ts';
import { portMapOf } from './port-map.ts';
import { largestFreeBlocks, nextFreeBlock, nextFreePort } from './port-map-free.ts';
import { runsOf } from './port-map-runs.ts';
import { anyPort, anyProtocol, anyTable, EVERY_PORT, naiveState, PROTOCOLS, row } from './port-map-testing.ts';

describe('free ports', () => {
  const anyChoice = fc.constantFrom<Protocol | 'both'>('tcp', 'udp', 'both');

  test('the next block is the nearest, around the end of the range, and free with each protocol', () => {
    fc.assert(
      fc.property(anyTable, anyChoice, anyPort, fc.integer({ min: 1, max: 5 }), (rows, choice, from, size) => {
        const map = portMapOf(rows);
        const protocols = choice === 'both' ? PROTOCOLS : [choice];
        const isFree = (port: number) => protocols.every((proto) => naiveState(rows, proto, port) === 'free');
        const fits = (start: number) =>
          start + size - 1 <= 65_535 && Array.from({ length: size }, (_, n) => start + n).every(isFree);
        let start: number | undefined;
        for (let step = 0; step < 65_535 && start === undefined; step += 1) {
          const candidate = 1 + ((from - 1 + step) % 65_535);
          if (fits(candidate)) start = candidate;
        }
        expect(nextFreeBlock(map, choice, from, size)?.from).toBe(start);
        if (size === 1) expect(nextFreePort(map, choice, from)).toBe(start);
      }),
      { numRuns: 40 },
    );
  });

  test('a block never goes around the end, and a full range has none', () => {
    const full = portMapOf(EVERY_PORT.map((port) => row(port, 'tcp', port)));
    expect(nextFreePort(full, 'tcp', 8000)).toBeUndefined();
    expect(nextFreePort(full, 'both', 8000)).toBeUndefined();
    expect(nextFreePort(full, 'udp', 65_535)).toBe(65_535);
    expect(nextFreeBlock(full, 'udp', 65_535, 2)).toEqual({ from: 1025, to: 1026 });
    expect(nextFreeBlock(full, 'udp', 1025, 64_511)).toBeUndefined();
  });

  test('the largest are those of the runs', () => {
    fc.assert(
      fc.property(anyTable, anyProtocol, fc.integer({ min: 1, max: 4 }), (rows, proto, count) => {
        const map = portMapOf(rows);
        const naive = runsOf(map, proto)
          .filter(({ state }) => state === 'free')
          .map(({ from, to }) => ({ from, to }))
          .sort((one, other) => other.to - other.from - (one.to - one.from) || one.from - other.from);
        expect(largestFreeBlocks(map, proto, count)).toEqual(naive.slice(0, count));
      }),
      { numRuns: 60 },
    );
  });
});
