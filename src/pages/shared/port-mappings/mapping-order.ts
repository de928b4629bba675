import type { InSteps } from '../../../rules/in-steps.ts';
import { asKey, orderedBy, placesOf } from '../../../rules/integer-order.ts';
import type { NewPortMapping } from '../../../rules/port-mappings.ts';
import type { TableSort } from '../../../ui/data-table.tsx';
import type { MappingRow } from './mapping-rows.ts';

const protocolOf = ({ proto }: NewPortMapping) => (proto === 'udp' ? 1 : 0);
const publicKeyOf = (mapping: NewPortMapping) => asKey(mapping.public_port) * 2 + protocolOf(mapping);

function keysOf<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Uint32Array {
  const keys = new Uint32Array(rows.length);
  let place = 0;
  for (const row of rows) {
    keys[place] = keyOf(row);
    place += 1;
  }
  return keys;
}

/** Keys by something that many rows share, so that it is compared once for all of them. */
function keysByRank<Shared>(
  rows: readonly MappingRow[],
  sharedOf: (row: MappingRow) => Shared,
  compare: (one: MappingRow, other: MappingRow) => number,
): Uint32Array {
  const places = new Map<Shared, number>();
  const examples: { row: MappingRow; place: number }[] = [];
  const keys = keysOf(rows, (row) => {
    const shared = sharedOf(row);
    const known = places.get(shared);
    if (known !== undefined) return known;
    const place = examples.length;
    places.set(shared, place);
    examples.push({ row, place });
    return place;
  });
  const ranks = new Uint32Array(examples.length);
  for (const [rank, { place }] of examples.sort((one, other) => compare(one.row, other.row)).entries()) {
    ranks[place] = rank;
  }
  return keys.map((place) => ranks[place] as number);
}

/** By name; two may have the same one, and their rows are not mixed. */
function compareContainers({ containerName, wanted }: MappingRow, other: MappingRow): number {
  const nameOf = (name: string | undefined, uid: number) => (name || String(uid)).toLowerCase();
  const [first, second] = [
    nameOf(containerName, wanted.container),
    nameOf(other.containerName, other.wanted.container),
  ];
  if (first === second) return wanted.container - other.wanted.container;
  return first < second ? -1 : 1;
}

/** Parts of equal length, so that 10.0.0.9 comes before 10.0.0.10. */
function addressKey({ stored }: MappingRow): string {
  const parts = stored?.container_ip.split('.') ?? [];
  return parts.map((part) => part.padStart(3, '0')).join('.');
}

const compareAddresses = (one: MappingRow, other: MappingRow) => (addressKey(one) < addressKey(other) ? -1 : 1);

/** The keys of each column by which rows are sorted one after the other, the last one first. */
const KEYS = new Map<string, (rows: readonly MappingRow[]) => Uint32Array[]>([
  ['public-port', (rows) => [keysOf(rows, ({ wanted }) => publicKeyOf(wanted))]],
  ['protocol', (rows) => [keysOf(rows, ({ wanted }) => protocolOf(wanted))]],
  ['container', (rows) => [keysByRank(rows, ({ wanted }) => wanted.container, compareContainers)]],
  [
    'private-address',
    (rows) => [
      keysOf(rows, ({ wanted }) => asKey(wanted.private_port)),
      // The address is the container's.
      keysByRank(rows, ({ stored, wanted }) => (stored ? wanted.container : undefined), compareAddresses),
    ],
  ],
]);

function reversed(keys: Uint32Array): Uint32Array {
  let greatest = 0;
  for (const key of keys) greatest = Math.max(greatest, key);
  return keys.map((key) => greatest - key);
}

function inOrder<Row>(rows: readonly Row[], order: Uint32Array): Row[] {
  const sorted: Row[] = [];
  for (let at = 0; at < order.length; at += 1) sorted.push(rows[order[at] as number] as Row);
  return sorted;
}

/** Mappings in the order of their public ports, tcp before udp; those on one public port in the order given. */
export function* byPublicPort(mappings: readonly NewPortMapping[]): InSteps<NewPortMapping[]> {
  const keys = keysOf(mappings, publicKeyOf);
  yield;
  const order = orderedBy(placesOf(mappings.length), keys);
  yield;
  return inOrder(mappings, order);
}

/**
 * Rows, which stand in the order of {@link byPublicPort}, in that of a column; rows that are equal in it keep theirs, and
 * what has no address yet stays last in either direction. A column that the table has not leaves them as they are: its name
 * comes from the URL.
 */
export function sortMappings(rows: readonly MappingRow[], { column, direction }: TableSort): readonly MappingRow[] {
  const isDescending = direction === 'descending';
  const columnKeys = KEYS.get(column);
  if (!columnKeys || (column === 'public-port' && !isDescending)) return rows;
  let order = placesOf(rows.length);
  for (const keys of columnKeys(rows)) order = orderedBy(order, isDescending ? reversed(keys) : keys);
  const sorted = inOrder(rows, order);
  if (column !== 'private-address') return sorted;
  const isAdded = ({ stored }: MappingRow) => stored === undefined;
  // Asked in the order of memory.
  return rows.some(isAdded) ? [...sorted.filter(({ stored }) => stored), ...sorted.filter(isAdded)] : sorted;
}
