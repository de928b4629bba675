import { queryOptions, useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { portMappingSchema, protocolSchema } from '../api/schemas.ts';
import {
  bodyOf,
  type MappingEdit,
  newRowOf,
  oldRowOf,
  orderOfEdit,
  type ResumeGoal,
  stateOfEdit,
} from '../rules/port-mapping-edits.ts';
import { describeMapping, type MappingField, type PortMapping } from '../rules/port-mappings.ts';
import { currentConnection } from '../session/session.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';
import {
  createAndJudge,
  deleteAndJudge,
  firstObjection,
  type MappingTable,
  objectionToRestoring,
  readTable,
} from './port-mapping-writes.ts';

const editSchema = z.object({
  old: portMappingSchema,
  wanted: z.object({ container: z.int(), proto: protocolSchema, public_port: z.int(), private_port: z.int() }),
});

const journalKey = (address: string) => `edit-port-mapping:${address}`;
const editKey = (address: string) => ['edit-port-mapping', address];

/** How an edit ended, as the table shows it. `message` is a sentence for the person. */
export type EditOutcome =
  | { result: 'done' }
  /** The old row stands; `putBack` when it had to be created again, with this new id. */
  | { result: 'not-done'; putBack?: PortMapping; field?: MappingField; message?: string }
  /** It is in the journal: what the table shows of it, {@link stateOfEdit} tells. */
  | { result: 'unfinished'; message?: string };

/** The edit that this tab began and whose end it has not seen, e.g. because of a reload (design.md §5); null: none. */
export const interruptedEditQuery = (address: string) =>
  queryOptions({
    queryKey: ['interrupted-port-mapping-edit', address],
    queryFn: () => readJournal(journalKey(address), editSchema) ?? null,
  });

function keep({ queryClient, address }: MappingTable, edit: MappingEdit) {
  writeJournal(journalKey(address), edit);
  queryClient.setQueryData(interruptedEditQuery(address).queryKey, edit);
}

function forget({ queryClient, address }: Pick<MappingTable, 'queryClient' | 'address'>) {
  clearJournal(journalKey(address));
  queryClient.setQueryData(interruptedEditQuery(address).queryKey, null);
}

type Verdict = { verdict: string; message?: string; field?: MappingField };

/** The words of a verdict, where it has some. */
function wordsOf({ message, field }: Verdict): { message?: string; field?: MappingField } {
  return { ...(message === undefined ? {} : { message }), ...(field === undefined ? {} : { field }) };
}

/**
 * Deletes the old row and creates the new one, in the order that keeps the port open longest; when the new one is
 * refused after the old one was deleted, the old one is created again. Each step is judged by a read.
 * @throws ApiError when the table cannot be read before the first write: nothing was sent then.
 */
export async function runEdit(table: MappingTable, asked: MappingEdit): Promise<EditOutcome> {
  const before = await readTable(table);
  const old = oldRowOf(asked, before);
  if (!old) {
    const message = `${describeMapping(asked.old)} is no longer in the table: somebody else deleted or changed it. Nothing was sent. Close this and look at the table.`;
    return { result: 'not-done', message };
  }
  const edit = { old, wanted: asked.wanted };
  const objection = firstObjection(table, before, edit.wanted, old.id);
  if (objection) return { result: 'not-done', ...objection };
  keep(table, edit);
  const outcome = await (orderOfEdit(edit) === 'create-first' ? createFirst : deleteFirst)(table, edit, before);
  if (outcome.result !== 'unfinished') forget(table);
  return outcome;
}

async function createFirst(table: MappingTable, { old, wanted }: MappingEdit, before: readonly PortMapping[]) {
  const created: Verdict = await createAndJudge(table, wanted, before);
  if (created.verdict === 'not-done') return { result: 'not-done' as const, ...wordsOf(created) };
  if (created.verdict !== 'done') return { result: 'unfinished' as const };
  return deleteLast(table, old);
}

async function deleteFirst(table: MappingTable, { old, wanted }: MappingEdit, before: readonly PortMapping[]) {
  const deleted: Verdict = await deleteAndJudge(table, old);
  if (deleted.verdict === 'not-done') return { result: 'not-done' as const, ...wordsOf(deleted) };
  if (deleted.verdict !== 'done') return { result: 'unfinished' as const };
  const between = before.filter((mapping) => mapping.id !== old.id);
  const created: Verdict = await createAndJudge(table, wanted, between);
  if (created.verdict === 'done') return { result: 'done' as const };
  if (created.verdict !== 'not-done') return { result: 'unfinished' as const };
  const restored = await createAndJudge(table, bodyOf(old), between);
  return restored.verdict === 'done'
    ? { result: 'not-done' as const, putBack: restored.mapping, ...wordsOf(created) }
    : { result: 'unfinished' as const, ...wordsOf(created) };
}

async function deleteLast(table: MappingTable, old: PortMapping): Promise<EditOutcome> {
  const deleted: Verdict = await deleteAndJudge(table, old);
  return deleted.verdict === 'done' ? { result: 'done' } : { result: 'unfinished', ...wordsOf(deleted) };
}

/**
 * Writes what is missing for the edit to be done, or for the old row to stand alone again, by a fresh table.
 * @throws ApiError when that table cannot be read: nothing was sent then.
 */
export async function resumeEdit(table: MappingTable, edit: MappingEdit, goal: ResumeGoal): Promise<EditOutcome> {
  const outcome = await takeLastStep(table, edit, goal);
  if (outcome.result !== 'unfinished') forget(table);
  return outcome;
}

async function takeLastStep(table: MappingTable, edit: MappingEdit, goal: ResumeGoal): Promise<EditOutcome> {
  const before = await readTable(table);
  const state = stateOfEdit(edit, before);
  if (state === 'done') return { result: 'done' };
  if (state === 'not-done') return goal === 'finish' ? runEdit(table, edit) : { result: 'not-done' };
  const wanted = goal === 'finish' ? edit.wanted : bodyOf(edit.old);
  const superfluous = goal === 'finish' ? oldRowOf(edit, before) : newRowOf(edit, before);
  if (state === 'both' && superfluous) {
    const deleted = await deleteLast(table, superfluous);
    return deleted.result === 'done' && goal === 'put-back' ? { result: 'not-done' } : deleted;
  }
  const objection = (goal === 'finish' ? firstObjection : objectionToRestoring)(table, before, wanted);
  if (objection) return { result: 'unfinished', message: objection.message };
  const created = await createAndJudge(table, wanted, before);
  if (created.verdict !== 'done') return { result: 'unfinished', ...wordsOf(created) };
  return goal === 'finish' ? { result: 'done' } : { result: 'not-done', putBack: created.mapping };
}

/** Edits a mapping; see {@link runEdit} for what is promised. */
export function useEditPortMapping(address: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: editKey(address),
    mutationFn: (edit: MappingEdit) => runEdit({ queryClient, connection: currentConnection(), address }, edit),
  });
}

/**
 * The ways out of an interrupted edit: `resume` takes the writes that are missing, `leave` drops the journal because
 * the person has decided that the table is right as it is.
 */
export function useInterruptedEdit(address: string) {
  const queryClient = useQueryClient();
  const resume = useMutation({
    mutationKey: editKey(address),
    mutationFn: ({ edit, goal }: { edit: MappingEdit; goal: ResumeGoal }) =>
      resumeEdit({ queryClient, connection: currentConnection(), address }, edit, goal),
  });
  return { resume, leave: () => forget({ queryClient, address }) };
}

/** Whether an edit of this server's mappings is under way in this tab. */
export function useIsEditingPortMapping(address: string): boolean {
  return useIsMutating({ mutationKey: editKey(address) }) > 0;
}
