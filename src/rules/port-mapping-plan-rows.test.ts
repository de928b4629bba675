import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameMapping } from './port-mapping-edits.ts';
import { countKinds, planRowsOf } from './port-mapping-plan-rows.ts';
import { countWrites, planMappings } from './port-mapping-plans.ts';
import type { NewPortMapping, PortMapping } from './port-mappings.ts';

const HYDRA = 30_001;
const MEDUSA = 30_002;
const STRANGER = 40_000;
const OWN = [{ uid: HYDRA }, { uid: MEDUSA }];

function to(container: number, public_port: number, private_port = 8000): NewPortMapping {
  return { proto: 'tcp', public_port, container, private_port };
}
const stored = (rows: readonly NewPortMapping[]) =>
  rows.map((row, index): PortMapping => ({ ...row, id: index + 1, container_ip: '10.0.0.3' }));

test('a mapping that takes a public port over stands in one row with what it replaces', () => {
  const [held] = stored([to(HYDRA, 9000)]);
  const wanted = [to(MEDUSA, 9000)];
  const plan = planMappings({ current: held ? [held] : [], wanted, mode: 'exactly', containersOnServer: OWN });
  expect(planRowsOf(plan, wanted)).toMatchObject([{ kind: 'replace', mapping: wanted[0], replaces: [held] }]);
});

test('a mapping that moves to another public port stands in one row with where it was', () => {
  const current = stored([to(HYDRA, 9000)]);
  const wanted = [to(HYDRA, 9001)];
  const plan = planMappings({ current, wanted, mode: 'exactly', containersOnServer: OWN });
  expect(planRowsOf(plan, wanted)).toMatchObject([{ kind: 'replace', mapping: wanted[0], replaces: current }]);
});

test('two mappings that swap their ports are two pairs', () => {
  const current = stored([to(HYDRA, 9000), to(MEDUSA, 9001)]);
  const wanted = [to(HYDRA, 9001), to(MEDUSA, 9000)];
  const rows = planRowsOf(planMappings({ current, wanted, mode: 'exactly', containersOnServer: OWN }), wanted);
  expect(rows.map(({ kind, replaces }) => [kind, replaces.map(({ id }) => id)])).toEqual([
    ['replace', [2]],
    ['replace', [1]],
  ]);
});

test('conflicts come first and name who stands in the way, what nobody could create again stays', () => {
  const current = stored([to(STRANGER, 9000), to(STRANGER, 9005), to(HYDRA, 9002)]);
  const wanted = [to(HYDRA, 9002), to(HYDRA, 9002), to(MEDUSA, 9000), to(MEDUSA, 9003, 8003)];
  const rows = planRowsOf(planMappings({ current, wanted, mode: 'exactly', containersOnServer: OWN }), wanted);
  expect(rows.map(({ kind, mapping }) => `${kind} ${mapping.public_port}`)).toEqual([
    'conflict 9000',
    'add 9003',
    'kept 9000',
    'kept 9005',
    'unchanged 9002',
    'repeated 9002',
  ]);
  expect(rows[0]).toMatchObject({ holder: current[0], message: 'tcp 9000 is taken by container 40000.' });
});

const mappings = fc.array(
  fc.record({
    proto: fc.constantFrom('tcp' as const, 'udp' as const),
    public_port: fc.integer({ min: 9000, max: 9004 }),
    container: fc.constantFrom(HYDRA, MEDUSA, STRANGER),
    private_port: fc.integer({ min: 8000, max: 8003 }),
  }),
  { maxLength: 12 },
);

test('every wanted mapping and every deletion of a plan has exactly one place among its rows', () => {
  fc.assert(
    fc.property(mappings, mappings, fc.constantFrom('only-add' as const, 'exactly' as const), (table, wanted, mode) => {
      const current = stored(table);
      const plan = planMappings({ current, wanted, mode, containersOnServer: OWN });
      const rows = planRowsOf(plan, wanted);
      const counts = countKinds(rows);
      const ofWanted = rows.filter(({ kind }) => kind !== 'delete' && kind !== 'kept');
      expect(ofWanted).toHaveLength(wanted.length);
      expect(wanted.every((one) => ofWanted.some(({ mapping }) => isSameMapping(mapping, one)))).toBe(true);
      const { add, remove } = countWrites(plan.steps);
      expect((counts.get('add') ?? 0) + (counts.get('replace') ?? 0)).toBe(add);
      const replaced = rows.flatMap(({ replaces }) => replaces);
      expect(replaced.length + (counts.get('delete') ?? 0)).toBe(remove);
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    }),
  );
});
