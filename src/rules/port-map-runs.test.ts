import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PortMapping } from '../api/schemas.ts';
import { holdersOfPort, portMapOf, stateOfPort } from './port-map.ts';
import { describeSide } from './port-map-clash-words.ts';
import { holdersNow, planKeeping, planSwitching } from './port-map-clashes.ts';
import { clashesOfMap, runsOf } from './port-map-runs.ts';
import { anyProtocol, anyTable, naiveState, names, row } from './port-map-testing.ts';
import { holdersOfRun, portsInWords, privateEndOfRun } from './port-map-words.ts';
import { bodyOf } from './port-mapping-edits.ts';

describe('runs', () => {
  test('they hold each port once, in order; neighbours differ; all ports of one are alike', () => {
    fc.assert(
      fc.property(anyTable, anyProtocol, (rows, proto) => {
        const map = portMapOf(rows);
        const runs = runsOf(map, proto);
        expect(runs[0]?.from).toBe(1);
        expect(runs.at(-1)?.to).toBe(65_535);
        for (const [index, { from, to, state, holders }] of runs.entries()) {
          const next = runs[index + 1];
          if (next) expect(next.from).toBe(to + 1);
          expect(stateOfPort(map, proto, from)).toBe(state);
          expect(stateOfPort(map, proto, to)).toBe(state);
          if (to === from || holders.length === 0) continue;
          for (let port = from; port <= to; port += 1) {
            const uids = holdersOfPort(map, proto, port).map(({ container }) => container);
            expect(uids.sort()).toEqual(holders.map(({ container }) => container).sort());
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a run says who holds it and, when the private ports count up, where it leads', () => {
    const map = portMapOf([
      row(1, 'tcp', 8000, 30001, 9000),
      row(2, 'tcp', 8001, 30001, 9001),
      row(3, 'tcp', 8002, 30002, 9000),
      row(4, 'tcp', 8003, 30002, 9009),
    ]);
    const [first, second] = runsOf(map, 'tcp', 8000, 8003);
    expect(first && [portsInWords(first), holdersOfRun(first, names), privateEndOfRun(first)]).toEqual([
      '8000–8001',
      'hydra (30001)',
      '10.0.0.3:9000–9001',
    ]);
    expect(second && [portsInWords(second), privateEndOfRun(second)]).toEqual(['8002–8003', undefined]);
  });
});

describe('clashes', () => {
  test('they hold exactly the rows that share a port; keeping any side of each leaves none', () => {
    fc.assert(
      fc.property(anyTable, fc.nat(), (rows, choice) => {
        const clashes = clashesOfMap(portMapOf(rows));
        const held = clashes.flatMap(({ sides }) => sides.flatMap((side) => side.rows.map(({ id }) => id)));
        const contested = rows.filter((one) => naiveState(rows, one.proto, one.public_port) === 'conflict');
        expect(held.sort()).toEqual(contested.map(({ id }) => id).sort());
        const removed = clashes.flatMap((clash) => {
          const kept = clash.sides[choice % clash.sides.length];
          if (!kept) throw new Error('A clash without sides.');
          expect(clash.sides.length).toBeGreaterThan(1);
          expect(kept.rows).toHaveLength(clash.to - clash.from + 1);
          return planKeeping(clash, kept, new Set()).steps.flatMap(({ remove }) => remove);
        });
        const left = rows.filter((one) => !removed.includes(one));
        expect(clashesOfMap(portMapOf(left))).toEqual([]);
        const portsOf = (some: readonly PortMapping[]) => new Set(some.map((one) => `${one.proto} ${one.public_port}`));
        expect(portsOf(left)).toEqual(portsOf(rows));
      }),
    );
  });

  test('ports side by side with the same holders are one clash, and rows of others are not deleted unasked', () => {
    const map = portMapOf([
      row(1, 'udp', 8001, 30002),
      row(2, 'udp', 8000, 30001),
      row(3, 'udp', 8000, 30002),
      row(4, 'udp', 8001, 30001),
    ]);
    const [clash, ...others] = clashesOfMap(map);
    expect(others).toEqual([]);
    const [hydra, medusa] = clash?.sides ?? [];
    if (!clash || !hydra || !medusa) throw new Error('There is a clash of two.');
    expect([portsInWords(clash), describeSide(medusa, names)]).toEqual(['8000–8001', '2 mappings to medusa (30002)']);
    const { removed, irrevocable } = planKeeping(clash, hydra, new Set([30001]));
    expect(removed.map(({ id }) => id)).toEqual([3, 1]);
    expect(irrevocable).toEqual(removed);
    expect(planKeeping(clash, medusa, new Set([30001])).irrevocable).toEqual([]);
  });

  test('once resolved, the ports can go to any other side as its mappings were, and to nobody twice', () => {
    fc.assert(
      fc.property(anyTable, fc.nat(), fc.nat(), (rows, choice, other) => {
        for (const clash of clashesOfMap(portMapOf(rows))) {
          const kept = clash.sides[choice % clash.sides.length];
          const instead = clash.sides[other % clash.sides.length];
          if (!kept || !instead) throw new Error('A clash without sides.');
          expect(holdersNow(portMapOf(rows), clash)).toBeUndefined();
          const { removed } = planKeeping(clash, kept, new Set());
          const left = rows.filter((one) => !removed.includes(one));
          const holders = holdersNow(portMapOf(left), clash);
          expect(holders).toEqual(kept.rows);
          const steps = planSwitching(holders ?? [], instead);
          expect(steps.flatMap(({ remove }) => remove)).toEqual(kept.rows);
          expect(steps.flatMap(({ add }) => add)).toEqual(instead.rows.map(bodyOf));
          for (const { remove, add } of steps) expect(remove[0]?.public_port).toBe(add[0]?.public_port);
        }
      }),
    );
  });

  test('who holds one port twice is on both sides', () => {
    const [clash] = clashesOfMap(portMapOf([row(1, 'tcp', 8000, 30001, 1), row(2, 'tcp', 8000, 30001, 2)]));
    expect(clash?.sides.map(({ rows }) => rows.map(({ id }) => id))).toEqual([[1], [2]]);
  });
});
