import { bodyOf, isSameMapping, type MappingEdit } from '../rules/port-mapping-edits.ts';
import { describeMapping, type MappingField, type NewPortMapping, type PortMapping } from '../rules/port-mappings.ts';
import type { EditOutcome } from './port-mapping-edits.ts';
import {
  firstObjection,
  judgeCreation,
  judgeDeletion,
  type MappingTable,
  objectionToRestoring,
  readTable,
  sendCreation,
  sendDeletion,
} from './port-mapping-writes.ts';

/** A table that was read so lately, in ms, is not read again before a creation that follows a deletion: the port is closed. */
const JUST_READ_MS = 1_000;

/** A table, and when it came. */
export interface ReadTable {
  items: readonly PortMapping[];
  at: number;
}

type Verdict = { verdict: string; message?: string; field?: MappingField };

/** A creation, the table that judged it, and when it was accepted or, without that, seen. */
type Creation = Verdict & { mapping?: PortMapping; after?: readonly PortMapping[]; at: number };

/** The words of a verdict, where it has some. */
export function wordsOf({ message, field }: Verdict): { message?: string; field?: MappingField } {
  return { ...(message === undefined ? {} : { message }), ...(field === undefined ? {} : { field }) };
}

/** Creates a mapping, once, and lets reads decide. @throws SessionEndedError: nothing was sent then */
export async function createAt(
  table: MappingTable,
  wanted: NewPortMapping,
  before: readonly PortMapping[],
): Promise<Creation> {
  const answer = await sendCreation(table, wanted);
  const answeredAt = Date.now();
  const verdict: Omit<Creation, 'at'> = await judgeCreation(table, { wanted, before, answer });
  return { ...verdict, at: answer.outcome === 'accepted' ? answeredAt : Date.now() };
}

/** Creates unless a fresh table speaks against it: others may have taken the port while the old row was deleted. */
async function createChecked(
  table: MappingTable,
  wanted: NewPortMapping,
  objectionTo: typeof objectionToRestoring,
): Promise<Creation> {
  let before: readonly PortMapping[];
  try {
    before = (await readTable(table)).items;
  } catch {
    return { verdict: 'cannot-tell', at: Date.now() };
  }
  const objection = objectionTo(table, before, wanted);
  return objection
    ? { verdict: 'not-done', after: before, at: Date.now(), ...objection }
    : createAt(table, wanted, before);
}

/** Creates the new row, then deletes the old one: no moment is without a mapping. */
export async function createFirst(
  table: MappingTable,
  { old, wanted }: MappingEdit,
  before: ReadTable,
): Promise<EditOutcome> {
  const created = await createAt(table, wanted, before.items);
  if (created.verdict === 'not-done') return { result: 'not-done', ...wordsOf(created) };
  if (created.verdict !== 'done') return { result: 'unfinished' };
  return deleteLast(table, old);
}

/** Deletes the old row of which the new one stands already. */
export async function deleteLast(table: MappingTable, old: PortMapping): Promise<EditOutcome> {
  const deleted: Verdict = await judgeDeletion(table, old, await sendDeletion(table, old));
  return deleted.verdict === 'done' ? { result: 'done' } : { result: 'unfinished', ...wordsOf(deleted) };
}

/**
 * Deletes the old row, then creates the new one. An accepted deletion of a table that was just read is followed by the
 * creation at once, so that the port is closed for the shortest time; any other answer is judged first. When the new row is
 * refused, the old one is created again.
 */
export async function deleteFirst(table: MappingTable, edit: MappingEdit, before: ReadTable): Promise<EditOutcome> {
  const { old, wanted } = edit;
  const closedAt = Date.now();
  const answer = await sendDeletion(table, old);
  if (answer.outcome !== 'accepted') {
    const deleted: Verdict = await judgeDeletion(table, old, answer);
    if (deleted.verdict === 'not-done') return { result: 'not-done', ...wordsOf(deleted) };
    if (deleted.verdict !== 'done') return { result: 'unfinished' };
  }
  const isToTrust = answer.outcome === 'accepted' && Date.now() - before.at < JUST_READ_MS;
  const standing = before.items.filter(({ id }) => id !== old.id);
  const created = await (isToTrust ? createAt(table, wanted, standing) : createChecked(table, wanted, firstObjection));
  const stillStands = created.after?.some(({ id }) => id === old.id) ?? false;
  if (created.verdict === 'not-done')
    return stillStands ? notDeleted(created) : putBack(table, edit, { created, closedAt });
  if (created.verdict !== 'done') return { result: 'unfinished' };
  if (stillStands)
    return { result: 'unfinished', message: `${describeMapping(old)} was not deleted, though the API said so.` };
  return { result: 'done', closedForMs: created.at - closedAt };
}

const notDeleted = (created: Creation): EditOutcome => ({ result: 'not-done', ...wordsOf(created) });

async function putBack(
  table: MappingTable,
  { old }: MappingEdit,
  { created, closedAt }: { created: Creation; closedAt: number },
): Promise<EditOutcome> {
  const restored = await createChecked(table, bodyOf(old), objectionToRestoring);
  if (restored.verdict === 'done' && restored.mapping) {
    const closedForMs = restored.at - closedAt;
    return { result: 'not-done', putBack: restored.mapping, closedForMs, ...wordsOf(created) };
  }
  // Somebody else was faster, or the deletion took effect nowhere: what the person had stands.
  if (restored.after?.some((row) => isSameMapping(row, old))) return notDeleted(created);
  const words = [wordsOf(created).message, wordsOf(restored).message];
  return { result: 'unfinished', message: [...new Set(words)].filter(Boolean).join(' ') };
}
