/** What a cell of the fault matrix expects. The sentences stand in the table in full, so that a changed one is noticed. */
import type { FaultName, WriteFaultName } from './faults.ts';

/** A read under a fault changes nothing in the API, and what was asked for is shown once the fault is over. */
export interface ReadExpectation {
  /** `failed`: what was asked for is not shown. `shown`: it is, but for what cannot be read. */
  outcome: 'failed' | 'shown';
  /** What the person reads, all of it in one place. */
  says: readonly string[];
  /** How often the panel asked: once, or again because no answer came. */
  asked: number;
}

export interface WriteExpectation {
  outcome: 'done' | 'done-twice' | 'not-done' | 'cannot-tell';
  /** What the person reads, all of it in one place. */
  says: readonly string[];
  /** How often the panel sent it, whatever the browser made of it. */
  sent: 1;
  /** What the API holds afterwards: as if the write had arrived so often. */
  effect: 0 | 1 | 2;
}

export type ReadRow = Record<FaultName, ReadExpectation>;
export type WriteRow = Record<WriteFaultName, WriteExpectation>;

type Says = readonly string[];

export const done = (says: Says): WriteExpectation => ({ outcome: 'done', says, sent: 1, effect: 1 });
export const notDone = (says: Says): WriteExpectation => ({ outcome: 'not-done', says, sent: 1, effect: 0 });
/** `effect`: what no read shows, or not yet. */
export const cannotTell = (says: Says, effect: 0 | 1 = 0): WriteExpectation => ({
  outcome: 'cannot-tell',
  says,
  sent: 1,
  effect,
});

/** What is said of a write whose effect a read shows. */
export interface SayingsOfWrite {
  done: Says;
  /** 403. */
  refused: Says;
  /** 401. */
  unauthorized: Says;
  /** 413. */
  tooLarge: Says;
  /** 200 with `error`. */
  okWithError: Says;
  /** No answer that can be read, and no effect that shows. */
  unknown: Says;
}

/** The cells of a write whose effect a read shows: whatever the answer, what was done is said to be done. */
export function judgedByRead(says: SayingsOfWrite): WriteRow {
  const isDone = done(says.done);
  const unknown = cannotTell(says.unknown);
  return {
    refused: notDone(says.refused),
    unauthorized: notDone(says.unauthorized),
    'too-large': notDone(says.tooLarge),
    'server-error': unknown,
    'cut-before': unknown,
    'cut-after': isDone,
    'broken-off': isDone,
    silent: isDone,
    html: unknown,
    'wrong-shape': isDone,
    'bad-row': isDone,
    empty: isDone,
    redirect: unknown,
    'ok-with-error': notDone(says.okWithError),
    'silent-before': unknown,
    'server-error-after': isDone,
    'refused-after': isDone,
    'ok-undone': unknown,
  };
}
