/**
 * Writes down what a tab remembers of its run. The plan is written once; how far it is, small: a letter a step, before
 * anything of that step is sent, so that nothing that may have been sent is called not sent.
 */
import type * as z from 'zod/mini';
import { StepPacker } from '../rules/port-mapping-packing.ts';
import type { MappingRun, StepResult } from '../rules/port-mapping-runs.ts';
import type { Owner } from '../session/kept-entries.ts';
import { writeJournal } from './journal.ts';
import {
  forgetMappingRun,
  LETTER,
  lettersKey,
  PROGRESS,
  type progressSchema,
  RUN,
  STEPS_A_PART,
} from './port-mapping-run-journal.ts';

/** More sentences than this would make each write slow; the states are kept of all. */
const MOST_MESSAGES = 200;

/** How many steps are packed before the page gets its turn. */
const PACKED_AT_ONCE = 4_000;
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Writes the plan down, and gives whether it is kept. */
export async function journalPlan(run: MappingRun, owner: Owner): Promise<boolean> {
  const { startedAt, address, origin, reverts, steps } = run;
  forgetMappingRun(owner);
  const packer = new StepPacker();
  for (const [place, step] of steps.entries()) {
    if (place % PACKED_AT_ONCE === PACKED_AT_ONCE - 1) await nextTask();
    packer.add(step);
  }
  return writeJournal(RUN, { startedAt, address, origin, reverts, steps: packer.packed() }, owner);
}

function letterOf(result: StepResult | undefined, isBegun: boolean): string {
  if (result?.state === 'failed') return isBegun ? LETTER.failedUnseen : LETTER.failed;
  if (result?.state === 'unknown') return LETTER.unknown;
  if (isBegun) return LETTER.begun;
  if (result?.state === 'done-with-clash') return LETTER.clashed;
  return result?.state === 'done' ? LETTER.done : LETTER.waiting;
}

/** Writes down how a run goes on; made anew for each go. */
export function journalProgress(run: MappingRun, owner: Owner) {
  const { startedAt } = run;
  const letters = run.steps.map((_, place) => letterOf(run.results.get(place), run.begun.has(place)));
  const messages = new Map<number, string>();
  let problem: string | undefined;
  let state: z.infer<typeof progressSchema>['state'] = 'running';
  function writeLetters(part: number): boolean {
    const from = part * STEPS_A_PART;
    return writeJournal(
      lettersKey(part),
      { startedAt, letters: letters.slice(from, from + STEPS_A_PART).join('') },
      owner,
    );
  }
  function writeProgress(): boolean {
    const some = [...messages].slice(0, MOST_MESSAGES);
    return writeJournal(PROGRESS, { startedAt, state, problem, messages: some }, owner);
  }
  function keepMessage(place: number, result: StepResult | undefined) {
    if (result && 'message' in result) messages.set(place, result.message);
    else messages.delete(place);
  }
  for (const [place, result] of run.results) keepMessage(place, result);
  let isKept = writeProgress();
  for (let part = 0; isKept && part * STEPS_A_PART < letters.length; part += 1) isKept = writeLetters(part);
  // Without how far it is, what was sent would be called not sent after a reload.
  if (!isKept) forgetMappingRun(owner);
  return {
    /** Whether there is room for how far it is; later writes take no more. */
    isKept,
    /** To call before anything of a step is sent. */
    begin(place: number) {
      letters[place] = LETTER.begun;
      writeLetters(Math.floor(place / STEPS_A_PART));
    },
    /** Results as they are by now, and of which of them no table has shown what came of it. */
    note(news: ReadonlyMap<number, StepResult>, begun: ReadonlySet<number>) {
      const parts = new Set<number>();
      let hasMessages = false;
      for (const [place, result] of news) {
        const letter = letterOf(result, begun.has(place));
        hasMessages ||= 'message' in result || messages.has(place);
        keepMessage(place, result);
        if (letters[place] === letter) continue;
        letters[place] = letter;
        parts.add(Math.floor(place / STEPS_A_PART));
      }
      for (const part of parts) writeLetters(part);
      if (hasMessages) writeProgress();
    },
    end(how: 'paused' | 'stopped' | 'ended', why: string | undefined) {
      state = how;
      problem = why;
      writeProgress();
    },
  };
}
