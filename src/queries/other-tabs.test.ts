// @vitest-environment happy-dom
import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { slotOf } from '../session/kept-entries.ts';
import { currentConnection, currentSession, lockSession } from '../session/session.ts';
import { tagOfOwner } from '../session/tab-messages.ts';
import { capacityRecordsQuery } from './capacity-records.ts';
import { containersQuery } from './containers.ts';
import { followOtherTabs } from './other-tabs.ts';
import { portMappingsQuery } from './port-mappings.ts';
import { signOut } from './session.ts';
import { keysOf, signInAgainst } from './testing.ts';

/** A channel within one thread: what one end says, the others hear at once. */
class Channel {
  static all = new Set<Channel>();
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor() {
    Channel.all.add(this);
  }
  postMessage(data: unknown) {
    for (const other of Channel.all) if (other !== this) other.onmessage?.({ data: structuredClone(data) });
  }
  close() {
    Channel.all.delete(this);
  }
}

let mock: MockApi;
let queryClient: QueryClient;
let stop: () => void;
let other: Channel;
let heard: unknown[];
const KRATOS = tagOfOwner({ apiUrl: 'http://mock/api', username: 'kratos' });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('BroadcastChannel', Channel);
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  stop = followOtherTabs(queryClient);
  heard = [];
  other = new Channel();
  other.onmessage = ({ data }) => heard.push(data);
});

afterEach(() => {
  stop();
  Channel.all.clear();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The containers as a page shows them, read once. */
async function showContainers() {
  const leave = new QueryObserver(queryClient, containersQuery()).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(10);
  mock.clearLog();
  return leave;
}

const changed = (...keys: unknown[][]) => other.postMessage({ owner: KRATOS, kind: 'changed', keys });

test('a write that has ended, however it did, tells which queries it changes and nothing else', async () => {
  for (const outcome of ['done', 'failed']) {
    const mutation = queryClient.getMutationCache().build(queryClient, {
      meta: { changes: ['tags'], alsoChanges: [['containers']] },
      mutationFn: async ({ password }: { password: string }) => {
        if (outcome === 'failed') throw new Error(password);
        return password;
      },
    });
    await mutation.execute({ password: 'deimos' }).catch(() => undefined);
  }
  const message = { owner: KRATOS, kind: 'changed', keys: [['tags'], ['containers']] };
  expect(heard).toEqual([message, message]);
});

test('a sign-out is told; one that another tab told of is not told on', () => {
  signOut(queryClient);
  expect(heard).toEqual([{ owner: KRATOS, kind: 'signed-out' }]);
});

test('a sign-out elsewhere ends the session with its drafts and journals kept, and the password gone', () => {
  const draft = slotOf(currentConnection(), 'draft-new-container');
  sessionStorage.setItem(draft, '{}');
  other.postMessage({ owner: KRATOS, kind: 'signed-out' });
  expect(currentSession()).toEqual({ status: 'signed-out', elsewhere: true });
  expect(queryClient.getQueryData(containersQuery().queryKey)).toBeUndefined();
  expect(Object.keys(sessionStorageEntries())).toEqual([draft]);
  expect(heard).toEqual([]);
});

test('a tab that waits for the password is signed out too', () => {
  lockSession(currentConnection());
  other.postMessage({ owner: KRATOS, kind: 'signed-out' });
  expect(currentSession().status).toBe('signed-out');
});

function sessionStorageEntries() {
  return Object.fromEntries(keysOf(sessionStorage).map((key) => [key, sessionStorage.getItem(key)]));
}

test('what another tab changed is read again once, however often it is told', async () => {
  const leave = await showContainers();
  for (let times = 0; times < 500; times += 1) changed(['containers'], ['port-mappings', '1.2.3.4']);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(mock.log.map(({ path }) => path)).toEqual(['containers']);
  leave();
});

test('in a tab that nobody looks at, or that is locked, it is marked as old and not read', async () => {
  const leave = await showContainers();
  const { queryKey } = containersQuery();
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  changed(['containers']);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(mock.log).toEqual([]);
  expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true);
  vi.restoreAllMocks();
  lockSession(currentConnection());
  changed(['containers']);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(mock.log).toEqual([]);
  leave();
});

test('what a write of this tab reads by itself is not read under it', async () => {
  const leave = await showContainers();
  const mutation = queryClient.getMutationCache().build(queryClient, {
    meta: { changes: ['containers'] },
    mutationFn: () => new Promise(() => {}),
  });
  void mutation.execute(undefined);
  changed(['containers']);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(mock.log).toEqual([]);
  leave();
});

test.each([
  ['another owner', { owner: KRATOS + 1, kind: 'signed-out' }],
  ['no owner', { kind: 'signed-out' }],
  ['another kind', { owner: KRATOS, kind: 'sign-in' }],
  ['no object', 'signed-out'],
  ['null', null],
  ['no keys', { owner: KRATOS, kind: 'changed' }],
  ['keys that are none', { owner: KRATOS, kind: 'changed', keys: ['containers'] }],
  ['a key of objects', { owner: KRATOS, kind: 'changed', keys: [['containers', {}]] }],
  [
    'a key that the API does not hold',
    { owner: KRATOS, kind: 'changed', keys: [['capacity-records'], ['__proto__'], []] },
  ],
  ['too many keys', { owner: KRATOS, kind: 'changed', keys: Array.from({ length: 11 }, () => ['containers']) }],
])('a message of the wrong shape does nothing: %s', async (_, message) => {
  const leave = await showContainers();
  const invalidate = vi.spyOn(queryClient, 'invalidateQueries');
  other.postMessage(message);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(currentSession().status).toBe('signed-in');
  expect(invalidate).not.toHaveBeenCalled();
  expect(mock.log).toEqual([]);
  leave();
});

test('capacity that another tab keeps is shown', async () => {
  const leave = new QueryObserver(queryClient, capacityRecordsQuery()).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(10);
  const record = { '1.2.3.4': { customer: { memory: 64_000, declaredAt: '2026-11-28T00:00:00Z' } } };
  localStorage.setItem('capacity:http://mock/api', JSON.stringify(record));
  dispatchEvent(new StorageEvent('storage', { key: 'capacity:http://mock/api' }));
  await vi.advanceTimersByTimeAsync(10);
  expect(queryClient.getQueryData(capacityRecordsQuery().queryKey)).toEqual(record);
  leave();
});

test('a browser without the channel is left alone', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  followOtherTabs(queryClient)();
  expect(currentSession().status).toBe('signed-in');
});

test('no name is on the channel', () => {
  void queryClient.prefetchQuery(portMappingsQuery('1.2.3.4'));
  signOut(queryClient);
  expect(JSON.stringify(heard)).not.toMatch(/kratos|deimos|mock/);
});
