/** What a tab remembers of its changes over a reload: mappings, no secrets. */
import * as z from 'zod/mini';
import type { MappingChange } from '../rules/port-mapping-history.ts';
import { MOST_PACKED_LENGTH, type PackedMappings, StepPacker, unpackSteps } from '../rules/port-mapping-packing.ts';
import type { NewPortMapping, PortMapping } from '../rules/port-mappings.ts';
import type { Owner } from '../session/kept-entries.ts';
import { readJournal, writeJournal } from './journal.ts';

const HISTORY = 'mapping-history';

/** A tab has room for about five million characters, and a run takes up to half of them. */
const MOST_CHARACTERS = 1_500_000;

const packedSchema = z.object({ containers: z.array(z.tuple([z.number(), z.string()])), text: z.string() });

const historySchema = z.array(
  z.object({
    id: z.number(),
    at: z.number(),
    address: z.string(),
    kind: z.enum(['add', 'delete', 'edit', 'apply', 'revert']),
    revertedAt: z.optional(z.number()),
    counts: z.object({ removed: z.number(), added: z.number() }),
    /** Left out where it was too large. */
    rows: z.optional(z.array(packedSchema)),
  }),
);

/** More parts are made one again. */
const MOST_PARTS = 50;

type Rows = Pick<MappingChange, 'removed' | 'added'>;

/** The rows of a change as they were packed, part by part as it grew, so that growing costs only what is new. */
const packedParts = new Map<number, { parts: PackedMappings[]; removed: number; added: number }>();

function packedRows({ id, removed, added }: MappingChange): PackedMappings[] {
  const known = packedParts.get(id);
  const isGrown = known && known.removed <= removed.length && known.added <= added.length;
  const before = isGrown && known.parts.length < MOST_PARTS ? known : undefined;
  const parts = [...(before?.parts ?? [])];
  const remove: readonly PortMapping[] = removed.slice(before?.removed ?? 0);
  const add: readonly NewPortMapping[] = added.slice(before?.added ?? 0);
  if (remove.length + add.length > 0) {
    const packer = new StepPacker();
    packer.add({ remove, add });
    parts.push(packer.packed());
  }
  packedParts.set(id, { parts, removed: removed.length, added: added.length });
  return parts;
}

const lengthOf = (parts: readonly PackedMappings[]) =>
  parts.reduce((sum, { containers, text }) => sum + text.length + containers.length * MOST_PACKED_LENGTH, 0);

/**
 * Writes the changes down, the newest first for as long as there is room; of the others only how many mappings they were
 * about. Gives them back, each with whether it is kept whole.
 */
export function journalHistory(changes: readonly MappingChange[], owner: Owner): readonly MappingChange[] {
  let left = MOST_CHARACTERS;
  const rowsOf = new Map<number, PackedMappings[]>();
  for (const change of changes) {
    const rows = change.keeping === 'lost' ? [] : packedRows(change);
    const length = lengthOf(rows);
    if (change.keeping === 'lost' || length > left) continue;
    left -= length;
    rowsOf.set(change.id, rows);
  }
  const entries = changes.map(({ id, at, address, kind, revertedAt, counts }) => {
    return { id, at, address, kind, revertedAt, counts, rows: rowsOf.get(id) };
  });
  const isKept = writeJournal(HISTORY, entries, owner);
  return changes.map(({ keeping, ...change }): MappingChange => {
    if (keeping === 'lost') return { ...change, keeping };
    return isKept && rowsOf.has(change.id) ? change : { ...change, keeping: 'this-page' };
  });
}

function rowsOf(parts: readonly PackedMappings[]): Rows | undefined {
  try {
    const steps = parts.flatMap(unpackSteps);
    return { removed: steps.flatMap(({ remove }) => remove), added: steps.flatMap(({ add }) => add) };
  } catch {
    return undefined;
  }
}

/** The changes of this tab before the reload, newest first. */
export function keptHistory(): readonly MappingChange[] {
  const kept = readJournal(HISTORY, historySchema) ?? [];
  return kept.map(({ rows, ...change }): MappingChange => {
    const unpacked = rows && rowsOf(rows);
    return unpacked ? { ...change, ...unpacked } : { ...change, removed: [], added: [], keeping: 'lost' };
  });
}
