/** Mappings of one server or container as wanted ones of another. */
import type { Container } from '../api/schemas.ts';
import { labelKey, type MappingLabel } from './port-mapping-labels.ts';
import type { NewPortMapping, PortMapping } from './port-mappings.ts';

/** A container whose mappings are copied, and how many they are. */
export interface CopySource {
  uid: number;
  count: number;
}

/** The containers that mappings lead to, in the order in which they are met. */
export function copySourcesOf(table: readonly PortMapping[]): CopySource[] {
  const counts = new Map<number, number>();
  for (const { container } of table) counts.set(container, (counts.get(container) ?? 0) + 1);
  return [...counts].map(([uid, count]) => ({ uid, count }));
}

/** Where the mappings of a container go: a uid here, or nowhere. */
export type CopyTarget = number | 'nowhere';

/** The containers here of the same name, where there is exactly one; the others must be chosen. */
export function targetsByName(
  sources: readonly CopySource[],
  names: ReadonlyMap<number, string>,
  here: readonly Pick<Container, 'uid' | 'name'>[],
): Map<number, CopyTarget> {
  const targets = new Map<number, CopyTarget>();
  for (const { uid } of sources) {
    const name = names.get(uid);
    const [only, ...others] = here.filter((container) => name !== '' && container.name === name);
    if (only && others.length === 0) targets.set(uid, only.uid);
  }
  return targets;
}

/** A mapping that is wanted, with what was noted on the one that it copies. */
export type CopiedMapping = NewPortMapping & { label?: string; note?: string };

/**
 * The mappings as they are wanted here, each public port `shift` higher; what goes nowhere and what has no target yet is
 * left out.
 */
export function copiedMappings(facts: {
  table: readonly PortMapping[];
  targets: ReadonlyMap<number, CopyTarget>;
  shift: number;
  labels: ReadonlyMap<string, MappingLabel>;
}): CopiedMapping[] {
  const { table, targets, shift, labels } = facts;
  return table.flatMap((row): CopiedMapping[] => {
    const container = targets.get(row.container);
    if (container === undefined || container === 'nowhere') return [];
    const { label = '', note = '' } = labels.get(labelKey(row)) ?? {};
    return [
      {
        container,
        proto: row.proto,
        public_port: row.public_port + shift,
        private_port: row.private_port,
        ...(label === '' ? {} : { label }),
        ...(note === '' ? {} : { note }),
      },
    ];
  });
}

/** Reads by how much public ports are shifted: empty is 0. */
export function readShift(text: string): { shift: number } | { error: string } {
  const plain = text.trim().replace(/^\+/, '');
  if (plain === '') return { shift: 0 };
  if (!/^[-−–]?\d{1,5}$/.test(plain)) return { error: 'Enter a whole number of ports, such as 1000 or -1000.' };
  return { shift: Number(plain.replace(/^[−–]/, '-')) };
}
