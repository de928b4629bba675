import { bodyOf } from '../rules/port-mapping-edits.ts';
import { privateKey, publicKey } from '../rules/port-mapping-keys.ts';
import type { PlanStep } from '../rules/port-mapping-plans.ts';
import { linksOf } from '../rules/port-mapping-step-order.ts';
import { nearIn, sameIn } from '../rules/port-mapping-step-states.ts';
import {
  describeRemains,
  NO_ANSWER,
  rested,
  SIGNED_OUT,
  type StepRemains,
  whyBlocked,
} from '../rules/port-mapping-step-words.ts';
import {
  judgeMappingCreation,
  judgeMappingDeletion,
  type MappingField,
  type NewPortMapping,
  type PortMapping,
} from '../rules/port-mappings.ts';
import { isConnectionInUse, isSignedInAs } from '../session/session.ts';
import { type TableReads, whyNoTable } from './port-mapping-run-reads.ts';
import {
  freshContainers,
  knownContainers,
  type MappingTable,
  sendCreation,
  sendDeletion,
} from './port-mapping-writes.ts';
import { settle } from './settle.ts';

/** Where the writes of a step go, and the reads that judge them. */
export interface StepContext {
  table: MappingTable;
  reads: TableReads;
  /** Asked where a long step can rest. */
  mayGoOn: () => boolean;
}

/** How sending a step ended. */
export type StepEnd =
  /** All of it was accepted, or seen: the next read that began after this proves it. */
  | { kind: 'sent' }
  /** Nothing of it was done: the API refused the sign-in. */
  | { kind: 'untouched' }
  /** A long one was put down on the way, because the run pauses; what was done stands. */
  | { kind: 'rested'; message: string }
  /** `isExpected`: the table explains it by what others did meanwhile, so that the other steps can go on. */
  | { kind: 'failed'; message: string; isExpected: boolean }
  | { kind: 'unknown'; message: string }
  /** The API refused the sign-in when a part was done. */
  | { kind: 'signed-out'; message: string };

type Sent =
  | { verdict: 'done' }
  | { verdict: 'not-done'; message: string; field?: MappingField }
  | { verdict: 'cannot-tell' }
  | { verdict: 'signed-out' };

/** From so many creations on, a step does not keep somebody waiting who pauses. */
const LONG_STEP = 10;

type NotDone = Exclude<Sent, { verdict: 'done' }>;

function wordsOf(sent: NotDone): string {
  if (sent.verdict === 'not-done') return sent.message;
  return sent.verdict === 'signed-out' ? SIGNED_OUT : NO_ANSWER;
}

/** A password that was refused, or replaced meanwhile, is not sent again: that could lock the customer out. */
const isPutAway = ({ connection }: MappingTable) => isSignedInAs(connection) && !isConnectionInUse(connection);

/** Deletes one, once. An acceptance counts as done for the moment; a read decides on all else. @throws SessionEndedError */
async function deleteOne({ table, reads }: StepContext, mapping: PortMapping): Promise<Sent> {
  if (isPutAway(table)) return { verdict: 'signed-out' };
  const answer = await sendDeletion(table, mapping);
  if (answer.outcome === 'accepted') return { verdict: 'done' };
  if (answer.outcome === 'not-signed-in') return { verdict: 'signed-out' };
  const mark = reads.mark();
  return settle({
    read: () => reads.recent(mark),
    judge: ({ lookup }) => {
      const row = lookup.byId.get(mapping.id);
      return judgeMappingDeletion({ mapping, answer, after: row ? [row] : [] });
    },
  });
}

/** Creates one that did not stand, once; as {@link deleteOne}. */
async function createOne({ table, reads }: StepContext, wanted: NewPortMapping): Promise<Sent> {
  if (isPutAway(table)) return { verdict: 'signed-out' };
  const answer = await sendCreation(table, wanted);
  if (answer.outcome === 'accepted') return { verdict: 'done' };
  if (answer.outcome === 'not-signed-in') return { verdict: 'signed-out' };
  const mark = reads.mark();
  const containers = answer.outcome === 'refused' ? await freshContainers(table) : knownContainers(table);
  return settle({
    read: () => reads.recent(mark),
    judge: ({ lookup }) =>
      judgeMappingCreation({ before: [], wanted, answer, after: nearIn(lookup, wanted), ...containers }),
  });
}

/** Creates again what was deleted in vain, unless its place is taken or it still stands after all. */
async function putBack(context: StepContext, rows: readonly PortMapping[]): Promise<Omit<StepRemains, 'added'>> {
  const back: PortMapping[] = [];
  const lost: { row: PortMapping; why: string }[] = [];
  if (rows.length === 0) return { putBack: back, lost };
  const mark = context.reads.mark();
  for (const row of rows) {
    try {
      const { lookup } = await context.reads.since(mark);
      const [holder] = nearIn(lookup, row);
      if (sameIn(lookup, row)) continue;
      if (holder) {
        lost.push({ row, why: whyBlocked(row, holder, knownContainers(context.table).names) });
        continue;
      }
    } catch (error) {
      lost.push({ row, why: whyNoTable(error) });
      continue;
    }
    const sent = await createOne(context, bodyOf(row));
    if (sent.verdict === 'done') back.push(row);
    else lost.push({ row, why: wordsOf(sent) });
  }
  return { putBack: back, lost };
}

/** The public ports tell an expected refusal: somebody else stands there now. */
const isTaken = (sent: Sent) => sent.verdict === 'not-done' && sent.field !== undefined && sent.field !== 'container';

function endOf(sent: NotDone, remains: string): StepEnd {
  const message = [wordsOf(sent), remains].filter(Boolean).join(' ');
  if (sent.verdict === 'signed-out') return { kind: 'signed-out', message };
  if (sent.verdict === 'cannot-tell') return { kind: 'unknown', message };
  return { kind: 'failed', message, isExpected: isTaken(sent) };
}

/** What was deleted to no end: it was to lead somewhere else and does not yet, or nothing came in its place. */
function deletedInVain(deleted: readonly PortMapping[], added: readonly NewPortMapping[], { add }: PlanStep) {
  const moved = new Set(added.map(privateKey));
  const toMove = new Set(add.map(privateKey));
  const replaced = new Set(added.map(publicKey));
  // A deletion that was nothing but asked for stays.
  if (add.length === 0) return [];
  return deleted.filter(
    (row) => !moved.has(privateKey(row)) && (toMove.has(privateKey(row)) || !replaced.has(publicKey(row))),
  );
}

/**
 * Sends what is left of a step, each write once: what makes room for a creation goes right before it. When a write fails,
 * what was deleted in vain is put back. @throws SessionEndedError when the person signs out: nothing more was sent then.
 */
export async function sendStep(context: StepContext, left: PlanStep): Promise<StepEnd> {
  const deleted: PortMapping[] = [];
  const added: NewPortMapping[] = [];

  async function failed(sent: NotDone): Promise<StepEnd> {
    const inVain = deletedInVain(deleted, added, left);
    if (sent.verdict === 'signed-out') {
      if (deleted.length + added.length === 0) return { kind: 'untouched' };
      const lost = inVain.map((row) => ({ row, why: 'you are signed out.' }));
      return endOf(sent, describeRemains({ added, putBack: [], lost }));
    }
    return endOf(sent, describeRemains({ added, ...(await putBack(context, inVain)) }));
  }

  const isLong = left.add.length >= LONG_STEP;
  for (const [place, { remove, add, mayRestBefore }] of linksOf(left).entries()) {
    if (place > 0 && isLong && mayRestBefore && !context.mayGoOn()) {
      return { kind: 'rested', message: rested(added.length, left.add.length) };
    }
    for (const row of remove) {
      const sent = await deleteOne(context, row);
      if (sent.verdict !== 'done') return failed(sent);
      deleted.push(row);
    }
    if (!add) continue;
    const sent = await createOne(context, add);
    if (sent.verdict !== 'done') return failed(sent);
    added.push(add);
  }
  return { kind: 'sent' };
}
