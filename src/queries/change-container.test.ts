import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { type ContainerChange, spareChange } from '../rules/containers.ts';
import { currentConnection, endSession, startSession } from '../session/session.ts';
import { runChange } from './change-container.ts';
import { createQueryClient } from './client.ts';
import { containerQuery } from './containers.ts';
import { dropKeptChange, keepChange, keptChangeQuery } from './kept-changes.ts';
import { keysOf, signInAgainst } from './testing.ts';
import type { WriteContext } from './write-context.ts';

let mock: MockApi;
let queryClient: QueryClient;
let context: WriteContext;

beforeEach(() => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  context = { queryClient, connection: currentConnection() };
});

afterEach(() => {
  vi.useRealTimers();
});

/** What the container's page shows as kept, also after a reload. */
async function keptChange(uid: number) {
  const shown = queryClient.getQueryData(keptChangeQuery(uid).queryKey) ?? null;
  const afterReload = await createQueryClient().fetchQuery({ ...keptChangeQuery(uid), staleTime: 0 });
  expect(shown).toEqual(afterReload);
  return shown ?? undefined;
}

async function change(uid: number, wanted: ContainerChange) {
  const running = runChange(context, uid, wanted);
  await vi.advanceTimersByTimeAsync(90_000);
  return running;
}

const sent = () => mock.log.filter((entry) => entry.method === 'POST');

test('a change is sent once, read back and shown', async () => {
  expect(await change(30_002, { note: 'stone' })).toMatchObject({ verdict: 'done' });
  expect(sent()).toMatchObject([{ path: 'containers/30002', body: { note: 'stone' } }]);
  expect(queryClient.getQueryData(containerQuery(30_002).queryKey)?.note).toBe('stone');
  expect(await keptChange(30_002)).toBeUndefined();
});

test('a container becomes a spare', async () => {
  expect(await change(30_002, spareChange())).toMatchObject({ verdict: 'done' });
  expect(mock.containers()[1]).toMatchObject({ name: 'spare', memory: 1, storage: 1 });
});

test.each(['cut-after', 'break-off', 'silence', 'refuse-after'] as const)(
  'an answer lost by %s hides nothing that was done',
  async (kind) => {
    mock.addFault({ kind, method: 'POST', path: 'containers/30002' });
    expect(await change(30_002, { note: 'stone' })).toMatchObject({ verdict: 'done' });
    expect(sent()).toHaveLength(1);
  },
);

test('tags that the API drops without a word are not done, and only they are kept', async () => {
  const wanted = { note: 'stone', tags: ['prod', 'unknown'] };
  expect(await change(30_002, wanted)).toMatchObject({ verdict: 'not-done', fields: ['tags'] });
  expect(await keptChange(30_002)).toEqual({ tags: wanted.tags });
  dropKeptChange(context, 30_002);
  expect(await keptChange(30_002)).toBeUndefined();
});

test.each([{ reboot: 1 }, { jid_secret: 'hunter2' }] as const)(
  '%o is told by its answer alone, though the container cannot be read afterwards',
  async (wanted) => {
    mock.addFault({ kind: 'server-error', method: 'GET', path: 'containers/30002', times: 9 });
    expect(await change(30_002, wanted)).toMatchObject({ verdict: 'done' });
    mock.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30002' });
    expect(await change(30_002, wanted)).toMatchObject({ verdict: 'not-done' });
    mock.addFault({ kind: 'server-error-after', method: 'POST', path: 'containers/30002' });
    expect(await change(30_002, wanted)).toMatchObject({ verdict: 'cannot-tell' });
  },
);

test('too much memory cannot be told from a lost answer, and the change is kept', async () => {
  expect(await change(30_002, { memory: 5_000_000 })).toMatchObject({ verdict: 'cannot-tell' });
  expect(await keptChange(30_002)).toEqual({ memory: 5_000_000 });
  expect(sent()).toHaveLength(1);
});

test('what is kept of one container is merged, and only what is done is taken away', async () => {
  mock.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30002' });
  await change(30_002, { note: 'stone', distro: 2 });
  expect(await change(30_002, { name: 'gorgon', distro: 3 })).toMatchObject({ verdict: 'done' });
  expect(await keptChange(30_002)).toEqual({ note: 'stone' });
  keepChange(context, 30_003, { note: 'three heads' });
  expect(await keptChange(30_002)).toEqual({ note: 'stone' });
  expect(await change(30_002, { note: 'stone' })).toMatchObject({ verdict: 'done' });
  expect(await keptChange(30_002)).toBeUndefined();
});

test('a value that is wanted otherwise by now stays kept', async () => {
  mock.addFault({ kind: 'latency', afterMs: 100, method: 'POST', path: 'containers/30002' });
  const running = change(30_002, { note: 'stone' });
  keepChange(context, 30_002, { note: 'snakes' });
  expect(await running).toMatchObject({ verdict: 'done' });
  expect(await keptChange(30_002)).toEqual({ note: 'snakes' });
});

test('only what is known to be no secret is stored', async () => {
  const secret = { note: 'stone', jid_secret: 'hunter2', pushover_token: 'hunter3' } as ContainerChange;
  keepChange(context, 30_002, secret);
  expect(await keptChange(30_002)).toEqual({ note: 'stone' });
  const stored = Array.from({ length: sessionStorage.length }, (_, index) =>
    sessionStorage.getItem(sessionStorage.key(index) ?? ''),
  );
  expect(stored.join()).toContain('stone');
  expect(stored.join()).not.toContain('hunter');
});

const zeus = { apiUrl: 'http://mock/api', username: 'zeus', password: 'zeus' };

test('nothing is sent for somebody who has signed out', async () => {
  endSession();
  startSession(zeus);
  expect(await change(30_002, { note: 'stone' })).toMatchObject({
    verdict: 'not-sent',
    message: 'You signed out before this was sent. Nothing was sent.',
  });
  expect(sent()).toEqual([]);
});

test('a change that outlives its session is neither kept for the next user nor shown to them', async () => {
  mock.addFault({ kind: 'silence', method: 'POST', path: 'containers/30002' });
  const running = change(30_002, { note: 'stone' });
  endSession();
  queryClient.clear();
  startSession(zeus);
  expect(await running).toMatchObject({ verdict: 'done' });
  expect(await keptChange(30_002)).toBeUndefined();
  expect(queryClient.getQueryData(containerQuery(30_002).queryKey)).toBeUndefined();
  expect(keysOf(sessionStorage), 'the session of zeus').toEqual(['last-sign-out', 'session']);
});

test('what is kept belongs to the customer it was typed by, until somebody else signs in', async () => {
  const kept = () => createQueryClient().fetchQuery({ ...keptChangeQuery(30_002), staleTime: 0 });
  keepChange(context, 30_002, { note: 'stone' });
  startSession({ ...context.connection, password: 'ares' });
  expect(await kept()).toEqual({ note: 'stone' });
  startSession(zeus);
  expect(await kept()).toBeNull();
  startSession(context.connection);
  expect(await kept()).toBeNull();
});
