import { type CapacitySources, gaugeInputsOf, gaugeOf, type Resource, roomLeft } from '../../rules/capacity.ts';
import { indexServer, matchesIndex, wordsOf } from '../../rules/filter.ts';
import { compareAddresses, type Server } from '../../rules/servers.ts';
import type { TableSort } from '../../ui/data-table.tsx';
import { sortRows } from '../shared/table-search.ts';

/** A server with where its totals come from. */
export interface ServerRow extends Server {
  sources: CapacitySources;
  /** Among all servers in the order of their addresses: those sort by their number, not by their text. */
  position: number;
  /** What the filter looks at. */
  index: string;
}

/** A row a server, in the order of their addresses. */
export function serverRowsOf(
  servers: readonly Server[],
  sourcesOf: (address: string) => CapacitySources,
): readonly ServerRow[] {
  return servers
    .toSorted((one, other) => compareAddresses(one.address, other.address))
    .map((server, position) => ({
      ...server,
      sources: sourcesOf(server.address),
      position,
      index: indexServer(server),
    }));
}

/** The numbers of port mappings by address, as far as they are known. */
export type MappingCounts = ReadonlyMap<string, { length: number }>;

/** The rows in the order of a column; what is not known stays last. */
export function sortedServerRows(rows: readonly ServerRow[], sort: TableSort, mappings: MappingCounts): ServerRow[] {
  return sortRows(rows, sort, {
    address: ({ position }) => position,
    containers: ({ containers }) => containers.length,
    memory: onceARow((row) => leftOf('memory', row)),
    storage: onceARow((row) => leftOf('storage', row)),
    mappings: ({ address }) => mappings.get(address)?.length,
  });
}

/** The rows that hold all words of the filter, in their order. */
export function filteredServerRows(rows: readonly ServerRow[], filter: string): readonly ServerRow[] {
  const words = wordsOf(filter);
  return words.length === 0 ? rows : rows.filter(({ index }) => matchesIndex(index, words));
}

/** Who looks for room sorts by what is left; nobody knows it where the total is unknown. */
function leftOf(resource: Resource, { address, containers, sources }: ServerRow): number | undefined {
  return roomLeft(gaugeOf(gaugeInputsOf({ resource, address, containers, sources })));
}

/** Sorting asks for a row's value again and again. */
function onceARow<Value>(read: (row: ServerRow) => Value): (row: ServerRow) => Value {
  const known = new Map<ServerRow, Value>();
  return (row) => {
    const value = known.has(row) ? (known.get(row) as Value) : read(row);
    known.set(row, value);
    return value;
  };
}
