// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { NewPortMapping } from '../rules/port-mappings.ts';
import { currentConnection, endSession, startSession } from '../session/session.ts';
import {
  compareInterruptedRun,
  dismissMappingRun,
  mappingRunQuery,
  pauseMappingRun,
  resumeMappingRun,
  shownMappingRun,
  stopMappingRun,
} from './port-mapping-runs.ts';
import {
  ADDRESS,
  adding,
  hydra5353,
  hydra9000,
  manyMappings,
  medusa,
  RunningTab,
  SEEDS,
  textsOf,
} from './port-mapping-runs-testing.ts';

let tab: RunningTab<MockApi>;

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('pause and stop', () => {
  test.each([
    ['pause', pauseMappingRun, 'pausing', 'paused'],
    ['stop', stopMappingRun, 'stopping', 'stopped'],
  ] as const)('%s: what is in flight ends, nothing more is sent, and it can go on', async (_, act, during, after) => {
    tab.fault('POST', 'latency', { times: 4, afterMs: 1_000 });
    const wanted = [...SEEDS, ...manyMappings(20)];
    const { end } = await tab.running(wanted, 500);
    act(tab.queryClient);
    expect(tab.run()?.state).toBe(during);
    await end();
    expect(tab.run()?.state).toBe(after);
    expect(tab.sent('POST')).toBe(4);
    expect(tab.states().filter((state) => state === 'done')).toHaveLength(4);
    await tab.carryOut(resumeMappingRun(tab.queryClient));
    expect(tab.run()?.state).toBe('ended');
    expect(tab.rows()).toEqual(textsOf(wanted));
    expect(tab.history()).toMatchObject([{ counts: { removed: 0, added: 20 } }]);
  });

  test('a long row of ports that moves rests between two of them, and none is missing meanwhile', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => ({
      ...hydra9000,
      public_port: 9100 + index,
      private_port: 9100 + index,
    }));
    for (const row of rows) tab.mock.addPortMapping({ server: ADDRESS, ...row });
    const moved = rows.map((row) => ({ ...row, public_port: row.public_port + 1 }));
    tab.fault('POST', 'latency', { times: 99, afterMs: 1_000 });
    const { end } = await tab.running([...SEEDS, ...moved], 3_500);
    pauseMappingRun(tab.queryClient);
    await end();
    expect(tab.messages()).toEqual([expect.stringMatching(/^The run came to rest in the middle of this: 4 of 10/)]);
    expect(tab.run()?.state).toBe('paused');
    const privatePorts = tab.mock.portMappings(ADDRESS).map(({ private_port }) => private_port);
    expect(rows.every(({ private_port }) => privatePorts.includes(private_port))).toBe(true);
    await tab.carryOut(resumeMappingRun(tab.queryClient));
    expect(tab.rows()).toEqual(textsOf([...SEEDS, ...moved]));
    expect(tab.history()).toMatchObject([{ counts: { removed: 10, added: 10 } }]);
  });

  test('a paused run that is stopped is stopped after a reload too, and another one may begin', async () => {
    tab.fault('POST', 'latency', { times: 4, afterMs: 1_000 });
    const { end } = await tab.running(manyMappings(20), 500);
    pauseMappingRun(tab.queryClient);
    await end();
    stopMappingRun(tab.queryClient);
    tab.reload();
    expect(shownMappingRun(tab.queryClient)?.state).toBe('stopped');
    expect(tab.begin({ steps: adding([medusa(9001)]) }).places).toEqual([0]);
  });

  test('closing the tab asks while it runs, and not before or after', async () => {
    const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(asks()).toBe(false);
    tab.fault('POST', 'latency', { afterMs: 1_000 });
    const { end } = await tab.running([...SEEDS, medusa(9001)], 500);
    expect(asks()).toBe(true);
    await end();
    expect(asks()).toBe(false);
  });
});

describe('a reload', () => {
  async function interrupted(wanted: readonly NewPortMapping[]) {
    tab.fault('POST', 'latency', { times: 99, afterMs: 1_000 });
    await tab.running(wanted, 2_500);
    tab.mock.clearFaults();
    const { fetch } = globalThis;
    // The page that is gone hears nothing more and sends nothing more.
    vi.clearAllTimers();
    globalThis.fetch = fetch;
    tab.reload();
    await tab.queryClient.ensureQueryData(mappingRunQuery());
  }

  test('in the middle: the table tells what is done, and the rest goes on', async () => {
    const wanted = [medusa(9000), hydra5353, ...manyMappings(20)];
    await interrupted(wanted);
    expect(tab.run()).toMatchObject({ state: 'interrupted', address: ADDRESS, origin: 'import' });
    expect(tab.run()?.steps).toHaveLength(21);
    await compareInterruptedRun(tab.queryClient);
    const done = tab.states().filter((state) => state === 'done').length;
    expect(done).toBe(tab.mock.portMappings(ADDRESS).length - 2);
    expect(tab.history()).toMatchObject([{ counts: { added: done } }]);
    await tab.carryOut(resumeMappingRun(tab.queryClient));
    expect(tab.run()?.state).toBe('ended');
    expect(tab.rows()).toEqual(textsOf(wanted));
    expect(tab.history()).toMatchObject([{ kind: 'apply', counts: { removed: 1, added: 21 } }]);
  });

  test('going on without a look before records what the page before had done as well', async () => {
    const wanted = [...SEEDS, ...manyMappings(20)];
    await interrupted(wanted);
    await tab.carryOut(resumeMappingRun(tab.queryClient));
    expect(tab.rows()).toEqual(textsOf(wanted));
    expect(tab.history()).toMatchObject([{ counts: { removed: 0, added: 20 } }]);
  });

  test('a browser with room for the plan, and none for how far it is, cannot keep the run', async () => {
    const setItem = sessionStorage.setItem;
    sessionStorage.setItem = (key, value) => {
      if (key.includes('mapping-run-steps')) throw new DOMException('full', 'QuotaExceededError');
      setItem(key, value);
    };
    await tab.carryOut(tab.begin({ steps: adding([medusa(9001)]) }));
    expect(tab.run()).toMatchObject({ state: 'ended', survivesReload: false });
  });

  test('after its end: what came of each step is still told, until it is dismissed', async () => {
    tab.fault('POST', 'refuse');
    await tab.carryOut(tab.begin({ steps: adding([medusa(9001), medusa(9002)]) }));
    const [before, messages] = [tab.states(), tab.messages()];
    tab.reload();
    await tab.queryClient.ensureQueryData(mappingRunQuery());
    expect([tab.states(), tab.messages()]).toEqual([before, messages]);
    dismissMappingRun(tab.queryClient);
    tab.reload();
    expect(await tab.queryClient.ensureQueryData(mappingRunQuery())).toBeNull();
  });
});

test('a run that outlives its session sends nothing more, tells nobody, and leaves nothing to the next', async () => {
  tab.fault('POST', 'latency', { times: 4, afterMs: 1_000 });
  const { end } = await tab.running([...SEEDS, ...manyMappings(20)], 500);
  const connection = currentConnection();
  endSession();
  tab.queryClient.clear();
  startSession(connection);
  await end();
  expect(tab.sent('POST')).toBe(4);
  expect(tab.run()).toBeNull();
  expect(tab.history()).toEqual([]);
  expect(resumeMappingRun(tab.queryClient)).toBe(undefined);
});
