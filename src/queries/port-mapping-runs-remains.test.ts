import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { NewPortMapping } from '../rules/port-mappings.ts';
import {
  beginMappingRun,
  carryOutMappingRun,
  compareInterruptedRun,
  mappingRunQuery,
  pauseMappingRun,
  resumeMappingRun,
  retryMappingRun,
} from './port-mapping-runs.ts';
import {
  ADDRESS,
  adding,
  hydra5353,
  manyMappings,
  medusa,
  PATH,
  RunningTab,
  settledRun,
} from './port-mapping-runs-testing.ts';
import { deleteAndJudge } from './port-mapping-writes.ts';

let tab: RunningTab<MockApi>;

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Creations hang from now on; `answering` ends that. */
function hang(isHanging: (body: NewPortMapping) => boolean = () => true): () => void {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    if (init?.method !== 'POST') return fetch(input, init);
    const isToHang = isHanging(JSON.parse(await new Response(init.body).text()));
    return isToHang ? new Promise<Response>(() => {}) : fetch(input, init);
  };
  return () => {
    globalThis.fetch = fetch;
  };
}

/** The page dies with tcp 9000 deleted and not created for medusa. */
async function halfReplaced() {
  const steps = await tab.plan([medusa(9000), hydra5353], 'exactly');
  const answering = hang();
  void carryOutMappingRun(tab.queryClient, tab.begin({ steps }));
  await vi.advanceTimersByTimeAsync(1_000);
  answering();
  vi.clearAllTimers();
  tab.reload();
  await tab.open();
  await tab.queryClient.ensureQueryData(mappingRunQuery());
}
const lost = { removed: [{ container: 30_001, public_port: 9000 }], added: [] };

test('what a half-done step deleted is in the history when the table was compared', async () => {
  await halfReplaced();
  await compareInterruptedRun(tab.queryClient);
  expect(tab.history()).toMatchObject([lost]);
});

test('no run takes the place of one that is paused, also after a reload', async () => {
  tab.mock.addFault({ method: 'POST', path: PATH, kind: 'latency', times: 9, afterMs: 1_000 });
  const carried = carryOutMappingRun(tab.queryClient, tab.begin({ steps: adding(manyMappings(9)) }));
  await vi.advanceTimersByTimeAsync(500);
  pauseMappingRun(tab.queryClient);
  await settledRun(carried);
  const another = { address: ADDRESS, origin: 'range', steps: adding([medusa(7001)]) } as const;
  expect(beginMappingRun(tab.queryClient, another)).toBe(undefined);
  tab.reload();
  expect(beginMappingRun(tab.queryClient, another)).toBe(undefined);
});

test('what a failed step lost is in the history, also when the page dies before the next read', async () => {
  const steps = await tab.plan([medusa(9000), hydra5353], 'exactly');
  const { fetch } = globalThis;
  // Others take both places in the moment between.
  globalThis.fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (init?.method !== 'DELETE') return answer;
    tab.mock.addPortMapping({ server: ADDRESS, ...medusa(8999, 9000) });
    tab.mock.addPortMapping({ server: ADDRESS, ...medusa(9000, 8001), container: 30_001 });
    return answer;
  };
  const answering = hang(({ public_port }) => public_port === 7000);
  void carryOutMappingRun(tab.queryClient, tab.begin({ steps: [...steps, ...adding([medusa(7000)])] }));
  await vi.advanceTimersByTimeAsync(1_500);
  expect(tab.states()).toEqual(['failed', 'running']);
  answering();
  globalThis.fetch = fetch;
  vi.clearAllTimers();
  tab.reload();
  await tab.open();
  await tab.carryOut(resumeMappingRun(tab.queryClient));
  expect(tab.states()).toEqual(['failed', 'done']);
  expect(tab.history()).toMatchObject([{ removed: lost.removed, added: [medusa(7000)] }]);
});

test('what the person did by another button meanwhile is not called done by the run', async () => {
  tab.mock.addFault({ method: 'DELETE', path: PATH, kind: 'server-error' });
  await tab.carryOut(tab.begin({ steps: await tab.plan([], 'exactly') }));
  const open = tab.run()?.steps[tab.states().indexOf('unknown')]?.remove[0];
  if (!open) throw new Error('Nothing is open.');
  await settledRun(deleteAndJudge(tab.table, open).then(() => undefined));
  await tab.carryOut(retryMappingRun(tab.queryClient));
  expect(tab.run()?.state).toBe('ended');
  expect(tab.history().flatMap(({ removed }) => removed)).toHaveLength(2);
});
