import type { NewPortMapping } from '../api/schemas.ts';

const PORTS = 65_536;

/** Equal for mappings on one public port with one protocol. A number, because a server can have 129,016 of them. */
export function publicKey({ proto, public_port }: Pick<NewPortMapping, 'proto' | 'public_port'>): number {
  return public_port * 2 + (proto === 'udp' ? 1 : 0);
}

/** Equal for mappings that lead to one port of one container with one protocol: the API keeps only one (api.md §4). */
export function privateKey({
  proto,
  container,
  private_port,
}: Pick<NewPortMapping, 'proto' | 'container' | 'private_port'>): number {
  return container * 2 * PORTS + private_port * 2 + (proto === 'udp' ? 1 : 0);
}

/** Rows by a key that mostly only one of them has, so that a list is made for the others alone. */
export class RowGroups<Row extends object> {
  private readonly firsts = new Map<number, Row>();
  private readonly groups = new Map<number, Row[]>();
  private readonly keyOf: (row: Row) => number;

  constructor(keyOf: (row: Row) => number, rows: readonly Row[] = []) {
    this.keyOf = keyOf;
    for (const row of rows) this.add(row);
  }

  add(row: Row): void {
    const key = this.keyOf(row);
    const first = this.firsts.get(key);
    const group = this.groups.get(key);
    if (group) group.push(row);
    else if (first) this.groups.set(key, [first, row]);
    else this.firsts.set(key, row);
  }

  get(key: number): readonly Row[] {
    const group = this.groups.get(key);
    if (group) return group;
    const first = this.firsts.get(key);
    return first ? [first] : [];
  }
}
