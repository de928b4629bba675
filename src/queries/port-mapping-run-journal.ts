/**
 * What a tab remembers of its run over a reload: mappings, no secrets. What writes it down is loaded with what sends a run
 * (port-mapping-run-journal-writes.ts).
 */
import * as z from 'zod/mini';
import { unpackSteps } from '../rules/port-mapping-packing.ts';
import type { PlanStep } from '../rules/port-mapping-plans.ts';
import type { MappingRun, StepResult } from '../rules/port-mapping-runs.ts';
import type { Owner } from '../session/kept-entries.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';

export const RUN = 'mapping-run';
export const PROGRESS = 'mapping-run-progress';
export const lettersKey = (part: number) => `mapping-run-steps-${part}`;

export const packedSchema = z.object({ containers: z.array(z.tuple([z.number(), z.string()])), text: z.string() });

export const originSchema = z.enum(['import', 'range', 'copy', 'delete-selected', 'resolve-clash', 'revert']);

const runSchema = z.object({
  startedAt: z.number(),
  address: z.string(),
  origin: originSchema,
  reverts: z.optional(z.number()),
  steps: packedSchema,
});

export const progressSchema = z.object({
  startedAt: z.number(),
  state: z.enum(['running', 'paused', 'stopped', 'ended']),
  problem: z.optional(z.string()),
  /** By place; of the first 200 only. */
  messages: z.array(z.tuple([z.number(), z.string()])),
});

const lettersSchema = z.object({ startedAt: z.number(), letters: z.string() });

/** The letters of so many steps are written at once. */
export const STEPS_A_PART = 1_000;

/** What is written of a step. */
export const LETTER = {
  waiting: 'w',
  /** Begun, and no table has shown what came of it. */
  begun: 'b',
  /** Not known, which is told with its message. */
  unknown: 'u',
  done: 'd',
  clashed: 'c',
  failed: 'f',
  /** Failed, and no table has shown what it left behind. */
  failedUnseen: 'x',
} as const;

const NOT_KEPT = 'The reason was not kept over the reload.';

/** What is known of the steps of before the reload, from their letters. */
function knownOf(startedAt: number, steps: readonly PlanStep[], messages: ReadonlyMap<number, string>) {
  const results = new Map<number, StepResult>();
  const begun = new Set<number>();
  let letters = '';
  for (const place of steps.keys()) {
    if (place % STEPS_A_PART === 0) {
      const part = readJournal(lettersKey(place / STEPS_A_PART), lettersSchema);
      letters = part?.startedAt === startedAt ? part.letters : '';
    }
    const letter = letters[place % STEPS_A_PART];
    const message = messages.get(place) ?? NOT_KEPT;
    if (letter === LETTER.begun || letter === LETTER.unknown || letter === LETTER.failedUnseen) begun.add(place);
    if (letter === LETTER.unknown) results.set(place, { state: 'unknown', message });
    if (letter === LETTER.done) results.set(place, { state: 'done' });
    if (letter === LETTER.clashed) results.set(place, { state: 'done-with-clash', message });
    if (letter === LETTER.failed || letter === LETTER.failedUnseen) results.set(place, { state: 'failed', message });
  }
  return { results, begun };
}

/** The run of before the reload; null: there was none. Of what it had begun only a table can tell. */
export function interruptedMappingRun(): MappingRun | null {
  const kept = readJournal(RUN, runSchema);
  if (!kept) return null;
  const { startedAt, address, origin, reverts } = kept;
  let steps: PlanStep[];
  try {
    steps = unpackSteps(kept.steps);
  } catch {
    return null;
  }
  const written = readJournal(PROGRESS, progressSchema);
  const progress = written?.startedAt === startedAt ? written : undefined;
  const { results, begun } = knownOf(startedAt, steps, new Map(progress?.messages));
  const state = progress === undefined || progress.state === 'running' ? 'interrupted' : progress.state;
  const go = { startedAt, steps: steps.length, settled: results.size };
  const { problem } = progress ?? {};
  return { startedAt, address, origin, reverts, steps, results, begun, state, problem, go, survivesReload: true };
}

/** Writes down that a run that was paused is stopped: it would be paused again after a reload, and keep others from beginning. */
export function journalStop(owner: Owner): void {
  const progress = readJournal(PROGRESS, progressSchema, owner);
  if (progress) writeJournal(PROGRESS, { ...progress, state: 'stopped' }, owner);
}

/** Forgets the run. */
export function forgetMappingRun(owner: Owner): void {
  const steps = readJournal(RUN, runSchema, owner)?.steps.text.split('/').length ?? 0;
  clearJournal(RUN, owner);
  clearJournal(PROGRESS, owner);
  for (let part = 0; part * STEPS_A_PART <= steps; part += 1) clearJournal(lettersKey(part), owner);
}
