import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { BulkRequest, BulkResult } from '../rules/bulk-changes.ts';
import { currentConnection, endSession, startSession } from '../session/session.ts';
import { runBulkChange } from './bulk-changes.ts';
import { containersQuery } from './containers.ts';
import { settled, signInAgainst } from './testing.ts';

let mock: MockApi;
let queryClient: QueryClient;
let results: Map<number, BulkResult>;

beforeEach(async () => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  results = new Map();
});

afterEach(() => {
  vi.useRealTimers();
});

async function run(request: BulkRequest, isStopped = () => false) {
  const { items } = await queryClient.fetchQuery(containersQuery());
  const context = {
    queryClient,
    connection: currentConnection(),
    isStopped,
    onResult: (uid: number, result: BulkResult) => void results.set(uid, result),
  };
  return settled(runBulkChange(context, request, items));
}

const sent = () => mock.log.filter((entry) => entry.method === 'POST').map(({ path, body }) => [path, body]);
const states = () => [...results].map(([uid, { state }]) => [uid, state]);
const retag = { kind: 'retag', add: ['db'], remove: ['prod'] } as const;

test('each container gets one POST, and the list is not read again for each', async () => {
  await run(retag);
  expect(sent().toSorted()).toEqual(
    [30_001, 30_002, 30_003, 30_004].map((uid) => [`containers/${uid}`, { tags: ['db'] }]),
  );
  expect(mock.log.filter(({ path }) => path === 'containers')).toHaveLength(1);
  expect(queryClient.getQueryData(containersQuery().queryKey)?.items.map(({ tags }) => tags)).toEqual(
    Array.from({ length: 4 }, () => ['db']),
  );
});

test('a new tag is created once, before the first container', async () => {
  expect(await run({ kind: 'retag', add: ['hot'], remove: [], create: ['hot'] })).toBeUndefined();
  const [first, ...others] = sent();
  expect(first).toEqual(['tags', { name: 'hot' }]);
  expect(others.map(([path]) => path).toSorted()).toEqual(
    [30_001, 30_002, 30_003, 30_004].map((uid) => `containers/${uid}`),
  );
});

test.each([
  ['refuse', 'The API refused'],
  ['server-error', 'not known whether the tag hot was created'],
] as const)('when a new tag cannot be created, nothing is sent to any container: %s', async (kind, why) => {
  mock.addFault({ kind, method: 'POST', path: 'tags' });
  const problem = await run({ kind: 'retag', add: ['hot'], remove: [], create: ['hot'] });
  expect(problem).toContain(why);
  expect(problem).toContain('No container was changed.');
  expect(states().map(([, state]) => state)).toEqual(['stopped', 'stopped', 'stopped', 'stopped']);
  expect(sent()).toHaveLength(1);
});

test('a failure in the middle is told, and the others are done', async () => {
  mock.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30002' });
  await run(retag);
  expect(results.get(30_002)).toMatchObject({ state: 'failed', message: expect.stringContaining('refused') });
  expect(states().filter(([, state]) => state === 'done')).toHaveLength(3);
});

test('a tag that somebody set meanwhile stays', async () => {
  const { items } = await queryClient.fetchQuery(containersQuery());
  const connection = currentConnection();
  await mock.fetch(
    new Request('http://mock/api/containers/30002', {
      method: 'POST',
      headers: {
        'X-uwsgi-it-username': '6b7261746f73',
        'X-uwsgi-it-password': '6465696d6f73',
      },
      body: '{"tags":["staging"]}',
    }),
  );
  const context = { queryClient, connection, isStopped: () => false, onResult: () => {} };
  await settled(runBulkChange(context, retag, items));
  const medusa = queryClient.getQueryData(containersQuery().queryKey)?.items.find(({ uid }) => uid === 30_002);
  expect(medusa?.tags.toSorted()).toEqual(['db', 'staging']);
});

test('reboots go one by one, and stop where the person stops', async () => {
  await run({ kind: 'reboot' }, () => [...results.values()].some(({ state }) => state === 'done'));
  expect(states()).toEqual([
    [30_001, 'done'],
    [30_002, 'stopped'],
    [30_003, 'stopped'],
    [30_004, 'stopped'],
  ]);
  expect(sent()).toEqual([['containers/30001', { reboot: 1 }]]);
});

test('a reboot without an answer is not known, and nothing is sent again', async () => {
  mock.addFault({ kind: 'server-error-after', method: 'POST', path: 'containers/30001' });
  await run({ kind: 'reboot' });
  expect(results.get(30_001)).toMatchObject({ state: 'unknown' });
  expect(sent()).toHaveLength(4);
});

test('a refused password ends the run', async () => {
  mock.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30001', status: 401 });
  await run({ kind: 'reboot' });
  expect(states().map(([, state]) => state)).toEqual(['failed', 'stopped', 'stopped', 'stopped']);
  expect(sent()).toHaveLength(1);
});

test('a run ends with its session, also when the same customer signs in again at once', async () => {
  mock.addFault({ kind: 'latency', method: 'POST', path: 'containers/30001', afterMs: 5_000 });
  const running = run({ kind: 'reboot' });
  await vi.advanceTimersByTimeAsync(1_000);
  endSession();
  startSession({ apiUrl: 'http://mock/api', username: 'kratos', password: 'deimos' });
  await running;
  expect(sent()).toEqual([['containers/30001', { reboot: 1 }]]);
});
