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
import {
  describeMapping,
  type MappingField,
  type NewPortMapping,
  type PortMapping,
  warnOfUnreadable,
} from '../rules/port-mappings.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';
import {
  createAndJudge,
  deleteAndJudge,
  firstObjection,
  type MappingTable,
  objectionToRestoring,
  readTable,
} from './port-mapping-writes.ts';
import { portMappingsQuery } from './port-mappings.ts';

const editSchema = z.object({
  old: portMappingSchema,
  wanted: z.object({ container: z.int(), proto: protocolSchema, public_port: z.int(), private_port: z.int() }),
});

const journalKey = (address: string) => `edit-port-mapping:${address}`;
const editKey = (address: string) => [...portMappingsQuery(address).queryKey, 'edit'];

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

/** The journal of a tab is that of the customer who is signed in; what is learned for somebody before is lost. */
function keep({ queryClient, connection, address }: MappingTable, edit: MappingEdit) {
  if (!isSignedInAs(connection)) return;
  writeJournal(journalKey(address), edit);
  queryClient.setQueryData(interruptedEditQuery(address).queryKey, edit);
}

function forget({ queryClient, connection, address }: MappingTable) {
  if (!isSignedInAs(connection)) return;
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
 * refused after the old one was deleted, the old one is created again. Each step is judged by a read, and each creation is
 * checked against a fresh one: a port that somebody took meanwhile is left to them.
 * @throws ApiError when the table cannot be read before the first write: nothing was sent then. SessionEndedError when the
 * person signs out: nothing is sent from then on, and the journal is gone with the session.
 */
export async function runEdit(table: MappingTable, asked: MappingEdit): Promise<EditOutcome> {
  const { items: before, unreadable } = await readTable(table);
  const old = oldRowOf(asked, before);
  if (!old && unreadable.length > 0) {
    const message = `${describeMapping(asked.old)} was not found. ${warnOfUnreadable(unreadable.length)} Nothing was sent. Ask the supplier to mend the table.`;
    return { result: 'not-done', message };
  }
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

async function deleteFirst(table: MappingTable, { old, wanted }: MappingEdit) {
  const deleted: Verdict = await deleteAndJudge(table, old);
  if (deleted.verdict === 'not-done') return { result: 'not-done' as const, ...wordsOf(deleted) };
  if (deleted.verdict !== 'done') return { result: 'unfinished' as const };
  const created = await createChecked(table, wanted, firstObjection);
  if (created.verdict === 'done') return { result: 'done' as const };
  if (created.verdict !== 'not-done') return { result: 'unfinished' as const };
  const restored = await createChecked(table, bodyOf(old), objectionToRestoring);
  if (restored.verdict === 'done' && restored.mapping) {
    return { result: 'not-done' as const, putBack: restored.mapping, ...wordsOf(created) };
  }
  const words = [wordsOf(created).message, wordsOf(restored).message];
  return { result: 'unfinished' as const, message: [...new Set(words)].filter(Boolean).join(' ') };
}

/** Creates unless a fresh table speaks against it: others may have taken the port while the old row was deleted. */
async function createChecked(
  table: MappingTable,
  wanted: NewPortMapping,
  objectionTo: typeof objectionToRestoring,
): Promise<Verdict & { mapping?: PortMapping }> {
  let before: readonly PortMapping[];
  try {
    before = (await readTable(table)).items;
  } catch {
    return { verdict: 'cannot-tell' };
  }
  const objection = objectionTo(table, before, wanted);
  return objection ? { verdict: 'not-done', ...objection } : createAndJudge(table, wanted, before);
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
  const { items: before, unreadable } = await readTable(table);
  const state = stateOfEdit(edit, before);
  const warning = warnOfUnreadable(unreadable.length);
  // What is not seen may stand all the same, so that nothing of it is over.
  if (warning && state !== 'both' && state !== 'neither') return { result: 'unfinished', message: warning };
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
    meta: { changes: portMappingsQuery(address).queryKey },
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
    meta: { changes: portMappingsQuery(address).queryKey },
    mutationFn: ({ edit, goal }: { edit: MappingEdit; goal: ResumeGoal }) =>
      resumeEdit({ queryClient, connection: currentConnection(), address }, edit, goal),
  });
  return { resume, leave: () => forget({ queryClient, connection: currentConnection(), address }) };
}

/** Whether an edit of this server's mappings is under way in this tab. */
export function useIsEditingPortMapping(address: string): boolean {
  return useIsMutating({ mutationKey: editKey(address) }) > 0;
}
