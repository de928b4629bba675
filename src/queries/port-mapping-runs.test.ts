import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { recordMappingChange } from './port-mapping-history.ts';
import {
  beginMappingRun,
  dismissMappingRun,
  mappingRunQuery,
  resumeMappingRun,
  retryMappingRun,
} from './port-mapping-runs.ts';
import {
  ADDRESS,
  adding,
  hydra5353,
  hydra9000,
  manyMappings,
  medusa,
  PATH,
  RunningTab,
  SEEDS,
  textsOf,
} from './port-mapping-runs-testing.ts';
import { portMappingsQuery } from './port-mappings.ts';

let tab: RunningTab<MockApi>;

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a run that works', () => {
  test('sends each write once, at most four at a time, and reads the table twice', async () => {
    const wanted = [...SEEDS, ...manyMappings(30)];
    const steps = await tab.plan(wanted, 'exactly');
    const { fetch } = globalThis;
    let inFlight = 0;
    let most = 0;
    globalThis.fetch = async (input, init) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      return fetch(input, init).finally(() => {
        inFlight -= 1;
      });
    };
    tab.fault('POST', 'latency', { times: 99, afterMs: 50 });
    tab.mock.clearLog();
    await tab.carryOut(tab.begin({ steps }));
    expect(most).toBe(4);
    expect([tab.sent('GET'), tab.sent('POST'), tab.sent('DELETE')]).toEqual([2, 30, 0]);
    expect(tab.rows()).toEqual(textsOf(wanted));
    expect(tab.run()).toMatchObject({ state: 'ended', go: { steps: 30, settled: 30 }, survivesReload: true });
  });

  test('replaces with the shortest gap: what is deleted is created in the next request', async () => {
    const steps = await tab.plan([{ ...hydra9000, private_port: 8001 }, hydra5353], 'exactly');
    tab.mock.clearLog();
    await tab.carryOut(tab.begin({ steps }));
    expect(tab.mock.log.map(({ method }) => method)).toEqual(['GET', 'DELETE', 'POST', 'GET']);
    expect(tab.history()).toMatchObject([{ kind: 'apply', removed: [hydra9000], added: [{ private_port: 8001 }] }]);
  });

  test('is handed to the page some times a second, not for each of many', async () => {
    const shown = vi.fn();
    const steps = await tab.plan(manyMappings(200), 'only-add');
    tab.fault('POST', 'latency', { times: 200, afterMs: 10 });
    const go = tab.begin({ steps });
    const { queryKey } = mappingRunQuery();
    const stop = tab.queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && query.queryKey[0] === queryKey[0]) shown();
    });
    await tab.carryOut(go);
    stop();
    // 50 rounds of 10 ms.
    expect(shown.mock.calls.length).toBeLessThan(10);
  });

  test('another one cannot begin meanwhile', async () => {
    tab.fault('POST', 'latency', { afterMs: 1_000 });
    const { end } = await tab.running(manyMappings(10), 500);
    expect(beginMappingRun(tab.queryClient, { address: ADDRESS, origin: 'range', steps: adding([medusa(9001)]) })).toBe(
      undefined,
    );
    expect(resumeMappingRun(tab.queryClient)).toBe(undefined);
    dismissMappingRun(tab.queryClient);
    expect(tab.run()).not.toBeNull();
    await end();
    dismissMappingRun(tab.queryClient);
    expect(tab.run()).toBeNull();
  });

  test('its table is not refreshed in the middle', async () => {
    tab.fault('POST', 'latency', { afterMs: 1_000 });
    const { end } = await tab.running(manyMappings(10), 500);
    const [mutation] = tab.queryClient.getMutationCache().findAll({ status: 'pending' });
    expect(mutation?.meta?.changes).toEqual(portMappingsQuery(ADDRESS).queryKey);
    await end();
  });
});

describe('answers that prove nothing', () => {
  test.each(['cut-after', 'refuse-after', 'server-error-after', 'break-off', 'malformed', 'silence'] as const)(
    'a write that took effect is done in spite of %s, and not sent again',
    async (kind) => {
      const steps = await tab.plan([medusa(9000), hydra5353], 'exactly');
      tab.fault('POST', kind);
      tab.fault('DELETE', kind);
      await tab.carryOut(tab.begin({ steps }));
      expect(tab.states()).toEqual(['done']);
      expect([tab.sent('POST'), tab.sent('DELETE')]).toEqual([1, 1]);
      expect(tab.rows()).toEqual(textsOf([medusa(9000), hydra5353]));
    },
  );

  test('a browser that repeats a creation by itself, and is refused for it, adds one', async () => {
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      if (init?.method === 'POST') await fetch(input, init);
      return fetch(input, init);
    };
    await tab.carryOut(tab.begin({ steps: adding([medusa(9001)]) }));
    expect(tab.states()).toEqual(['done']);
    expect(tab.rows()).toEqual(textsOf([...SEEDS, medusa(9001)]));
  });

  test('faults of five rows do not cost a read each for every look', async () => {
    tab.fault('POST', 'cut-before', { times: 4 });
    tab.mock.clearLog();
    await tab.carryOut(tab.begin({ steps: adding([1, 2, 3, 4, 5].map((one) => medusa(9000 + one))) }));
    expect(tab.states().filter((state) => state === 'unknown')).toHaveLength(4);
    expect(tab.sent('GET')).toBeLessThan(12);
  });

  test('what the API accepted and no table shows is not called done', async () => {
    tab.mock.addFault({ kind: 'refuse', method: 'POST', path: PATH, status: 200, json: { message: 'Created' } });
    await tab.carryOut(tab.begin({ steps: adding([medusa(9001)]) }));
    expect(tab.states()).toEqual(['unknown']);
    expect(tab.messages()).toEqual([expect.stringContaining('The API said that it did it')]);
    expect(tab.history()).toEqual([]);
    await tab.carryOut(retryMappingRun(tab.queryClient));
    expect(tab.states()).toEqual(['done']);
  });
});

test('a revert that is wholly done marks the change, and can itself be reverted', async () => {
  await tab.carryOut(tab.begin({ steps: await tab.plan([medusa(9001)], 'exactly') }));
  const [change] = tab.history();
  const steps = await tab.plan(SEEDS, 'exactly');
  await tab.carryOut(tab.begin({ steps, origin: 'revert', ...(change ? { reverts: change.id } : {}) }));
  expect(tab.history()).toMatchObject([
    { kind: 'revert', counts: { removed: 1, added: 2 } },
    { kind: 'apply', revertedAt: expect.any(Number) },
  ]);
  expect(tab.rows()).toEqual(textsOf(SEEDS));
});

test('a run that begins in the moment in which a change was recorded is another change', async () => {
  const row = { ...hydra9000, id: 1, container_ip: '10.0.0.3' };
  recordMappingChange(tab.table, { kind: 'delete', removed: [row], added: [] });
  await tab.carryOut(tab.begin({ steps: adding([medusa(9001)]) }));
  expect(tab.history()).toMatchObject([
    { kind: 'apply', removed: [], added: [medusa(9001)] },
    { kind: 'delete', removed: [row], added: [] },
  ]);
});
