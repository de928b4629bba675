import { indexMapping, indexText, matchesIndex, wordsOf } from '../../../rules/filter.ts';
import {
  type Clash,
  type ContainerNames,
  clashesOf,
  describeHolder,
  describeMapping,
  type NewPortMapping,
  type PortMapping,
  privateAddress,
} from '../../../rules/port-mappings.ts';
import { formatNumber } from '../../../rules/units.ts';
import { listInWords } from '../../../rules/words.ts';
import type { TableSort } from '../../../ui/data-table.tsx';
import { sortRows } from '../table-search.ts';

/** A row of the table "Port mappings". Without `stored` it is being added and has no id yet. */
export interface MappingRow {
  key: string;
  wanted: NewPortMapping;
  stored?: PortMapping;
  containerName: string | undefined;
  clash?: Clash | undefined;
  index: string;
}

/** Equal for mappings that differ at most in their id: looked up once a row of a table that may hold the whole port space. */
const valuesKey = ({ proto, public_port, container, private_port }: NewPortMapping) =>
  `${proto}:${public_port}:${container}:${private_port}`;

/** The rows of a table of the API, without those being deleted, with those being added; in the order of public ports. */
export function rowsOf(facts: {
  mappings: readonly PortMapping[];
  pending: readonly NewPortMapping[];
  deletingIds: readonly number[];
  names: ContainerNames;
}): MappingRow[] {
  const { mappings, pending, names } = facts;
  const deleting = new Set(facts.deletingIds);
  const standing = mappings.filter(({ id }) => !deleting.has(id));
  const clashes = clashesOf(standing, names);
  const stored = standing.map((mapping): MappingRow => {
    const containerName = names.get(mapping.container);
    const clash = clashes.get(mapping.id);
    const index = indexMapping(mapping, containerName);
    return {
      key: String(mapping.id),
      wanted: mapping,
      stored: mapping,
      containerName,
      clash,
      index: clash ? `${index}\nclash` : index,
    };
  });
  // Once the read shows it, the API's row takes its place.
  const shown = new Set(pending.length > 0 ? standing.map(valuesKey) : []);
  const awaited = pending.filter((wanted) => !shown.has(valuesKey(wanted)));
  const added = awaited.map((wanted): MappingRow => {
    const containerName = names.get(wanted.container);
    return {
      key: `pending ${describeMapping(wanted)} ${wanted.container}`,
      wanted,
      containerName,
      index: indexText([describeMapping(wanted), containerName ?? '', String(wanted.container)]),
    };
  });
  return sortRows([...stored, ...added], { column: 'public-port', direction: 'ascending' }, sortValues);
}

const protocolOf = ({ wanted }: MappingRow) => (wanted.proto === 'udp' ? 1 : 0);

const sortValues = {
  'public-port': (row: MappingRow) => row.wanted.public_port * 2 + protocolOf(row),
  protocol: protocolOf,
  container: ({ containerName, wanted }: MappingRow) => (containerName ?? String(wanted.container)).toLowerCase(),
  'private-address': ({ stored }: MappingRow) => stored && addressKey(stored),
};

/** Parts of equal length, so that 10.0.0.9 comes before 10.0.0.10. */
function addressKey({ container_ip, private_port }: PortMapping): string {
  return [...container_ip.split('.'), String(private_port)].map((part) => part.padStart(5, '0')).join('.');
}

/** The rows that match all words of the filter, in the order of the sorted column. */
export function shownRows(rows: readonly MappingRow[], filter: string, sort: TableSort): MappingRow[] {
  const words = wordsOf(filter);
  return sortRows(
    rows.filter(({ index }) => matchesIndex(index, words)),
    sort,
    sortValues,
  );
}

/** One public port with several mappings, as a sentence. */
export interface ClashGroup {
  name: string;
  sentence: string;
}

/** The public ports that clash, in the order of the rows. */
export function clashGroupsOf(rows: readonly MappingRow[], names: ContainerNames): ClashGroup[] {
  const holders = new Map<string, string[]>();
  for (const { clash, wanted } of rows) {
    if (!clash) continue;
    const name = describeMapping(wanted);
    const known = holders.get(name);
    const holder = describeHolder(wanted.container, names);
    if (known) known.push(holder);
    else holders.set(name, [holder]);
  }
  return [...holders].map(([name, list]) => ({
    name,
    sentence: `${name} is taken by ${listInWords(list)}.`,
  }));
}

/** `5 mappings, 1 clash`, or `2 of 5 mappings, 1 clash` under a filter. */
export function summaryOf(rows: readonly MappingRow[], shown: number, clashes: number): string {
  const mappings = `${formatNumber(rows.length)} ${rows.length === 1 ? 'mapping' : 'mappings'}`;
  const count = shown === rows.length ? mappings : `${formatNumber(shown)} of ${mappings}`;
  if (clashes === 0) return count;
  return `${count}, ${formatNumber(clashes)} ${clashes === 1 ? 'clash' : 'clashes'}`;
}

/** Where the private end of a row is; a row being added does not know its address yet. */
export function privateEndOf({ stored, wanted }: MappingRow): string {
  return stored ? privateAddress(stored) : `:${wanted.private_port}`;
}

/** How the table marks a row. */
export function rowStateOf({ stored, clash }: MappingRow): 'pending' | 'clash' | undefined {
  if (!stored) return 'pending';
  return clash ? 'clash' : undefined;
}
