/** Puts the mappings of all servers in order by counting: linear, and in steps. */
import { eachInSteps, type InSteps } from './in-steps.ts';
import type { MappingFacts } from './mapping-filter.ts';
import { labelKey } from './port-mapping-labels.ts';
import type { PortMapping } from './port-mappings.ts';
import { compareAddresses } from './servers.ts';

/** A mapping and the server that it is on. `key` tells it from all others, and stays over a refresh. */
export interface PlacedMapping {
  key: number;
  address: string;
  mapping: PortMapping;
}

/** A column to sort by, and in which direction. */
export interface PlacedOrder {
  column: string;
  direction: 'ascending' | 'descending';
}

type Rows = readonly PlacedMapping[];

/** Orders by whole numbers from 0 to below `ranks`, keeping the order of equals. */
function* byRank(rows: Rows, ranks: number, rankOf: (row: PlacedMapping) => number): InSteps<Rows> {
  const places = new Uint32Array(ranks + 1);
  const rankOfRow = new Uint32Array(rows.length);
  yield* eachInSteps(rows, (row, index) => {
    const rank = rankOf(row);
    rankOfRow[index] = rank;
    places[rank + 1] = (places[rank + 1] ?? 0) + 1;
  });
  for (let rank = 1; rank <= ranks; rank += 1) places[rank] = (places[rank] ?? 0) + (places[rank - 1] ?? 0);
  const ordered = new Array<PlacedMapping>(rows.length);
  yield* eachInSteps(rows, (row, index) => {
    const rank = rankOfRow[index] ?? 0;
    const place = places[rank] ?? 0;
    ordered[place] = row;
    places[rank] = place + 1;
  });
  return ordered;
}

const PORTS = 65_536;
const isPort = (port: number) => Number.isInteger(port) && port >= 0 && port < PORTS;
// What no port can be stands last rather than nowhere.
const portRank = (port: number) => (isPort(port) ? port : PORTS);

/** By public port, then protocol. */
export function withPorts(rows: Rows): InSteps<Rows> {
  return byRank(
    rows,
    2 * (PORTS + 1),
    ({ mapping }) => portRank(mapping.public_port) * 2 + Number(mapping.proto === 'udp'),
  );
}

/** By the order of a value; what has none stays last in either direction. */
function* byValue<Value>(
  rows: Rows,
  direction: PlacedOrder['direction'],
  pick: (row: PlacedMapping) => Value | undefined,
  compare: (one: Value, other: Value) => number,
): InSteps<Rows> {
  const values = new Set<Value>();
  yield* eachInSteps(rows, (row) => {
    const value = pick(row);
    if (value !== undefined) values.add(value);
  });
  const ranks = new Map([...values].sort(compare).map((value, rank) => [value, rank]));
  const last = ranks.size;
  return yield* byRank(rows, last + 1, (row) => {
    const value = pick(row);
    const rank = value === undefined ? undefined : ranks.get(value);
    if (rank === undefined) return last;
    return direction === 'ascending' ? rank : last - 1 - rank;
  });
}

const compareTexts = (one: string, other: string) => (one < other ? -1 : Number(one !== other));

type Facts = Pick<MappingFacts, 'names' | 'labels'>;

function byContainer(rows: Rows, direction: PlacedOrder['direction'], { names }: Facts): InSteps<Rows> {
  const folded = new Map([...names].map(([uid, name]) => [uid, name.toLowerCase()]));
  const nameOf = (uid: number) => folded.get(uid) ?? String(uid);
  return byValue(
    rows,
    direction,
    ({ mapping }) => mapping.container,
    (one, other) => compareTexts(nameOf(one), nameOf(other)) || one - other,
  );
}

function* byPrivateAddress(rows: Rows, direction: PlacedOrder['direction']): InSteps<Rows> {
  const rankOf = (port: number) => (direction === 'ascending' ? portRank(port) : PORTS - portRank(port));
  const byPort = yield* byRank(rows, PORTS + 1, ({ mapping }) => rankOf(mapping.private_port));
  return yield* byValue(byPort, direction, ({ mapping }) => mapping.container_ip, compareAddresses);
}

function byLabel(rows: Rows, direction: PlacedOrder['direction'], { labels }: Facts): InSteps<Rows> {
  const labelOf = ({ address, mapping }: PlacedMapping) => {
    const ofServer = labels.get(address);
    // No text is made for each row of a server on which nothing is labelled.
    return ofServer && ofServer.size > 0
      ? ofServer.get(labelKey(mapping))?.label.toLowerCase() || undefined
      : undefined;
  };
  return byValue(rows, direction, labelOf, compareTexts);
}

/** Rows that stand by public port, in the order of a column; any other column leaves them. */
export function* orderedMappings(rows: Rows, { column, direction }: PlacedOrder, facts: Facts): InSteps<Rows> {
  switch (column) {
    case 'public-port':
      return direction === 'ascending' ? rows : rows.toReversed();
    case 'protocol':
      return yield* byValue(rows, direction, ({ mapping }) => mapping.proto, compareTexts);
    case 'server':
      return yield* byValue(rows, direction, ({ address }) => address, compareAddresses);
    case 'container':
      return yield* byContainer(rows, direction, facts);
    case 'private-address':
      return yield* byPrivateAddress(rows, direction);
    case 'label':
      return yield* byLabel(rows, direction, facts);
    default:
      return rows;
  }
}
