import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countStates, holdersOfPort, portMapOf, portsByContainer, stateOfPort } from './port-map.ts';
import { anyPort, anyProtocol, anyTable, EVERY_PORT, NEAR, naiveState, PROTOCOLS, row } from './port-map-testing.ts';

describe('the map', () => {
  test('each port is what the rows say, and its holders are those rows in their order', () => {
    fc.assert(
      fc.property(anyTable, anyProtocol, (rows, proto) => {
        const map = portMapOf(rows);
        for (const port of NEAR) {
          expect(stateOfPort(map, proto, port)).toBe(naiveState(rows, proto, port));
          const holders = rows.filter((mapping) => mapping.proto === proto && mapping.public_port === port);
          expect(holdersOfPort(map, proto, port)).toEqual(holders);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('the counts are those of the states, and each port is counted once', () => {
    fc.assert(
      fc.property(anyTable, anyProtocol, anyPort, anyPort, (rows, proto, from, to) => {
        const map = portMapOf(rows);
        const counts = countStates(map, proto, from, to);
        const ports = EVERY_PORT.filter((port) => port >= from && port <= to);
        for (const state of ['free', 'used', 'conflict', 'reserved', 'not-offered'] as const) {
          expect(counts[state]).toBe(ports.filter((port) => stateOfPort(map, proto, port) === state).length);
        }
      }),
      { numRuns: 30 },
    );
    const { free, reserved, 'not-offered': notOffered } = countStates(portMapOf([]), 'udp');
    expect({ free, reserved, notOffered }).toEqual({ free: 64_508, reserved: 3, notOffered: 1024 });
  });

  test('a row without a possible port is counted and shown nowhere', () => {
    const map = portMapOf([row(1, 'tcp', 0), row(2, 'tcp', 65_536), row(3, 'tcp', 80.5), row(4, 'tcp', 9000)]);
    expect(map.outside).toBe(3);
    expect(countStates(map, 'tcp').used).toBe(1);
  });

  test('what each container holds adds up to the table, the most first', () => {
    fc.assert(
      fc.property(anyTable, (rows) => {
        const containers = portsByContainer(portMapOf(rows));
        for (const { container, tcp, udp, inConflict } of containers) {
          const own = rows.filter((mapping) => mapping.container === container);
          expect([tcp, udp]).toEqual(PROTOCOLS.map((proto) => own.filter((one) => one.proto === proto).length));
          const contested = own.filter((one) => naiveState(rows, one.proto, one.public_port) === 'conflict');
          expect(inConflict).toBe(contested.length);
        }
        const sizes = containers.map(({ tcp, udp }) => tcp + udp);
        expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(rows.length);
      }),
    );
  });
});

test('the whole port space of a server is read in a moment', () => {
  const rows = EVERY_PORT.filter((port) => port > 1024).flatMap((port) => [
    row(port, 'tcp', port, 30001 + (port % 40)),
    row(port + 100_000, 'udp', port, 30001 + (port % 7)),
  ]);
  const begun = performance.now();
  const map = portMapOf(rows);
  const took = performance.now() - begun;
  expect(countStates(map, 'tcp').used).toBe(64_511);
  // Some milliseconds; the wall only tells linear from quadratic on a busy machine.
  expect(took).toBeLessThan(500);
});
