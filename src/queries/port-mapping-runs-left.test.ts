import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { NewPortMapping } from '../rules/port-mappings.ts';
import { carryOutMappingRun, compareInterruptedRun, dismissMappingRun, mappingRunQuery } from './port-mapping-runs.ts';
import { ADDRESS, adding, hydra5353, hydra9000, medusa, RunningTab, settledRun } from './port-mapping-runs-testing.ts';
import { addMapping } from './port-mapping-writes.ts';

let tab: RunningTab<MockApi>;

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
});

afterEach(() => {
  vi.useRealTimers();
});

/** The page dies while creations hang on the way to the API; nobody has looked at the table since. */
async function diesApplying(wanted: readonly NewPortMapping[]) {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) =>
    init?.method === 'POST' ? new Promise<Response>(() => {}) : fetch(input, init);
  await tab.running(wanted, 1_000);
  globalThis.fetch = fetch;
  vi.clearAllTimers();
  tab.reload();
  await tab.open();
  await tab.queryClient.ensureQueryData(mappingRunQuery());
}

/** tcp 9000 is deleted and not created for medusa. */
const halfReplaced = () => diesApplying([medusa(9000), hydra5353]);
const lost = { kind: 'apply', removed: [hydra9000], added: [] };

describe('what a run had begun before another took its place', () => {
  test('is in the history, before what the other one did', async () => {
    await halfReplaced();
    await tab.carryOut(tab.begin({ steps: adding([medusa(7000)]), origin: 'range' }));
    expect(tab.history()).toMatchObject([{ removed: [], added: [medusa(7000)] }, lost]);
  });

  test('is in the history, also when the page dies before the other one has read the table', async () => {
    await halfReplaced();
    tab.fault('GET', 'silence', { times: 9 });
    void carryOutMappingRun(tab.queryClient, tab.begin({ steps: adding([medusa(7000)]), origin: 'range' }));
    await vi.advanceTimersByTimeAsync(1_000);
    tab.mock.clearFaults();
    vi.clearAllTimers();
    tab.reload();
    await tab.open();
    expect(tab.run()).toBeNull();
    await tab.queryClient.ensureQueryData(mappingRunQuery());
    await settledRun(compareInterruptedRun(tab.queryClient));
    expect(tab.history()).toMatchObject([lost]);
  });

  test('is in the history when the other one is of another server', async () => {
    await halfReplaced();
    const other = { address: '5.6.7.8', steps: adding([{ ...medusa(7000), container: 30_003 }]) };
    await tab.carryOut(tab.begin(other));
    await settledRun(compareInterruptedRun(tab.queryClient));
    expect(tab.history()).toMatchObject([
      { ...lost, address: ADDRESS },
      { address: '5.6.7.8', added: other.steps[0]?.add },
    ]);
  });

  test('is in the history when it was dismissed', async () => {
    await halfReplaced();
    dismissMappingRun(tab.queryClient);
    await settledRun(compareInterruptedRun(tab.queryClient));
    expect(tab.history()).toMatchObject([lost]);
    await settledRun(compareInterruptedRun(tab.queryClient));
    expect(tab.history()).toHaveLength(1);
  });

  test('waits for a table that can be read', async () => {
    await halfReplaced();
    dismissMappingRun(tab.queryClient);
    tab.fault('GET', 'refuse', { times: 9 });
    await expect(settledRun(compareInterruptedRun(tab.queryClient))).rejects.toThrow();
    tab.mock.clearFaults();
    tab.fault('GET', 'bad-row');
    await settledRun(compareInterruptedRun(tab.queryClient));
    expect(tab.history()).toEqual([]);
    await settledRun(compareInterruptedRun(tab.queryClient));
    expect(tab.history()).toMatchObject([lost]);
  });

  test('is not taken for what the tab did since', async () => {
    await diesApplying([hydra9000, hydra5353, medusa(7000)]);
    dismissMappingRun(tab.queryClient);
    const added = addMapping(tab.table, medusa(7000));
    await settledRun(added.then(() => undefined));
    await settledRun(compareInterruptedRun(tab.queryClient));
    expect(tab.history()).toMatchObject([{ kind: 'add', added: [medusa(7000)] }]);
  });
});
