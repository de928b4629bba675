// @vitest-environment happy-dom
import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { BulkRequest } from '../rules/bulk-changes.ts';
import { currentConnection, endSession, startSession } from '../session/session.ts';
import { beginRun, bulkRunQuery, carryOut, dismissRun, stopRun } from './bulk-runs.ts';
import { createQueryClient } from './client.ts';
import { containersQuery } from './containers.ts';
import { signInAgainst } from './testing.ts';

const DISTRO: BulkRequest = { kind: 'set-distro', distro: { id: 2, name: 'Ubuntu' } };

let mock: MockApi;
let queryClient: QueryClient;

beforeEach(() => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
});

afterEach(() => {
  vi.useRealTimers();
});

/** Not so long that the list, which no page shows here, is thrown away. */
async function settled<Result>(running: Promise<Result>): Promise<Result> {
  await vi.advanceTimersByTimeAsync(60_000);
  return running;
}

async function begin(request: BulkRequest) {
  const { items } = await queryClient.fetchQuery(containersQuery());
  const go = beginRun(queryClient, { request, targets: items });
  if (!go) throw new Error('Nothing began.');
  return carryOut(queryClient, go);
}

const shown = () => queryClient.getQueryData(bulkRunQuery().queryKey);
const states = (run = shown()) => [...(run?.results.values() ?? [])].map(({ state }) => state);
const sent = () => mock.log.filter(({ method }) => method === 'POST').map(({ path }) => path);
const afterReload = () => createQueryClient().ensureQueryData(bulkRunQuery());

test('a run is shown to its end, and again after a reload, until it is dismissed', async () => {
  await settled(begin(DISTRO));
  expect(shown()).toMatchObject({ state: 'ended' });
  expect(states()).toEqual(['done', 'done', 'done', 'done']);
  const again = await afterReload();
  expect(again).toMatchObject({ state: 'ended', request: DISTRO });
  expect(states(again ?? undefined)).toEqual(states());
  dismissRun(queryClient);
  expect(shown()).toBeNull();
  expect(await afterReload()).toBeNull();
});

test('the list shows what was done', async () => {
  await settled(begin(DISTRO));
  expect(queryClient.getQueryData(containersQuery().queryKey)?.items.map(({ distro }) => distro)).toEqual([2, 2, 2, 2]);
});

test('of a run that a reload interrupts, each container is told truthfully', async () => {
  mock.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30001' });
  mock.addFault({ kind: 'latency', method: 'POST', path: 'containers/30003', afterMs: 5000 });
  const running = begin(DISTRO);
  await vi.advanceTimersByTimeAsync(2000);
  const run = await afterReload();
  expect(run).toMatchObject({ state: 'interrupted', targets: [{ name: 'hydra' }, {}, {}, {}] });
  expect(states(run ?? undefined)).toEqual(['failed', 'done', 'unknown', 'stopped']);
  expect(run?.results.get(30_001)).toMatchObject({ message: expect.stringContaining('refused') });
  await settled(running);
});

test('a run that outlives its session sends nothing more, and does not mix with the next', async () => {
  mock.addFault({ kind: 'latency', method: 'POST', path: 'containers/30001', afterMs: 5000 });
  const first = begin({ kind: 'reboot' });
  await vi.advanceTimersByTimeAsync(1000);
  const connection = currentConnection();
  endSession();
  queryClient.clear();
  startSession(connection);
  expect(shown()).toBeUndefined();
  const second = begin({ kind: 'retag', add: ['db'], remove: [] });
  await settled(Promise.all([first, second]));
  expect(shown()).toMatchObject({ request: { kind: 'retag' }, state: 'ended' });
  expect(states()).toEqual(['done', 'done', 'done', 'done']);
  expect(mock.containers().map(({ reboots }) => reboots)).toEqual([1, 0, 0, 0]);
});

test('after a conflict a retry sets it over what they set, and only that is sent', async () => {
  const { items } = await queryClient.fetchQuery(containersQuery());
  Object.assign(mock.containers()[1] ?? {}, { distro: 3 });
  const go = beginRun(queryClient, { request: DISTRO, targets: items });
  if (go) await settled(carryOut(queryClient, go));
  expect(states()).toEqual(['done', 'failed', 'done', 'done']);
  const message = expect.stringMatching(
    /^Somebody set .* on medusa \(30002\) meanwhile\. Nothing was sent\..*Retry failed/,
  );
  expect(shown()?.results.get(30_002)).toMatchObject({ message });
  mock.clearLog();
  const earlier = shown();
  const targets = earlier?.targets.filter(({ uid }) => uid === 30_002) ?? [];
  const retry = earlier && beginRun(queryClient, { request: DISTRO, targets, earlier });
  if (retry) await settled(carryOut(queryClient, retry));
  expect(states()).toEqual(['done', 'done', 'done', 'done']);
  expect(sent()).toEqual(['containers/30002']);
});

test('closing the tab asks while a run is under way, and not before or after', async () => {
  const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  mock.addFault({ kind: 'latency', method: 'POST', path: 'containers/30001', afterMs: 5000 });
  expect(asks()).toBe(false);
  const running = begin({ kind: 'reboot' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(asks()).toBe(true);
  stopRun(queryClient);
  expect(asks()).toBe(true);
  await settled(running);
  expect(states()).toEqual(['done', 'stopped', 'stopped', 'stopped']);
  expect(asks()).toBe(false);
});
