import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PortMapping, Protocol } from '../api/schemas.ts';
import { createShownMappings, matchingMappings, placedMappings } from './all-port-mappings.ts';
import { atOnce } from './in-steps.ts';
import type { MappingFacts } from './mapping-filter.ts';
import { orderedMappings, type PlacedOrder } from './placed-mapping-order.ts';
import { labelKey } from './port-mapping-labels.ts';

const row = (id: number, proto: Protocol, port: number, uid = 30_001, to = 8000): PortMapping => ({
  id,
  proto,
  public_port: port,
  container: uid,
  container_ip: `10.0.0.${uid - 29_998}`,
  private_port: to,
});

const tables = new Map([
  ['1.2.3.4', [row(1, 'tcp', 9000), row(2, 'udp', 5353, 30_001, 5353), row(3, 'tcp', 19_000, 30_002)]],
  ['5.6.7.8', [row(1, 'udp', 9000, 30_003), row(2, 'tcp', 9005, 99)]],
]);
const facts: MappingFacts = {
  names: new Map([
    [30_001, 'hydra'],
    [30_002, 'medusa'],
    [30_003, 'Città tcp'],
  ]),
  servers: new Map([
    ['1.2.3.4', 'node0900'],
    ['5.6.7.8', undefined],
  ]),
  labels: new Map([['1.2.3.4', new Map([[labelKey(row(2, 'udp', 5353)), { label: 'Name server', note: 'Anycast' }]])]]),
};
const all = atOnce(placedMappings(tables));
const sortedMappings = (rows: typeof all, order: PlacedOrder, by: MappingFacts) =>
  atOnce(orderedMappings(rows, order, by));
const found = (filter: string) =>
  atOnce(matchingMappings(all, filter, facts)).map(({ address, mapping: { proto, public_port } }) =>
    [proto, public_port, address].join(' '),
  );

const TCP_9000 = 'tcp 9000 1.2.3.4';
const UDP_9000 = 'udp 9000 5.6.7.8';
const UDP_5353 = 'udp 5353 1.2.3.4';
const TCP_19000 = 'tcp 19000 1.2.3.4';
const TCP_9005 = 'tcp 9005 5.6.7.8';

describe('a filter over all servers', () => {
  test.each([
    ['', [UDP_5353, TCP_9000, UDP_9000, TCP_9005, TCP_19000]],
    ['9000', [TCP_9000, UDP_9000]],
    ['tcp 9000', [TCP_9000]],
    ['tcp città', [UDP_9000]],
    ['9000/udp', [UDP_9000]],
    ['udp/5353', [UDP_5353]],
    ['who holds port 9000?', [TCP_9000, UDP_9000]],
    ['9000-9010', [TCP_9000, UDP_9000, TCP_9005]],
    ['900', [UDP_5353, TCP_9000, UDP_9000, TCP_9005, TCP_19000]],
    ['53', [UDP_5353]],
    ['hydra', [UDP_5353, TCP_9000]],
    ['where does hydra listen?', [UDP_5353, TCP_9000]],
    ['30001', [UDP_5353, TCP_9000]],
    ['99', []],
    ['citta', [UDP_9000]],
    ['1.2.3.4', [UDP_5353, TCP_9000, TCP_19000]],
    ['node0900 tcp', [TCP_9000, TCP_19000]],
    [':5353', [UDP_5353]],
    ['10.0.0.4', [TCP_19000]],
    ['name server', [UDP_5353]],
    ['anycast', [UDP_5353]],
    ['nothing', []],
  ])('%j', (filter, rows) => {
    expect(found(filter)).toEqual(rows);
  });
});

describe('the order of all mappings', () => {
  const ports = (column: string, direction: 'ascending' | 'descending' = 'ascending') =>
    sortedMappings(all, { column, direction }, facts).map(({ mapping }) => mapping.public_port);

  test.each([
    ['public-port', [5353, 9000, 9000, 9005, 19_000]],
    ['protocol', [9000, 9005, 19_000, 5353, 9000]],
    ['server', [5353, 9000, 19_000, 9000, 9005]],
    ['container', [9005, 9000, 5353, 9000, 19_000]],
    ['label', [5353, 9000, 9000, 9005, 19_000]],
    ['private-address', [5353, 9000, 19_000, 9000, 9005]],
    ['toString', [5353, 9000, 9000, 9005, 19_000]],
  ])('by %s', (column, expected) => {
    expect(ports(column)).toEqual(expected);
  });

  test('descending, what has no label stays last', () => {
    expect(ports('public-port', 'descending')).toEqual([19_000, 9005, 9000, 9000, 5353]);
    expect(ports('label', 'descending')[0]).toBe(5353);
  });

  test('every order has every row once, whatever the API sends as a port', () => {
    const anyRow = fc.record({
      id: fc.integer(),
      proto: fc.constantFrom<Protocol>('tcp', 'udp'),
      public_port: fc.oneof(fc.integer({ min: -5, max: 70_000 }), fc.integer()),
      container: fc.nat(5),
      container_ip: fc.constantFrom('10.0.0.3', '10.0.0.20', 'x', ''),
      private_port: fc.oneof(fc.integer({ min: -5, max: 70_000 }), fc.integer()),
    });
    const column = fc.constantFrom('public-port', 'protocol', 'server', 'container', 'private-address', 'label');
    const direction = fc.constantFrom('ascending' as const, 'descending' as const);
    fc.assert(
      fc.property(fc.array(anyRow), fc.array(anyRow), column, direction, (one, other, by, way) => {
        const rows = atOnce(
          placedMappings(
            new Map([
              ['1.2.3.4', one],
              ['5.6.7.8', other],
            ]),
          ),
        );
        const ordered = sortedMappings(rows, { column: by, direction: way }, facts);
        expect(ordered).toHaveLength(one.length + other.length);
        expect(new Set(ordered)).toEqual(new Set(rows));
        expect(ordered.includes(undefined as never)).toBe(false);
      }),
    );
  });
});

test('a further letter filters what is sorted already, and the keys of rows are theirs alone', () => {
  const show = createShownMappings();
  const order: PlacedOrder = { column: 'server', direction: 'descending' };
  const first = atOnce(show({ tables, filter: '', order, facts }));
  expect(first.count).toBe(5);
  expect(new Set(first.rows.map(({ key }) => key)).size).toBe(5);
  expect(atOnce(show({ tables, filter: '', order, facts })).rows).toBe(first.rows);
  const second = atOnce(show({ tables, filter: 'hydra', order, facts }));
  expect(second.rows).toEqual(first.rows.filter(({ mapping }) => mapping.container === 30_001));
});
