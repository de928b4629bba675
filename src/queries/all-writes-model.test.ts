import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi } from '../mock-api/application.ts';
import { FAULT_KINDS } from '../mock-api/faults.ts';
import { containerCommands, endsCreations } from './all-writes-model-containers-testing.ts';
import { editCommands } from './all-writes-model-edits-testing.ts';
import { linkCommands } from './all-writes-model-links-testing.ts';
import { mappingCommands } from './all-writes-model-mappings-testing.ts';
import { quotaCommands } from './all-writes-model-quota-testing.ts';
import { tagCommands } from './all-writes-model-tags-testing.ts';
import { Tally } from './all-writes-model-tally-testing.ts';
import { Customer, type WholeApi } from './all-writes-model-testing.ts';

/** The same stories each time, as in port-mappings-model.test.ts; ALL_WRITES_SEED tells others, ALL_WRITES_RUNS more or fewer. */
const SEED = Number(process.env.ALL_WRITES_SEED ?? 1);
const RUNS = Number(process.env.ALL_WRITES_RUNS ?? 900);
const LEAST_ACTIONS = 10_000;
const LEAST_SHARE = 0.2;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('whatever a person writes and whatever fails, nothing is lost, nothing is done twice unsaid, nothing else is changed', {
  timeout: 900_000,
}, async () => {
  const tally = new Tally();
  const commands = [
    ...containerCommands,
    ...editCommands,
    ...linkCommands,
    ...tagCommands,
    ...quotaCommands,
    ...mappingCommands,
  ];
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: 'max' }), async (story) => {
      const person = new Customer(createMockApi() as unknown as WholeApi, tally);
      await person.signInAgain();
      await fc.asyncModelRun(() => ({ model: { steps: 0 }, real: person }), story);
      await endsCreations(person);
      vi.clearAllTimers();
    }),
    { numRuns: RUNS, seed: SEED },
  );
  process.stdout.write(`${tally.inWords(SEED)}\n`);
  if (process.env.ALL_WRITES_RUNS === undefined) {
    expect(tally.actions).toBeGreaterThanOrEqual(LEAST_ACTIONS);
    expect(FAULT_KINDS.filter((kind) => !tally.hasSuffered(kind))).toEqual([]);
  }
  expect(tally.share).toBeGreaterThanOrEqual(LEAST_SHARE);
});
