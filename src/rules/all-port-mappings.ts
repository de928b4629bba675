/** The mappings of all servers as rows of one table: there may be 129,016 of one server, so all of it goes in steps. */
import { eachInSteps, type InSteps } from './in-steps.ts';
import { type MappingFacts, mappingTestOf } from './mapping-filter.ts';
import { orderedMappings, type PlacedMapping, type PlacedOrder, withPorts } from './placed-mapping-order.ts';
import type { PortMapping } from './port-mappings.ts';
import { compareAddresses } from './servers.ts';

type Rows = readonly PlacedMapping[];

/** What the table shall show. */
export interface WantedMappings {
  /** The tables that were read, by server address. The same object while nothing has arrived. */
  tables: ReadonlyMap<string, readonly PortMapping[]>;
  filter: string;
  order: PlacedOrder;
  facts: MappingFacts;
}

/** What it shows: `count` is that of all rows. */
export interface ShownMappings {
  count: number;
  rows: Rows;
  filter: string;
}

const placed = new WeakMap<readonly PortMapping[], Rows>();
const numbers = new Map<string, number>();

/** Ids are those of one server, and below this. */
const IDS = 2 ** 32;

/** Tells servers apart in keys that are numbers: texts for 129,016 rows would cost more than all the rest. */
function numberOf(address: string): number {
  const number = numbers.get(address) ?? numbers.size;
  numbers.set(address, number);
  return number;
}

function* rowsOfTable(address: string, table: readonly PortMapping[]): InSteps<Rows> {
  const known = placed.get(table);
  if (known && (known.length === 0 || known[0]?.address === address)) return known;
  const first = numberOf(address) * IDS;
  const rows: PlacedMapping[] = [];
  yield* eachInSteps(table, (mapping) => {
    rows.push({ key: first + mapping.id, address, mapping });
  });
  placed.set(table, rows);
  return rows;
}

/** All rows, by public port, then protocol, then server. A table that was placed before costs little. */
export function* placedMappings(tables: WantedMappings['tables']): InSteps<Rows> {
  const rows: PlacedMapping[] = [];
  for (const address of [...tables.keys()].sort(compareAddresses)) {
    const ofServer = yield* rowsOfTable(address, tables.get(address) ?? []);
    yield* eachInSteps(ofServer, (row) => {
      rows.push(row);
    });
    yield;
  }
  return yield* withPorts(rows);
}

/** The rows that a filter means, in their order; all without one. */
export function* matchingMappings(rows: Rows, filter: string, facts: MappingFacts): InSteps<Rows> {
  const test = mappingTestOf(filter, facts);
  if (!test) return rows;
  const found: PlacedMapping[] = [];
  yield* eachInSteps(rows, (row) => {
    if (test(row.mapping, row.address)) found.push(row);
  });
  return found;
}

/** Calculates again only what has other reasons than the last time. */
function createStage<Reasons extends readonly unknown[]>(calculate: (...reasons: Reasons) => InSteps<Rows>) {
  let last: { reasons: Reasons; rows: Rows } | undefined;
  return function* stage(...reasons: Reasons): InSteps<Rows> {
    if (last && reasons.every((reason, index) => reason === last?.reasons[index])) return last.rows;
    const rows = yield* calculate(...reasons);
    last = { reasons, rows };
    return rows;
  };
}

/** The rows of one table of all mappings: a further letter in its filter filters, and nothing else. */
export function createShownMappings(): (wanted: WantedMappings) => InSteps<ShownMappings> {
  const place = createStage(placedMappings);
  const sort = createStage((rows: Rows, column: string, direction: PlacedOrder['direction'], facts: MappingFacts) =>
    orderedMappings(rows, { column, direction }, facts),
  );
  const match = createStage(matchingMappings);
  return function* show({ tables, filter, order, facts }) {
    const all = yield* place(tables);
    const sorted = yield* sort(all, order.column, order.direction, facts);
    return { count: all.length, rows: yield* match(sorted, filter, facts), filter };
  };
}
