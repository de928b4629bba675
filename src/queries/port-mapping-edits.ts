import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { portMappingSchema, protocolSchema } from '../api/schemas.ts';
import { bodyOf, type EditState, type MappingEdit, orderOfEdit, stateOfEdit } from '../rules/port-mapping-edits.ts';
import { checkPublicPort } from '../rules/port-mappings.ts';
import { currentConnection } from '../session/session.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';
import { createAndJudge, deleteAndJudge, type MappingTable, readTable } from './port-mappings.ts';

const editSchema = z.object({
  old: portMappingSchema,
  wanted: z.object({ container: z.int(), proto: protocolSchema, public_port: z.int(), private_port: z.int() }),
});

const journalKey = (address: string) => `edit-port-mapping:${address}`;

/** How an edit ended, read from the table; `message` says why it was not done; `putBack`: the old row was created again. */
export interface EditOutcome {
  state: EditState | 'cannot-tell';
  edit: MappingEdit;
  putBack: boolean;
  field?: string;
  message?: string;
}

/** An edit that this tab began and whose end it has not seen, e.g. because of a reload (design.md §5). */
export function interruptedEdit(address: string): MappingEdit | undefined {
  return readJournal(journalKey(address), editSchema);
}

/** Drops the journal of an interrupted edit: the person has decided to leave the table as it is. */
export function forgetInterruptedEdit(address: string): void {
  clearJournal(journalKey(address));
}

/** Reads what came of an interrupted edit. @throws ApiError when the table cannot be read. */
export async function lookAtInterruptedEdit(table: MappingTable, edit: MappingEdit): Promise<EditOutcome> {
  return { state: stateOfEdit(edit, await readTable(table)), edit, putBack: false };
}

/**
 * Deletes the old row and creates the new one, in the order that keeps the port open longest; when the new one is
 * refused after the old one was deleted, the old one is created again. Each step is judged by a read.
 * @throws ApiError when the table cannot be read before the first write: nothing was sent then.
 */
async function runEdit(table: MappingTable, edit: MappingEdit): Promise<EditOutcome> {
  const before = await readTable(table);
  const taken = checkPublicPort(before, edit.wanted, edit.old.id);
  if (taken) return { state: 'not-done', edit, putBack: false, field: 'public_port', message: taken.message };
  writeJournal(journalKey(table.address), edit);
  const outcome = orderOfEdit(edit) === 'create-first' ? await createFirst() : await deleteFirst();
  if (outcome.state === 'done' || outcome.state === 'not-done') clearJournal(journalKey(table.address));
  return outcome;

  async function createFirst(): Promise<EditOutcome> {
    const created = await createAndJudge(table, edit.wanted, before);
    if (created.verdict === 'not-done') return { ...refusal(created), state: 'not-done', edit, putBack: false };
    if (created.verdict === 'cannot-tell') return { state: 'cannot-tell', edit, putBack: false };
    const deleted = await deleteAndJudge(table, edit.old);
    if (deleted.verdict === 'done') return { state: 'done', edit, putBack: false };
    return {
      ...refusal(deleted),
      state: deleted.verdict === 'not-done' ? 'both' : 'cannot-tell',
      edit,
      putBack: false,
    };
  }

  async function deleteFirst(): Promise<EditOutcome> {
    const deleted = await deleteAndJudge(table, edit.old);
    if (deleted.verdict === 'not-done') return { ...refusal(deleted), state: 'not-done', edit, putBack: false };
    if (deleted.verdict === 'cannot-tell') return { state: 'cannot-tell', edit, putBack: false };
    const between = before.filter((mapping) => mapping.id !== edit.old.id);
    const created = await createAndJudge(table, edit.wanted, between);
    if (created.verdict === 'done') return { state: 'done', edit, putBack: false };
    if (created.verdict === 'cannot-tell') return { state: 'cannot-tell', edit, putBack: false };
    const restored = await createAndJudge(table, bodyOf(edit.old), between);
    const putBack = restored.verdict === 'done';
    return { ...refusal(created), state: putBack ? 'not-done' : 'neither', edit, putBack };
  }
}

function refusal(verdict: { message?: string; field?: string }): Pick<EditOutcome, 'message' | 'field'> {
  return {
    ...(verdict.message === undefined ? {} : { message: verdict.message }),
    ...(verdict.field === undefined ? {} : { field: verdict.field }),
  };
}

/** Edits a mapping: see {@link runEdit} for what is promised. */
export function useEditPortMapping(address: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['edit-port-mapping', address],
    mutationFn: (edit: MappingEdit) => runEdit({ queryClient, connection: currentConnection(), address }, edit),
  });
}
