import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atOnce } from '../../../rules/in-steps.ts';
import { labelKey, type MappingLabel } from '../../../rules/port-mapping-labels.ts';
import type { NewPortMapping, PortMapping } from '../../../rules/port-mappings.ts';
import { sortRows } from '../table-search.ts';
import { sortMappings } from './mapping-order.ts';
import { createMappingRows, type MappingFacts, type MappingRow } from './mapping-rows.ts';

const mappings: PortMapping[] = [1, 2, 3].map((id) => ({
  id,
  proto: 'tcp',
  public_port: 9000 + id,
  container: 30_001,
  container_ip: '10.0.0.3',
  private_port: 8000 + id,
}));
const wanted = { proto: 'tcp', public_port: 9009, container: 30_001, private_port: 8009 } as const;
const nothing: MappingFacts = { mappings: [], pending: [], deletingIds: [], names: new Map(), labels: new Map() };

const rowsOf = (facts: MappingFacts) => atOnce(createMappingRows().rowsOf(facts));
const ports = (rows: readonly MappingRow[]) => rows.map((row) => row.wanted.public_port);

test('what is being deleted has no row, and what is being added has one until the table shows it', () => {
  const facts = { ...nothing, mappings, deletingIds: [2], pending: [wanted] };
  expect(ports(rowsOf(facts))).toEqual([9001, 9003, 9009]);
  const shown = [...mappings, { id: 4, container_ip: '10.0.0.3', ...wanted }];
  const rows = rowsOf({ ...facts, mappings: shown });
  expect(ports(rows)).toEqual([9001, 9003, 9009]);
  expect(rows.every(({ stored }) => stored)).toBe(true);
});

test('every row of a large table may be under way at once', () => {
  const many = Array.from(
    { length: 20_000 },
    (_, id): PortMapping => ({
      id,
      proto: 'tcp',
      public_port: 1025 + id,
      container: 30_001,
      container_ip: '10.0.0.3',
      private_port: 1025 + id,
    }),
  );
  const rows = rowsOf({ ...nothing, mappings: many, pending: many, deletingIds: many.map(({ id }) => id) });
  expect(rows.every(({ stored }) => !stored)).toBe(true);
  expect(rows).toHaveLength(20_000);
});

test('labels and notes are on their row and are searched; a clash is on both rows of a port', () => {
  const second = { ...mappings[0], id: 4, container: 30_002, container_ip: '10.0.0.4' } as PortMapping;
  const labels = new Map([[labelKey(second), { label: 'Grafana', note: 'ask Ann' }]]);
  const [one, other, ...rest] = rowsOf({ ...nothing, mappings: [...mappings, second], labels });
  expect(one?.clash?.sentence).toBe('tcp 9001 is also taken by container 30002. Only one of them gets the traffic.');
  expect(other?.index).toBe('tcp 9001\n\n30002\n10.0.0.4:8001\ngrafana\nask ann\nclash');
  expect(other?.label?.label).toBe('Grafana');
  expect(rest.some(({ clash }) => clash)).toBe(false);
});

// Few values, so that rows clash and are equal in the sorted column.
const port = fc.constantFrom(1025, 1026, 9000, 9001, 65_535, 70_000);
const anyTable = fc
  .array(
    fc.record({
      proto: fc.constantFrom('tcp' as const, 'udp' as const),
      public_port: port,
      container: fc.constantFrom(30_001, 30_002, 30_003, 30_010),
      private_port: port,
    }),
    { maxLength: 30 },
  )
  .map((rows) =>
    rows.map(
      (row, index): PortMapping => ({ ...row, id: index + 1, container_ip: `10.0.0.${row.container - 29_998}` }),
    ),
  );
const anyNames = fc.constantFrom(
  new Map<number, string>(),
  new Map([
    [30_001, 'hydra'],
    [30_002, 'Ajax'],
    [30_003, 'hydra'],
  ]),
);
const label: MappingLabel = { label: 'web', note: '' };
const anyLabels = fc
  .uniqueArray(fc.constantFrom('tcp 9000 30001', 'udp 1025 30002'))
  .map((keys) => new Map(keys.map((key) => [key, label])));
const anyFacts: fc.Arbitrary<MappingFacts> = fc.record({
  mappings: anyTable,
  pending: fc.array(fc.constantFrom<NewPortMapping>(wanted, { ...wanted, public_port: 1025 }), { maxLength: 2 }),
  deletingIds: fc.uniqueArray(fc.nat(30), { maxLength: 3 }),
  names: anyNames,
  labels: anyLabels,
  only: fc.constantFrom(undefined, 30_001),
});
const plain = (rows: readonly MappingRow[]) =>
  rows.map(({ clash, ...row }) => ({ ...row, clash: clash && { withIds: clash.withIds, sentence: clash.sentence } }));

test('what is made from what is known already, some of it left half way, is what is made from nothing', () => {
  fc.assert(
    fc.property(fc.array(anyFacts, { minLength: 1, maxLength: 5 }), fc.nat(4), (tables, steps) => {
      const maker = createMappingRows();
      for (const facts of tables) {
        const leftHalfWay = maker.rowsOf(facts);
        for (let step = 0; step < steps; step += 1) leftHalfWay.next();
        const rows = atOnce(maker.rowsOf(facts));
        expect(plain(rows)).toEqual(plain(rowsOf(facts)));
        expect(maker.last()).toBe(rows);
      }
    }),
  );
});

test('a row that is as it was is the same object', () => {
  const { rowsOf: again } = createMappingRows();
  const facts = { ...nothing, mappings };
  const [first, second] = atOnce(again(facts));
  const [firstAgain, secondAgain] = atOnce(
    again({ ...facts, labels: new Map([[labelKey({ ...wanted, public_port: 9002 }), label]]) }),
  );
  expect(firstAgain).toBe(first);
  expect(secondAgain).not.toBe(second);
});

const numberOf = (container: number) => String(container).padStart(6, '0');
const COMPARED: Record<string, (row: MappingRow) => string | number | undefined> = {
  'public-port': ({ wanted }) => wanted.public_port * 2 + (wanted.proto === 'udp' ? 1 : 0),
  protocol: ({ wanted }) => wanted.proto,
  container: ({ wanted, containerName }) =>
    `${(containerName || String(wanted.container)).toLowerCase()} ${numberOf(wanted.container)}`,
  'private-address': ({ stored }) => stored && stored.container * 100_000 + stored.private_port,
  nothing: () => 0,
};

test('the order is that of a stable sort by the column, in either direction', () => {
  fc.assert(
    fc.property(
      anyFacts,
      fc.constantFrom(...Object.keys(COMPARED)),
      fc.constantFrom('ascending' as const, 'descending' as const),
      (facts, column, direction) => {
        const rows = rowsOf(facts);
        const sorted = sortMappings(rows, { column, direction });
        const expected = sortRows(rows, { column, direction }, COMPARED);
        // Rows without an address are equal in it, and are ordered by their port all the same.
        const known = ({ stored }: MappingRow) => column !== 'private-address' || stored;
        expect(sorted.filter(known)).toEqual(expected.filter(known));
        expect(new Set(sorted.slice(expected.filter(known).length))).toEqual(
          new Set(expected.slice(expected.filter(known).length)),
        );
      },
    ),
  );
});
