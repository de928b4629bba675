import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Resource, slicesOf, sumOf, type Totals } from './capacity.ts';
import type { Container } from './containers.ts';
import { curlOfGivingBack, curlOfQuotaMove } from './curl.ts';
import { growthOf } from './quota-growth.ts';
import { isOver, objectionToMove, owedBy, stateOfMove } from './quota-move-state.ts';
import {
  type Donation,
  type MoveTarget,
  planMove,
  type QuotaMove,
  rebootedBy,
  stepsOf,
  undoOf,
} from './quota-moves.ts';
import { rebootsInWords, stepInWords } from './quota-moves-plan-words.ts';
import { donorsOn, RESOURCES, reachOf, type Sizes, shortageOf } from './quota-shortages.ts';

const ADDRESS = '1.2.3.4';

const container = (
  uid: number,
  name: string,
  memory: number,
  storage: number,
  server_address = ADDRESS,
): Container => ({
  uid,
  name,
  memory,
  storage,
  server_address,
  hostname: name,
  ip: '10.0.0.3',
  uuid: String(uid),
  distro: null,
  distro_name: null,
  server: 'server0001',
  tags: [],
});

const allocatedOn = (containers: readonly Container[], address: string, resource: Resource) =>
  sumOf(slicesOf(containers, address, resource));

const declared = (totals: Partial<Totals>) => ({ supplier: totals });
const hydra = container(30_001, 'hydra', 8000, 200_000);
const medusa = container(30_002, 'medusa', 4000, 100_000);
const full = [hydra, medusa];
const sources = declared({ memory: 12_000, storage: 400_000 });
const wanted = { memory: 2000, storage: 1000 };
const lerna: MoveTarget = { kind: 'create', name: 'lerna', to: wanted };

function plan(target: MoveTarget, donations: Donation[], containers: readonly Container[] = full, of = sources) {
  const growing = target.kind === 'grow' ? target.uid : undefined;
  const shortage = shortageOf({ address: ADDRESS, containers, sources: of, wanted: target.to, growing });
  const donors = donorsOn({ address: ADDRESS, containers, shortage, growing });
  return planMove({ address: ADDRESS, donors, shortage, donations, target });
}

function planned(target: MoveTarget, donations: Donation[], containers?: readonly Container[]): QuotaMove {
  const result = plan(target, donations, containers);
  if (!result.ok) throw new Error(result.message);
  return result.move;
}

describe('what is short', () => {
  test('of a declared total', () => {
    expect(shortageOf({ address: ADDRESS, containers: full, sources, wanted })).toEqual({
      memory: { megabytes: 2000, least: 2000, from: 'total' },
    });
  });

  test('of a container that grows: only what goes beyond its own size', () => {
    const growing = { address: ADDRESS, containers: full, sources, growing: hydra.uid };
    expect(shortageOf({ ...growing, wanted: { memory: 9000 } })).toMatchObject({ memory: { megabytes: 1000 } });
    expect(shortageOf({ ...growing, wanted: { memory: 7000 } })).toEqual({});
  });

  test('nothing when no total is declared and nothing was refused', () => {
    expect(shortageOf({ address: ADDRESS, containers: full, sources: {}, wanted })).toEqual({});
  });

  test('all that is asked for when the API has refused as much', () => {
    const refused = { allocated: 12_000, asked: 2000, at: '2026-11-23T10:00:00Z' };
    const learned = { memory: { refused } };
    expect(shortageOf({ address: ADDRESS, containers: full, sources: { learned }, wanted })).toEqual({
      memory: { megabytes: 2000, least: 1, from: 'refusal' },
    });
    const less = { ...wanted, memory: 1999 };
    expect(shortageOf({ address: ADDRESS, containers: full, sources: { learned }, wanted: less })).toEqual({});
  });
});

describe('who can give', () => {
  const shortage = { memory: { megabytes: 2000, least: 2000, from: 'total' as const } };

  test('who suffices first, whatever it is called; never another server, never who grows', () => {
    const containers = [
      container(1, 'tiny', 1, 1),
      container(2, 'small', 500, 1),
      hydra,
      medusa,
      container(30_009, 'spare', 3000, 1),
      container(5, 'elsewhere', 9000, 1, '5.6.7.8'),
    ];
    const donors = donorsOn({ address: ADDRESS, containers, shortage, growing: hydra.uid });
    expect(donors.map(({ container: { name }, suffices }) => [name, suffices])).toEqual([
      ['medusa', true],
      ['spare', true],
      ['tiny', false],
      ['small', false],
    ]);
    expect(donors[2]?.reason).toBe('It has 1 MB, the least that a container can have.');
    expect(donors[3]?.reason).toBe('It can give 499 MB of memory at most.');
  });

  test('one, several together, or nobody', () => {
    const reach = (...sizes: number[]) => {
      const containers = sizes.map((memory, index) => container(index, `c${index}`, memory, 1));
      return reachOf(donorsOn({ address: ADDRESS, containers, shortage }), shortage);
    };
    expect(reach(2001)).toBe('one');
    expect(reach(2000)).toBe('none');
    expect(reach(1001, 1001)).toBe('several');
    expect(reach()).toBe('none');
  });
});

describe('a plan', () => {
  test('for a new container shrinks first, and only the donor reboots', () => {
    const move = planned(lerna, [{ uid: medusa.uid, memory: 2000 }]);
    expect(stepsOf(move).map(stepInWords)).toEqual([
      'Shrink medusa (30002) from 4,000 to 2,000 MB of memory. It reboots.',
      'Create lerna with 2,000 MB of memory and 1,000 MB of storage.',
    ]);
    expect(rebootedBy(move).map(({ uid }) => uid)).toEqual([medusa.uid]);
  });

  test('for a growing one reboots both', () => {
    const target: MoveTarget = {
      kind: 'grow',
      uid: hydra.uid,
      name: 'hydra',
      from: { memory: 8000 },
      to: { memory: 10_000 },
    };
    const move = planned(target, [{ uid: medusa.uid, memory: 2000 }]);
    expect(stepsOf(move).map(stepInWords)[1]).toBe('Grow hydra (30001) from 8,000 to 10,000 MB of memory. It reboots.');
    expect(rebootedBy(move).map(({ uid }) => uid)).toEqual([medusa.uid, hydra.uid]);
    const curl = curlOfQuotaMove({ apiUrl: 'https://x/api', username: 'kratos' }, move);
    expect(curl.indexOf('containers/30002')).toBeLessThan(curl.indexOf('containers/30001'));
    expect(curlOfGivingBack({ apiUrl: 'https://x/api', username: 'kratos' }, move.donors)).toContain('{"memory":4000}');
  });

  test('says what reboots', () => {
    expect(rebootsInWords([{ ...medusa, from: {}, to: {} }])).toBe('One container reboots: medusa (30002).');
    const both = [medusa, hydra].map((one) => ({ ...one, from: {}, to: {} }));
    expect(rebootsInWords(both)).toBe('2 containers reboot: medusa (30002) and hydra (30001).');
  });

  test('of a growth begins at what the form started from, not at what the container has by now', () => {
    const started = { memory: 8000, storage: 200_000 };
    const target = growthOf({ uid: hydra.uid, name: 'hydra' }, { memory: 10_000, storage: 200_000 }, started);
    expect(target).toMatchObject({ kind: 'grow', from: { memory: 8000 }, to: { memory: 10_000 } });
    const move = planned(target, [{ uid: medusa.uid, memory: 2000 }]);
    expect(objectionToMove(move, { containers: full, sources })).toBeUndefined();
    const resized = [{ ...hydra, memory: 7000 }, medusa];
    expect(objectionToMove(move, { containers: resized, sources })).toBe(
      'hydra (30001) was resized meanwhile: it has 7,000 MB of memory, not 8,000 MB of memory.',
    );
  });

  test('is refused in words', () => {
    expect(plan(lerna, [])).toMatchObject({ ok: false, resource: 'memory' });
    expect(plan(lerna, [{ uid: medusa.uid, memory: 1500 }])).toEqual({
      ok: false,
      resource: 'memory',
      message: 'Take at least 2,000 MB of memory: it is 500 MB short.',
    });
    expect(plan(lerna, [{ uid: medusa.uid, memory: 4000 }])).toEqual({
      ok: false,
      uid: medusa.uid,
      resource: 'memory',
      message: 'Take at most 3,999 MB of memory from medusa (30002): it must keep 1 MB.',
    });
    expect(plan(lerna, [{ uid: 1, memory: 2000 }])).toMatchObject({ ok: false, uid: 1 });
  });

  test('is not begun by a list that no longer allows it', () => {
    const move = planned(lerna, [{ uid: medusa.uid, memory: 2000 }]);
    expect(objectionToMove(move, { containers: full, sources })).toBeUndefined();
    expect(objectionToMove(move, { containers: [hydra], sources })).toContain('no longer on this server');
    const resized = { ...medusa, memory: 5000 };
    expect(objectionToMove(move, { containers: [hydra, resized], sources })).toContain('resized meanwhile');
    const late = container(30_003, 'late', 500, 1);
    expect(objectionToMove(move, { containers: [...full, late], sources })).toContain(
      '500 MB of memory would still be short',
    );
  });
});

describe('what the list shows of a move', () => {
  const move = planned(lerna, [{ uid: medusa.uid, memory: 2000 }]);
  const before = [hydra.uid, medusa.uid];
  const shrunk = { ...medusa, memory: 2000 };
  const owed = (...containers: Container[]) => owedBy(move, containers, before).map(({ uid }) => uid);

  test('a donor that is shrunk for nothing is owed', () => {
    expect(owed(hydra, shrunk)).toEqual([medusa.uid]);
    expect(owed(hydra, medusa)).toEqual([]);
    expect(owed(hydra, { ...medusa, memory: 3000 })).toEqual([]);
    expect(owed(hydra)).toEqual([]);
  });

  test('it is over once nobody waits for anything, by a list that no late write can change', () => {
    const kept = { move, beforeUids: before, startedAt: 1_000_000 };
    const over = (after: number, ...containers: Container[]) =>
      isOver(kept, { containers, readAt: kept.startedAt + after });
    expect(over(1, hydra, shrunk, container(30_005, 'lerna', 2000, 1000))).toBe(true);
    expect(over(59_000, hydra, medusa)).toBe(false);
    expect(over(61_000, hydra, medusa)).toBe(true);
    expect(over(61_000, hydra, { ...medusa, memory: 3000 })).toBe(true);
    expect(over(3_600_000, hydra, shrunk)).toBe(false);
  });

  test('a new container is told from one of before', () => {
    const lernaThere = container(30_005, 'lerna', 2000, 1000);
    expect(owed(hydra, shrunk, lernaThere)).toEqual([]);
    expect(stateOfMove(move, [hydra, shrunk, lernaThere], [...before, 30_005]).isReached).toBe(false);
  });
});

/** The containers as they are after a step, which an API would have taken. */
function after(containers: readonly Container[], step: { uid?: number; name: string; to: Sizes }): Container[] {
  if (step.uid === undefined)
    return [...containers, container(99_999, step.name, step.to.memory ?? 0, step.to.storage ?? 0)];
  return containers.map((one) => (one.uid === step.uid ? { ...one, ...step.to } : one));
}

const sums = (containers: readonly Container[]) =>
  RESOURCES.map((resource) => allocatedOn(containers, ADDRESS, resource));

/** A server, what is wanted there, and amounts that suffice: split over the donors from the first to the last. */
const situation = fc
  .record({
    sizes: fc.array(fc.record({ memory: fc.integer({ min: 1, max: 50 }), storage: fc.integer({ min: 1, max: 50 }) }), {
      minLength: 1,
      maxLength: 5,
    }),
    free: fc.record({ memory: fc.nat(20), storage: fc.nat(20) }),
    wanted: fc.record({ memory: fc.integer({ min: 1, max: 60 }), storage: fc.integer({ min: 1, max: 60 }) }),
    grows: fc.boolean(),
    more: fc.nat(3),
  })
  .map(({ sizes, free, wanted: asked, grows, more }) => {
    const containers = sizes.map(({ memory, storage }, index) => container(index + 1, `c${index}`, memory, storage));
    const total = (resource: Resource) => allocatedOn(containers, ADDRESS, resource) + free[resource];
    const totals = { memory: total('memory'), storage: total('storage') };
    const [first] = containers;
    const target: MoveTarget =
      grows && first
        ? {
            kind: 'grow',
            uid: first.uid,
            name: first.name,
            from: { memory: first.memory, storage: first.storage },
            to: asked,
          }
        : { kind: 'create', name: 'new', to: asked };
    const growing = target.kind === 'grow' ? target.uid : undefined;
    const shortage = shortageOf({ address: ADDRESS, containers, sources: declared(totals), wanted: asked, growing });
    const donors = donorsOn({ address: ADDRESS, containers, shortage, growing });
    const left = { memory: (shortage.memory?.least ?? 0) + more, storage: (shortage.storage?.least ?? 0) + more };
    const donations = donors.map(({ container: { uid }, gives }) => {
      const taken = { memory: Math.min(left.memory, gives.memory), storage: Math.min(left.storage, gives.storage) };
      left.memory -= taken.memory;
      left.storage -= taken.storage;
      return { uid, ...taken };
    });
    const result = planMove({ address: ADDRESS, donors, shortage, donations, target });
    return { containers, totals, shortage, donors, result };
  });

test('no step of a plan oversells, and from wherever it stops the way back restores everything', () => {
  fc.assert(
    fc.property(situation, fc.nat(6), ({ containers, totals, shortage, donors, result }, stopAfter) => {
      if (!result.ok) {
        expect(Object.keys(shortage).length === 0 || reachOf(donors, shortage) === 'none').toBe(true);
        return;
      }
      const { move } = result;
      const fits = (now: readonly Container[]) => {
        const [memory = 0, storage = 0] = sums(now);
        return memory <= totals.memory && storage <= totals.storage;
      };
      let now = containers;
      for (const step of stepsOf(move)) {
        now = after(now, step);
        expect(fits(now), stepInWords(step)).toBe(true);
      }
      for (const { uid } of move.donors) {
        const donor = now.find((one) => one.uid === uid);
        expect(Math.min(donor?.memory ?? 0, donor?.storage ?? 0)).toBeGreaterThanOrEqual(1);
      }
      let back = containers;
      const done = move.donors.slice(0, stopAfter);
      for (const donor of done) back = after(back, donor);
      for (const donor of done.map(undoOf)) {
        back = after(back, donor);
        expect(fits(back)).toBe(true);
      }
      expect(back).toEqual(containers);
    }),
  );
});

test('a server that is over its total is never more over after a step', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 11_999 }), fc.integer({ min: 1, max: 3000 }), (total, memory) => {
      const target: MoveTarget = { kind: 'create', name: 'new', to: { memory, storage: 1 } };
      const needed = 12_000 + memory - total;
      const fromMedusa = Math.min(needed, 3999);
      const donations = [
        { uid: medusa.uid, memory: fromMedusa },
        { uid: hydra.uid, memory: Math.min(needed - fromMedusa, 7999) },
      ];
      const result = plan(target, donations, full, declared({ memory: total, storage: 400_000 }));
      if (!result.ok) return;
      let [now, most]: [readonly Container[], number] = [full, 12_000];
      for (const step of stepsOf(result.move)) {
        now = after(now, step);
        const [sum = 0] = sums(now);
        expect(sum).toBeLessThanOrEqual(Math.max(total, most));
        most = sum;
      }
      expect(sums(now)[0]).toBeLessThanOrEqual(total);
    }),
  );
});
