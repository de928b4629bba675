import type { MappingChange } from '../rules/port-mapping-history.ts';
import type { PlanStep } from '../rules/port-mapping-plans.ts';
import type { StepResult } from '../rules/port-mapping-runs.ts';
import { clashIn, compareStep, effectOf } from '../rules/port-mapping-step-states.ts';
import { clashed, NOT_PROVED, NOT_SHOWN, PANEL_FAILED, SIGNED_OUT, taken } from '../rules/port-mapping-step-words.ts';
import { describeMapping } from '../rules/port-mappings.ts';
import { isConnectionInUse, SessionEndedError } from '../session/session.ts';
import { SentSteps } from './port-mapping-run-proofs.ts';
import { type SeenTable, TableReads, whyNoTable } from './port-mapping-run-reads.ts';
import { type StepEnd, sendStep } from './port-mapping-run-step.ts';
import { knownContainers, type MappingTable } from './port-mapping-writes.ts';
import { settle } from './settle.ts';

/** As many requests are in flight at once; each worker has one. */
const MOST_AT_ONCE = 4;
/** How many steps are compared before the page gets its turn. */
const COMPARED_AT_ONCE = 4_000;

type Effect = Pick<MappingChange, 'removed' | 'added'>;

/** What a go does and tells. */
export interface GoContext {
  table: MappingTable;
  steps: readonly PlanStep[];
  places: readonly number[];
  /** Places of which an earlier go or page sent something, without having seen what came of it. */
  begun: ReadonlySet<number>;
  /** Told of the table before anything is sent. */
  onFirstRead: (seen: SeenTable) => void;
  /** Read before each step: false ends the go after those under way. */
  isToGoOn: () => boolean;
  /** Called before anything of a step is sent. */
  onBegin: (place: number) => void;
  onResult: (place: number, result: StepResult) => void;
  /** The table has shown what came of a step. */
  onSeen: (place: number) => void;
  /** What the table showed to be removed and added. */
  onEffect: (effect: Effect) => void;
}

/** Why a go ended before all was sent; nothing when it was asked to, or took everything. */
export interface GoEnd {
  problem?: string;
}

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/**
 * Sends the steps at these places, at most {@link MOST_AT_ONCE} requests at a time. What the table shows done is not sent;
 * what it shows impossible fails without anything sent. It stops at the first refusal that the table does not explain and at
 * the first write whose outcome nobody can tell. In the end the table proves each step that was sent.
 * @throws SessionEndedError when the person signs out: nothing more is sent and nothing told.
 */
export async function runGo(context: GoContext): Promise<GoEnd> {
  const { table, steps, places } = context;
  const sent = new SentSteps();
  const reads = new TableReads(table, prove);
  let problem: string | undefined;
  const isSignedIn = () => isConnectionInUse(table.connection);
  const mayGoOn = () => problem === undefined && isSignedIn() && context.isToGoOn();
  const names = () => knownContainers(table).names;

  function done(place: number, { lookup }: SeenTable) {
    const step = steps[place];
    const clash = step && clashIn(step, lookup);
    context.onResult(
      place,
      clash ? { state: 'done-with-clash', message: clashed(clash.wanted, clash.other, names()) } : { state: 'done' },
    );
    context.onSeen(place);
  }

  function effected({ removed, added }: Effect) {
    if (removed.length + added.length > 0) context.onEffect({ removed, added });
  }

  function prove(seen: SeenTable, isLast = false) {
    const proof = sent.prove(seen, isLast);
    for (const place of proof.done) done(place, seen);
    for (const place of proof.known) context.onSeen(place);
    effected(proof);
  }

  /** What is left of a step; undefined when nothing of it is to be sent now, which is told then. */
  function leftOf(place: number, seen: SeenTable): PlanStep | undefined {
    const step = steps[place];
    if (!step) return undefined;
    const comparison = compareStep(step, seen.lookup);
    if (comparison.state === 'open') return comparison.left;
    if (context.begun.has(place)) effected(effectOf(step, seen.lookup));
    if (comparison.state === 'done') {
      done(place, seen);
    } else {
      context.onResult(place, { state: 'failed', message: taken(comparison.wanted, comparison.holder, names()) });
      context.onSeen(place);
    }
    return undefined;
  }

  function told(place: number, end: StepEnd) {
    if (end.kind === 'sent') return context.onResult(place, { state: 'done' });
    if (end.kind === 'untouched') return context.onResult(place, { state: 'waiting' });
    if (end.kind === 'rested') return context.onResult(place, { state: 'failed', message: end.message, resumes: true });
    if (end.kind === 'signed-out') {
      return context.onResult(place, { state: 'unknown', message: end.message, resumes: true });
    }
    context.onResult(place, { state: end.kind, message: end.message });
    if (end.kind === 'unknown' || !end.isExpected) {
      const [first] = [...(steps[place]?.add ?? []), ...(steps[place]?.remove ?? [])];
      const what = first ? describeMapping(first) : 'one of them';
      const why = end.kind === 'unknown' ? `it is not known what became of ${what}` : `the API refused ${what}`;
      problem ??= `Stopped, because ${why}. What was not sent yet is not changed.`;
    }
  }

  async function take(place: number) {
    const adds = (steps[place]?.add.length ?? 0) > 0;
    const seen = adds ? await reads.fresh(mayGoOn) : (reads.latest() ?? (await reads.fresh(mayGoOn)));
    if (!mayGoOn()) return false;
    const left = leftOf(place, seen);
    if (!left) return true;
    context.onBegin(place);
    context.onResult(place, { state: 'running' });
    let end: StepEnd = { kind: 'unknown', message: PANEL_FAILED };
    try {
      end = await sendStep({ table, reads, mayGoOn }, left);
    } catch (error) {
      if (error instanceof SessionEndedError) throw error;
    }
    const step = steps[place] ?? left;
    // What an earlier go or page sent counts as its own, whatever of it is left.
    sent.add(place, { step, before: context.begun.has(place) ? step : left, end, mark: reads.mark() });
    if (end.kind === 'untouched' || end.kind === 'signed-out') problem ??= SIGNED_OUT;
    told(place, end);
    return true;
  }

  async function work(waiting: number[]) {
    while (mayGoOn()) {
      const place = waiting.pop();
      if (place === undefined) return;
      try {
        if (!(await take(place))) return;
      } catch (error) {
        if (error instanceof SessionEndedError) throw error;
        problem ??= isSignedIn() ? `Stopped, because the table could not be read. ${whyNoTable(error)}` : SIGNED_OUT;
      }
    }
  }

  /** The places that are to be sent, last first. */
  async function compared(first: SeenTable): Promise<number[]> {
    const isTaken = new Set(places);
    const others = [...context.begun].filter((place) => !isTaken.has(place));
    const effects = others.map((place) => effectOf(steps[place] ?? { remove: [], add: [] }, first.lookup));
    effected({ removed: effects.flatMap(({ removed }) => removed), added: effects.flatMap(({ added }) => added) });
    const waiting: number[] = [];
    for (const [index, place] of places.entries()) {
      if (index % COMPARED_AT_ONCE === COMPARED_AT_ONCE - 1) await nextTask();
      if (leftOf(place, first)) waiting.push(place);
    }
    return waiting.reverse();
  }

  async function proveAll() {
    if (sent.size === 0) return;
    await settle({ read: () => reads.after(), judge: () => ({ verdict: sent.size === 0 ? 'done' : 'cannot-tell' }) });
    const accepted = sent.accepted();
    const seen = reads.latest();
    const isRead = seen !== undefined && sent.isAfterAll(seen);
    if (isRead) prove(seen, true);
    for (const place of accepted) {
      const message = isRead ? NOT_SHOWN : NOT_PROVED;
      context.onResult(place, { state: 'unknown', message, ...(isSignedIn() ? {} : { resumes: true as const }) });
    }
  }

  let first: SeenTable;
  try {
    first = await reads.fresh(mayGoOn);
  } catch (error) {
    return { problem: `Nothing was sent. ${whyNoTable(error)}` };
  }
  context.onFirstRead(first);
  const waiting = await compared(first);
  const works = await Promise.allSettled(Array.from({ length: MOST_AT_ONCE }, () => work(waiting)));
  for (const one of works) if (one.status === 'rejected') throw one.reason;
  await proveAll();
  if (!isSignedIn()) problem ??= SIGNED_OUT;
  return problem === undefined ? {} : { problem };
}
