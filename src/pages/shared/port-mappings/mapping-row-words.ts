import {
  type ContainerNames,
  describeHolder,
  describeMapping,
  type PortMapping,
  privateAddress,
} from '../../../rules/port-mappings.ts';
import { formatNumber } from '../../../rules/units.ts';
import { listInWords } from '../../../rules/words.ts';
import type { MappingRow } from './mapping-rows.ts';

/** The public ports that clash, each with its rows, in the order of the rows. */
export function clashGroupsOf(rows: readonly MappingRow[]): MappingRow[][] {
  const groups = new Map<string, MappingRow[]>();
  for (const row of rows) {
    if (!row.clash) continue;
    const name = describeMapping(row.wanted);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return [...groups.values()];
}

/** `tcp 9000 is taken by hydra (30001) and medusa (30002).` */
export function clashInWords(group: readonly MappingRow[], names: ContainerNames): string {
  const holders = group.map(({ wanted }) => describeHolder(wanted.container, names));
  return group[0] ? `${describeMapping(group[0].wanted)} is taken by ${listInWords(holders)}.` : '';
}

/** `5 mappings, 1 clash`, or `2 of 5 mappings, 1 clash` under a filter. */
export function summaryOf(rows: readonly MappingRow[], shown: number, clashes: number): string {
  const mappings = `${formatNumber(rows.length)} ${rows.length === 1 ? 'mapping' : 'mappings'}`;
  const count = shown === rows.length ? mappings : `${formatNumber(shown)} of ${mappings}`;
  if (clashes === 0) return count;
  return `${count}, ${formatNumber(clashes)} ${clashes === 1 ? 'clash' : 'clashes'}`;
}

/** So many mappings are named one by one. */
const MOST_NAMED = 3;

/** `tcp 9000 and udp 5353`, or `40 mappings`. */
export function namesOrCount(mappings: readonly PortMapping[]): string {
  if (mappings.length <= MOST_NAMED) return listInWords(mappings.map(describeMapping));
  return `${formatNumber(mappings.length)} mappings`;
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
