import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { getContainer } from '../api/containers.ts';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { ContainerChange } from '../rules/containers.ts';
import { baseOf } from '../rules/stale-edits.ts';
import { currentConnection, endSession } from '../session/session.ts';
import { readContainer, runChange } from './change-container.ts';
import { containersQuery } from './containers.ts';
import { type EditRequest, runEdit } from './edit-container.ts';
import { keptChangeQuery } from './kept-changes.ts';
import { settled, signInAgainst } from './testing.ts';
import type { WriteContext } from './write-context.ts';

const HYDRA = 30_001;
const sources = { customer: { memory: 64_000, storage: 2_000_000, declaredAt: '2026-11-23T10:00:00.000Z' } };

let mock: MockApi;
let queryClient: QueryClient;
let context: WriteContext;

beforeEach(async () => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  context = { queryClient, connection: currentConnection() };
  await queryClient.fetchQuery(containersQuery());
});

afterEach(() => {
  vi.useRealTimers();
});

/** An edit by somebody whose form opened now, while `others` save before it does. */
async function edit(change: ContainerChange, others: ContainerChange = {}, different: Partial<EditRequest> = {}) {
  const base = baseOf(await readContainer(context, HYDRA));
  if (Object.keys(others).length > 0) await settled(runChange(context, HYDRA, others));
  mock.clearLog();
  return settled(runEdit(context, { uid: HYDRA, base, change, sources, ...different }));
}

const sent = () => mock.log.filter((entry) => entry.method === 'POST').map((entry) => entry.body);

test('rename, resize and retag are one POST with exactly three keys, and the list shows it', async () => {
  const change = { name: 'lerna', memory: 9000, tags: ['prod', 'db'] };
  expect(await edit(change)).toMatchObject({ verdict: 'done', sent: change, container: { hostname: 'lerna' } });
  expect(sent()).toEqual([change]);
  const listed = queryClient.getQueryData(containersQuery().queryKey)?.items.find(({ uid }) => uid === HYDRA);
  expect(listed).toMatchObject({ name: 'lerna', memory: 9000 });
  expect(queryClient.getQueryData(keptChangeQuery(HYDRA).queryKey) ?? null).toBeNull();
});

test('what is so already is not sent', async () => {
  expect(await edit({ name: 'hydra', tags: ['prod'] })).toMatchObject({ verdict: 'done', sent: {} });
  expect(sent()).toEqual([]);
});

test('two edits of different fields both survive', async () => {
  expect(await edit({ name: 'lerna' }, { note: 'theirs' })).toMatchObject({ verdict: 'done' });
  expect(sent()).toEqual([{ name: 'lerna' }]);
  expect(await readContainer(context, HYDRA)).toMatchObject({ name: 'lerna', note: 'theirs' });
});

test('two edits of one field ask, and nothing is sent', async () => {
  expect(await edit({ name: 'mine', note: 'mine' }, { name: 'theirs' })).toMatchObject({
    verdict: 'conflict',
    conflicts: [{ key: 'name', mine: 'mine', theirs: 'theirs' }],
  });
  expect(sent()).toEqual([]);
});

test('what a fresh list has no room for is not sent', async () => {
  mock.addContainer({ server: '1.2.3.4', name: 'late', memory: 50_000, storage: 1 });
  expect(await edit({ memory: 20_000 })).toMatchObject({ verdict: 'not-sent', field: 'memory' });
  expect(sent()).toEqual([]);
});

test('a resize that the API cannot store is explained with the room of the server, and tried once', async () => {
  const outcome = await edit({ memory: 500_000 }, {}, { sources: {} });
  expect(outcome).toMatchObject({ verdict: 'cannot-tell', message: expect.stringContaining('no room') });
  expect(sent()).toHaveLength(1);
});

test.each(['server-error-after', 'cut-after', 'silence', 'refuse-after'] as const)(
  'a resize answered by %s is found done',
  async (kind) => {
    mock.addFault({ kind, method: 'POST', path: `containers/${HYDRA}`, times: 1 });
    expect(await edit({ memory: 9000 })).toMatchObject({ verdict: 'done' });
    expect(sent()).toHaveLength(1);
  },
);

test('a link that is answered with 409 although it was made is done', async () => {
  mock.addFault({ kind: 'refuse-after', method: 'POST', status: 409, json: { error: 'Conflict' } });
  expect(await edit({ link: 30_002 })).toMatchObject({ verdict: 'done', container: { linked_to: [30_002] } });
});

test('a new tag is created just before the change, and one that somebody else created is used', async () => {
  mock.addFault({ kind: 'refuse-after', method: 'POST', path: 'tags', status: 409, json: { error: 'Conflict' } });
  const outcome = await edit({ tags: ['prod', 'hot'] }, {}, { newTags: ['hot'] });
  expect(outcome).toMatchObject({ verdict: 'done', container: { tags: ['prod', 'hot'] } });
  expect(sent()).toEqual([{ name: 'hot' }, { tags: ['prod', 'hot'] }]);
  expect(await edit({ tags: ['hot'] }, {}, { newTags: ['hot'] })).toMatchObject({ verdict: 'done' });
  expect(sent()).toEqual([{ tags: ['hot'] }]);
});

test('without its new tag the container is not changed, and of a conflict no tag is left', async () => {
  mock.addFault({ kind: 'refuse', method: 'POST', path: 'tags' });
  const change = { name: 'lerna', tags: ['hot'] };
  expect(await edit(change, {}, { newTags: ['hot'] })).toMatchObject({ verdict: 'not-sent', field: 'tags' });
  expect(sent()).toEqual([{ name: 'hot' }]);
  expect(await edit(change, { name: 'theirs' }, { newTags: ['hot'] })).toMatchObject({ verdict: 'conflict' });
  expect(sent()).toEqual([]);
});

test.each([
  ['the second read of it', { hot: true }, `containers/${HYDRA}`, 1],
  ['the tags before the next one', { hot: true, cold: true }, 'tags', 2],
])('a new tag that stands already is told of when %s fails', async (_, names, path, readsBefore) => {
  const newTags = Object.keys(names);
  const original = globalThis.fetch;
  let reads = 0;
  globalThis.fetch = (input, init) => {
    const isRead = init?.method === 'GET' && String(input).endsWith(path);
    if (isRead && reads++ === readsBefore) mock.addFault({ kind: 'server-error', method: 'GET', path });
    return original(input, init);
  };
  const base = baseOf(await getContainer(currentConnection(), HYDRA));
  reads = 0;
  const change = { tags: ['prod', ...newTags] };
  const outcome = await settled(runEdit(context, { uid: HYDRA, base, change, newTags }));
  expect(mock.tags().map(({ name }) => name)).toContain('hot');
  expect(outcome).toMatchObject({ verdict: 'not-sent', message: expect.stringContaining('The tag hot was created.') });
  expect(outcome).toMatchObject({ message: expect.not.stringContaining('nothing was sent') });
});

test('a container that cannot be read is not written to', async () => {
  const base = baseOf(await readContainer(context, HYDRA));
  mock.clearLog();
  mock.addFault({ kind: 'refuse', method: 'GET', path: `containers/${HYDRA}` });
  const outcome = await settled(runEdit(context, { uid: HYDRA, base, change: { name: 'x' } }));
  expect(outcome).toMatchObject({ verdict: 'not-sent', message: expect.stringContaining('nothing was sent') });
  expect(sent()).toEqual([]);
});

test('nothing is sent for somebody who has signed out', async () => {
  const running = edit({ name: 'lerna' });
  endSession();
  expect(await running).toMatchObject({ verdict: 'not-sent' });
  expect(sent()).toEqual([]);
});

test('a refused password is told as such, and nothing was changed', async () => {
  const base = baseOf(await readContainer(context, HYDRA));
  mock.addFault({ kind: 'refuse', method: 'POST', status: 401 });
  const running = runEdit(context, { uid: HYDRA, base, change: { name: 'lerna' } });
  await vi.advanceTimersByTimeAsync(0);
  mock.setPassword('kratos', 'changed');
  expect(await settled(running)).toMatchObject({
    verdict: 'not-done',
    message: expect.stringContaining('password was refused'),
  });
  expect(mock.containers()[0]).toMatchObject({ name: 'hydra' });
});

test('a tag that somebody sets while a new one is created stays', async () => {
  const base = baseOf(await readContainer(context, HYDRA));
  mock.addFault({ kind: 'latency', method: 'POST', path: 'tags', afterMs: 5000 });
  const running = runEdit(context, { uid: HYDRA, base, change: { tags: ['prod', 'hot'] }, newTags: ['hot'] });
  await vi.advanceTimersByTimeAsync(1000);
  const theirs = new Request(`http://mock/api/containers/${HYDRA}`, {
    method: 'POST',
    headers: { 'X-uwsgi-it-username': '6b7261746f73', 'X-uwsgi-it-password': '6465696d6f73' },
    body: JSON.stringify({ tags: ['prod', 'db'] }),
  });
  await mock.fetch(theirs);
  expect(await settled(running)).toMatchObject({ verdict: 'done', container: { tags: ['prod', 'db', 'hot'] } });
});
