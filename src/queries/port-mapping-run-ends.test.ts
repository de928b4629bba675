import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi } from '../mock-api/application.ts';
import { changeOfMappingRun, changeThatRemoved } from './port-mapping-run-ends.ts';
import { type MappingApi, RunningTab } from './port-mapping-runs-testing.ts';

let tab: RunningTab<MappingApi>;

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
});

afterEach(() => {
  vi.useRealTimers();
});

test('the history is read wherever it is asked for, also after five minutes and after a reload', async () => {
  const [removed] = (await tab.plan([], 'exactly')).flatMap(({ remove }) => remove);
  if (!removed) throw new Error('Nothing to remove.');
  await tab.carryOut(tab.begin({ steps: [{ remove: [removed], add: [] }] }));
  const run = tab.run();
  if (!run) throw new Error('No run.');
  const changes = () => [changeOfMappingRun(tab.queryClient, run), changeThatRemoved(tab.queryClient, removed)];
  const expected = [{ id: run.startedAt }, { id: run.startedAt }];
  expect(changes()).toMatchObject(expected);
  await vi.advanceTimersByTimeAsync(301_000);
  expect(tab.run()?.state).toBe('ended');
  expect(tab.history()).toHaveLength(1);
  tab.reload();
  expect(changes()).toMatchObject(expected);
});
