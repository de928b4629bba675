import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi } from '../mock-api/application.ts';
import { resumeMappingRun, retryMappingRun } from './port-mapping-runs.ts';
import { failByChance, type MappingApi, manyMappings, RunningTab, textOf } from './port-mapping-runs-testing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Goes on until nothing is left to do; how often somebody had to. */
async function goOnToTheEnd(tab: RunningTab<MappingApi>): Promise<number> {
  let times = 0;
  while (true) {
    const go = resumeMappingRun(tab.queryClient) ?? retryMappingRun(tab.queryClient);
    if (!go) return times;
    await tab.carryOut(go);
    times += 1;
    if (times > 2_000) throw new Error('The run does not come to an end.');
  }
}

test('an import of 2,000 rows of which a write in five fails ends in exactly the wanted table', async () => {
  const tab = await new RunningTab(createMockApi()).open();
  const wanted = manyMappings(2_000);
  const steps = await tab.plan(wanted, 'exactly');
  const stop = failByChance(tab.mock, 1);
  await tab.carryOut(tab.begin({ steps }));
  const times = await goOnToTheEnd(tab);
  stop();
  expect(times).toBeGreaterThan(0);
  expect(tab.run()?.state).toBe('ended');
  expect(tab.rows()).toEqual(wanted.map(textOf).sort());
  expect(new Set(tab.states())).toEqual(new Set(['done']));
  expect(tab.history()).toMatchObject([{ kind: 'apply', counts: { removed: 2, added: 2_000 } }]);
}, 180_000);
