import fc from 'fast-check';
import { afterEach, beforeEach, test, vi } from 'vitest';
import { createMockApi } from '../mock-api/application.ts';
import { commandArbitraries } from './port-mappings-model-commands-testing.ts';
import { type MappingApi, Person } from './port-mappings-model-testing.ts';

// What sends runs is loaded when the first one begins, which takes its time, and fake time does not pass meanwhile.
import './port-mapping-run-sending.ts';
import './port-mapping-run-comparing.ts';

/**
 * The same runs each time, so that what fails is the fault of the change that is tested; `MODEL_SEED=7 MODEL_RUNS=5000` looks
 * for more.
 */
const { MODEL_SEED = '1', MODEL_RUNS = '1000' } = process.env;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('whatever a person does and whatever fails, the table is what the API holds, and only what was asked for has changed', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commandArbitraries, { maxCommands: 10, size: 'max' }), async (commands) => {
      const person = new Person(createMockApi() as unknown as MappingApi);
      await person.signInAgain();
      await fc.asyncModelRun(() => ({ model: { steps: 0 }, real: person }), commands);
      vi.clearAllTimers();
    }),
    { numRuns: Number(MODEL_RUNS), seed: Number(MODEL_SEED) },
  );
});
