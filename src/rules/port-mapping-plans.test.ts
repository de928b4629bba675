import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameMapping, mappingKey } from './port-mapping-edits.ts';
import { planRevert } from './port-mapping-history.ts';
import { countWrites, type PlanStep, planChange, planMappings } from './port-mapping-plans.ts';
import { linksOf } from './port-mapping-step-order.ts';
import { lookupOf, stateOfStep } from './port-mapping-step-states.ts';
import type { NewPortMapping, PortMapping } from './port-mappings.ts';

const CONTAINERS = [30_001, 30_002, 30_003];
/** Another customer's: it is in the table, and nobody here could create it again. */
const FOREIGN = 40_000;
const containersOnServer = CONTAINERS.map((uid) => ({ uid }));

/** The table of the API (api.md §4), which lets containers share a public port. */
class Table {
  rows: PortMapping[] = [];
  private lastId = 0;

  create(one: NewPortMapping): boolean {
    const isTaken = this.rows.some(
      (row) =>
        row.proto === one.proto &&
        row.container === one.container &&
        (row.public_port === one.public_port || row.private_port === one.private_port),
    );
    if (isTaken) return false;
    this.lastId += 1;
    this.rows.push({ ...one, id: this.lastId, container_ip: `10.0.0.${one.container % 256}` });
    return true;
  }

  delete(id: number): boolean {
    const place = this.rows.findIndex((row) => row.id === id);
    if (place >= 0) this.rows.splice(place, 1);
    return place >= 0;
  }

  keys = () => this.rows.map(mappingKey).sort();
  holders = (one: NewPortMapping) =>
    this.rows.filter((row) => row.proto === one.proto && row.public_port === one.public_port);
}

const arbitraryMapping = (containers: readonly number[]) =>
  fc.record({
    container: fc.constantFrom(...containers),
    proto: fc.constantFrom('tcp' as const, 'tcp' as const, 'udp' as const),
    public_port: fc.integer({ min: 9000, max: 9006 }),
    private_port: fc.integer({ min: 8000, max: 8003 }),
  });
const arbitraryRows = fc.array(arbitraryMapping([...CONTAINERS, FOREIGN]), { maxLength: 14 });
const arbitraryWanted = fc.array(arbitraryMapping(CONTAINERS), { maxLength: 14 });

function tableOf(rows: readonly NewPortMapping[], hasClashes = true): Table {
  const table = new Table();
  for (const row of rows) if (hasClashes || table.holders(row).length === 0) table.create(row);
  return table;
}

/** What a step sends: an id to delete, or what to create. */
const writesOf = (step: PlanStep) =>
  linksOf(step).flatMap(({ remove, add }): { id?: number; one: NewPortMapping }[] => [
    ...remove.map((row) => ({ id: row.id, one: row })),
    ...(add ? [{ one: add }] : []),
  ]);

/** Carries out steps at once beside one another, in the order that `turns` gives; the writes of a step keep theirs. */
function applyInterleaved(table: Table, steps: readonly PlanStep[], turns: readonly number[]) {
  const waiting = steps.map(writesOf);
  for (let turn = 0; waiting.some((writes) => writes.length > 0); turn += 1) {
    const open = waiting.filter((writes) => writes.length > 0);
    const write = open[(turns[turn % turns.length] ?? 0) % open.length]?.shift();
    if (!write) return;
    if (write.id !== undefined) {
      expect(table.delete(write.id)).toBe(true);
    } else {
      expect(table.holders(write.one)).toEqual([]);
      expect(table.create(write.one)).toBe(true);
    }
  }
}

const arbitraryTurns = fc.array(fc.nat(20), { minLength: 1, maxLength: 40 });
const facts = { containersOnServer };

test('ports that all move by one are worked off from the free end, so that one mapping at a time is missing', () => {
  const ports = [9000, 9001, 9002, 9003];
  const rows = ports.map((port) => ({
    container: 30_001,
    proto: 'tcp' as const,
    public_port: port,
    private_port: port - 1000,
  }));
  const { rows: current } = tableOf(rows);
  const wanted = rows.map((row) => ({ ...row, public_port: row.public_port + 1 }));
  const { steps } = planMappings({ current, wanted, mode: 'exactly' });
  const links = steps.flatMap(linksOf);
  expect(links.map(({ add }) => add?.public_port)).toEqual([9004, 9003, 9002, 9001]);
  expect(links.every(({ remove, mayRestBefore }) => remove.length === 1 && mayRestBefore)).toBe(true);
});

describe('a plan', () => {
  test('"exactly" gives what is wanted in whatever order its steps are carried out, and then nothing is left to do', () => {
    fc.assert(
      fc.property(arbitraryRows, arbitraryWanted, arbitraryTurns, (rows, wanted, turns) => {
        const table = tableOf(rows);
        const plan = planMappings({ ...facts, current: table.rows, wanted, mode: 'exactly' });
        const granted = wanted.filter((_, place) => ['add', 'unchanged'].includes(plan.outcomes[place]?.kind ?? ''));
        applyInterleaved(table, plan.steps, turns);
        expect(table.keys()).toEqual([...granted, ...plan.kept].map(mappingKey).sort());
        expect(plan.kept.every(({ container }) => container === FOREIGN)).toBe(true);
        const again = planMappings({ ...facts, current: table.rows, wanted, mode: 'exactly' });
        expect(again.steps).toEqual([]);
        expect(again.kept.map(mappingKey)).toEqual(plan.kept.map(mappingKey));
      }),
      { numRuns: 600 },
    );
  });

  test('every wanted mapping has an outcome that is true', () => {
    fc.assert(
      fc.property(arbitraryRows, arbitraryWanted, arbitraryTurns, (rows, wanted, turns) => {
        const table = tableOf(rows);
        const { steps, outcomes } = planMappings({ ...facts, current: table.rows, wanted, mode: 'only-add' });
        expect(outcomes).toHaveLength(wanted.length);
        expect(steps.every(({ remove, add }) => remove.length === 0 && add.length === 1)).toBe(true);
        const before = new Set(table.keys());
        applyInterleaved(table, steps, turns);
        const after = new Set(table.keys());
        for (const [place, one] of wanted.entries()) {
          const outcome = outcomes[place];
          const key = mappingKey(one);
          if (outcome?.kind === 'add') expect([before.has(key), after.has(key)]).toEqual([false, true]);
          if (outcome?.kind === 'unchanged') expect(isSameMapping(outcome.stored, one)).toBe(true);
          if (outcome?.kind === 'conflict') expect(after.has(key)).toBe(false);
          if (outcome?.kind === 'repeated') expect(mappingKey(wanted[outcome.of] ?? one)).toBe(key);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('within one container no other loses a mapping', () => {
    fc.assert(
      fc.property(arbitraryRows, arbitraryWanted, (rows, wanted) => {
        const { rows: current } = tableOf(rows);
        const plan = planMappings({ ...facts, current, wanted, mode: 'exactly', within: 30_001 });
        const removed = plan.steps.flatMap(({ remove }) => remove);
        expect(removed.every(({ container }) => container === 30_001)).toBe(true);
      }),
    );
  });

  test('a revert gives the table of before', () => {
    fc.assert(
      fc.property(arbitraryRows, arbitraryWanted, arbitraryTurns, (rows, wanted, turns) => {
        const table = tableOf(rows, false);
        const before = table.keys();
        const { steps } = planMappings({ ...facts, current: table.rows, wanted, mode: 'exactly' });
        const removed = steps.flatMap(({ remove }) => remove);
        const added = steps.flatMap(({ add }) => add);
        applyInterleaved(table, steps, turns);
        applyInterleaved(table, planRevert({ removed, added }, { ...facts, current: table.rows }).steps, turns);
        expect(table.keys()).toEqual(before);
      }),
      { numRuns: 400 },
    );
  });

  test('a revert leaves what others did since', () => {
    const table = tableOf([{ container: 30_002, proto: 'tcp', public_port: 9000, private_port: 8000 }]);
    const removed = { id: 90, container: 30_001, proto: 'tcp', public_port: 9000, private_port: 8000 } as const;
    const plan = planRevert(
      { removed: [{ ...removed, container_ip: '10.0.0.3' }], added: [] },
      { current: table.rows, containersOnServer },
    );
    expect(plan).toMatchObject({ steps: [], outcomes: [{ kind: 'conflict', holder: { container: 30_002 } }] });
  });
});

test('what is to be deleted is known by its id, and what is wanted as well stays', () => {
  const table = tableOf([
    { container: 30_001, proto: 'tcp', public_port: 9000, private_port: 8000 },
    { container: 30_001, proto: 'tcp', public_port: 9001, private_port: 8001 },
  ]);
  const remove = [...table.rows, ...table.rows].map((row) => ({ ...row }));
  const plan = planChange({ current: table.rows, wanted: table.rows.slice(0, 1), remove });
  expect(plan.steps).toEqual([{ remove: [table.rows[1]], add: [] }]);
  expect(plan.outcomes).toMatchObject([{ kind: 'unchanged' }]);
});

test('ports that swap are one step', () => {
  const table = tableOf([
    { container: 30_001, proto: 'tcp', public_port: 9000, private_port: 8000 },
    { container: 30_002, proto: 'tcp', public_port: 9001, private_port: 8000 },
  ]);
  const wanted = table.rows.map((row) => ({ ...row, public_port: row.public_port === 9000 ? 9001 : 9000 }));
  const { steps } = planMappings({ current: table.rows, wanted, mode: 'exactly' });
  expect(steps).toMatchObject([{ remove: [{}, {}], add: [{}, {}] }]);
});

test('a step is done, partly done or not begun as the table shows it, whatever order it went in', () => {
  fc.assert(
    fc.property(arbitraryRows, arbitraryWanted, fc.nat(30), (rows, wanted, writes) => {
      const table = tableOf(rows);
      const { steps } = planMappings({ ...facts, current: table.rows, wanted, mode: 'exactly' });
      for (const step of steps) {
        expect(stateOfStep(step, lookupOf(table.rows))).toBe('not-begun');
        const all = writesOf(step);
        for (const [place, write] of all.entries()) {
          if (place >= writes) break;
          if (write.id === undefined) table.create(write.one);
          else table.delete(write.id);
        }
        const sent = Math.min(writes, all.length);
        const partly = sent === 0 ? 'not-begun' : 'partly';
        expect(stateOfStep(step, lookupOf(table.rows))).toBe(sent === all.length ? 'done' : partly);
      }
    }),
  );
});

/** The whole port space of a server: 2 × 64,508 mappings. */
function everyPort(): PortMapping[] {
  const ports = Array.from({ length: 64_511 }, (_, index) => 1025 + index).filter(
    (port) => ![1999, 3022, 3026].includes(port),
  );
  return (['tcp', 'udp'] as const).flatMap((proto, half) =>
    ports.map((port, index) => {
      const container = 30_001 + (index % 20);
      const id = half * ports.length + index + 1;
      return { id, proto, public_port: port, container, container_ip: `10.0.0.${index % 20}`, private_port: port };
    }),
  );
}

/** The processor time in ms of planning that each port of these moves by one: the best of some, as others use it as well. */
function timeOfMoving(current: readonly PortMapping[]): number {
  const wanted = current.map((row) => ({
    ...row,
    public_port: row.public_port === 65_535 ? 1025 : row.public_port + 1,
  }));
  const times = [1, 2].map(() => {
    const { user: from } = process.cpuUsage();
    const { steps } = planMappings({ current, wanted, mode: 'exactly' });
    const took = (process.cpuUsage().user - from) / 1000;
    expect(countWrites(steps).remove).toBeGreaterThan(0.9 * current.length);
    return took;
  });
  return Math.min(...times);
}

test('planning takes time that grows with the number of mappings only, up to a whole port space that moves by one', {
  timeout: 60_000,
}, () => {
  const all = everyPort();
  expect(all).toHaveLength(129_016);
  const [some, whole] = [timeOfMoving(all.slice(0, 16_127)), timeOfMoving(all)];
  expect(whole).toBeLessThan(3_000);
  // Eight times as many: in square time it would be 64 times as long.
  expect(whole / some).toBeLessThan(24);
});

test('the writes of a row of thousands of ports that moves are put in order one by one', () => {
  const current = everyPort().slice(0, 16_000);
  const wanted = current.map((row, index) => ({
    ...row,
    public_port: current[(index + 1) % 64_508]?.public_port ?? 0,
  }));
  const { steps } = planMappings({ current, wanted, mode: 'exactly' });
  expect(steps[0]?.add.length).toBeGreaterThan(15_000);
  expect(steps.flatMap(linksOf)).toHaveLength(steps.reduce((sum, { add }) => sum + add.length, 0));
});
