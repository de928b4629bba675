import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NOT_BEGUN_UNKEPT } from '../rules/port-mapping-edit-words.ts';
import {
  bodyOf,
  type MappingEdit,
  newRowOf,
  oldRowOf,
  orderOfEdit,
  type ResumeGoal,
  stateOfEdit,
} from '../rules/port-mapping-edits.ts';
import { describeMapping, type MappingField, type PortMapping, warnOfUnreadable } from '../rules/port-mappings.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { askBeforeUnload } from './ask-before-unload.ts';
import { clearJournal, couldKeep, writeJournal } from './journal.ts';
import { editKey, interruptedEditQuery, journalKey } from './port-mapping-edit-journal.ts';
import { createAt, createFirst, deleteFirst, deleteLast, wordsOf } from './port-mapping-edit-writes.ts';
import { recordMappingChange } from './port-mapping-history.ts';
import { firstObjection, type MappingTable, objectionToRestoring, readTable } from './port-mapping-writes.ts';
import { portMappingsQuery } from './port-mappings.ts';

/** How an edit ended, as the table shows it. `message` is a sentence for the person. */
export type EditOutcome =
  /** `closedForMs`: from the deletion to the creation; left out when the creation came first. */
  | { result: 'done'; closedForMs?: number }
  /** The old row stands; `putBack` when it had to be created again, with this new id, after `closedForMs`. */
  | { result: 'not-done'; putBack?: PortMapping; closedForMs?: number; field?: MappingField; message?: string }
  /** It is in the journal: what the table shows of it, {@link stateOfEdit} tells. */
  | { result: 'unfinished'; message?: string };

/**
 * The journal of a tab is that of the customer who is signed in; what is learned for somebody before is lost. Without
 * storage this page remembers the edit. Gives what ends the question before a reload, which would forget it.
 */
function keep({ queryClient, connection, address }: MappingTable, edit: MappingEdit): () => void {
  const isKept = writeJournal(journalKey(address), edit, connection);
  if (isSignedInAs(connection)) queryClient.setQueryData(interruptedEditQuery(address).queryKey, edit);
  return askBeforeUnload(() => !isKept);
}

function forget({ queryClient, connection, address }: MappingTable) {
  if (!isSignedInAs(connection)) return;
  clearJournal(journalKey(address));
  queryClient.setQueryData(interruptedEditQuery(address).queryKey, null);
}

/** What is over is in the journal no more; what was done is recorded. */
function ended(table: MappingTable, { old, wanted }: MappingEdit, outcome: EditOutcome): EditOutcome {
  if (outcome.result === 'unfinished') return outcome;
  const { queryClient, connection, address } = table;
  const isOpen = isSignedInAs(connection) && queryClient.getQueryData(interruptedEditQuery(address).queryKey) !== null;
  if (outcome.result === 'done' && isOpen) {
    recordMappingChange(table, { kind: 'edit', removed: [old], added: [bodyOf(wanted)] });
  }
  forget(table);
  return outcome;
}

/** What the person has been told of an edit before it is sent. */
export interface EditConsent {
  /** That a reload in between would forget it, where this browser keeps nothing over one. Left out: nothing is sent then. */
  mayBeLost?: boolean;
}

/** Whether this browser could remember the edit of a mapping over a reload now. */
export const couldKeepEdit = (address: string, old: PortMapping) =>
  couldKeep(journalKey(address), { old, wanted: bodyOf(old) });

/**
 * Deletes the old row and creates the new one, in the order that keeps the port open longest; when the new one is
 * refused after the old one was deleted, the old one is created again. Each step is judged by a read, and each creation is
 * checked against a fresh one: a port that somebody took meanwhile is left to them.
 * @throws ApiError when the table cannot be read before the first write: nothing was sent then. SessionEndedError when the
 * person signs out: nothing is sent from then on, and the journal is gone with the session.
 */
export async function runEdit(
  table: MappingTable,
  asked: MappingEdit,
  { mayBeLost = false }: EditConsent = {},
): Promise<EditOutcome> {
  const { items: before, unreadable } = await readTable(table);
  const at = Date.now();
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
  if (!mayBeLost && !couldKeepEdit(table.address, old)) return { result: 'not-done', message: NOT_BEGUN_UNKEPT };
  const stopAsking = keep(table, edit);
  const write = orderOfEdit(edit) === 'create-first' ? createFirst : deleteFirst;
  try {
    return ended(table, edit, await write(table, edit, { items: before, at }));
  } finally {
    stopAsking();
  }
}

/**
 * Writes what is missing for the edit to be done, or for the old row to stand alone again, by a fresh table.
 * @throws ApiError when that table cannot be read: nothing was sent then.
 */
export async function resumeEdit(table: MappingTable, edit: MappingEdit, goal: ResumeGoal): Promise<EditOutcome> {
  return ended(table, edit, await takeLastStep(table, edit, goal));
}

async function takeLastStep(table: MappingTable, edit: MappingEdit, goal: ResumeGoal): Promise<EditOutcome> {
  const { items: before, unreadable } = await readTable(table);
  const state = stateOfEdit(edit, before);
  const warning = warnOfUnreadable(unreadable.length);
  // What is not seen may stand all the same, so that nothing of it is over.
  if (warning && state !== 'both' && state !== 'neither') return { result: 'unfinished', message: warning };
  if (state === 'done' && goal === 'put-back') {
    const [before, after] = [describeMapping(edit.old), describeMapping(edit.wanted)];
    const message = `${after} stands by now, so ${before} was not put back. Nothing was sent.`;
    return { result: 'unfinished', message };
  }
  if (state === 'done') return { result: 'done' };
  if (state === 'not-done')
    return goal === 'finish' ? runEdit(table, edit, { mayBeLost: true }) : { result: 'not-done' };
  const wanted = goal === 'finish' ? edit.wanted : bodyOf(edit.old);
  const superfluous = goal === 'finish' ? oldRowOf(edit, before) : newRowOf(edit, before);
  if (state === 'both' && superfluous) {
    const deleted = await deleteLast(table, superfluous);
    return deleted.result === 'done' && goal === 'put-back' ? { result: 'not-done' } : deleted;
  }
  const objection = (goal === 'finish' ? firstObjection : objectionToRestoring)(table, before, wanted);
  if (objection) return { result: 'unfinished', message: objection.message };
  const created = await createAt(table, wanted, before);
  if (created.verdict !== 'done' || !created.mapping) return { result: 'unfinished', ...wordsOf(created) };
  return goal === 'finish' ? { result: 'done' } : { result: 'not-done', putBack: created.mapping };
}

/** Drops an interrupted edit, and records what the table, as last read, shows of it: not what an unreadable row may disprove. */
export function leaveEdit(table: MappingTable): void {
  const { queryClient, address } = table;
  const edit = queryClient.getQueryData(interruptedEditQuery(address).queryKey);
  const listing = queryClient.getQueryData(portMappingsQuery(address).queryKey);
  if (edit && listing) {
    const state = stateOfEdit(edit, listing.items);
    const isGone = (state === 'done' || state === 'neither') && listing.unreadable.length === 0;
    const removed = isGone ? [edit.old] : [];
    const added = state === 'done' || state === 'both' ? [bodyOf(edit.wanted)] : [];
    recordMappingChange(table, { kind: 'edit', removed, added });
  }
  forget(table);
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
  return { resume, leave: () => leaveEdit({ queryClient, connection: currentConnection(), address }) };
}
