import { beforeEach, expect, test } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection, endSession } from '../session/session.ts';
import { runNotedTagCreation } from './tag-changes.ts';
import { runTagCreation } from './tag-writes.ts';
import { tagsQuery } from './tags.ts';
import { signInAgainst } from './testing.ts';

let mock: MockApi;
let create: (name: string) => ReturnType<typeof runTagCreation>;
let createNoted: (name: string, note: string) => ReturnType<typeof runNotedTagCreation>;
let shown: () => string[] | undefined;

beforeEach(() => {
  mock = createMockApi();
  const queryClient = signInAgainst(mock.fetch);
  const connection = currentConnection();
  create = (name) => runTagCreation({ queryClient, connection }, name);
  createNoted = (name, note) => runNotedTagCreation({ queryClient, connection }, { name, note });
  shown = () => queryClient.getQueryData(tagsQuery().queryKey)?.items.map((tag) => tag.name);
});

const sent = () => mock.log.filter((entry) => entry.method === 'POST' && entry.path === 'tags');

test('a tag is created once and shown', async () => {
  expect(await create('eu')).toMatchObject({ verdict: 'done', tag: { name: 'eu' } });
  expect(sent()).toHaveLength(1);
  expect(shown()).toContain('eu');
});

test('a tag that exists is given back, and nothing is sent', async () => {
  expect(await create('prod')).toMatchObject({ verdict: 'done', tag: { name: 'prod' } });
  expect(sent()).toEqual([]);
});

test('the 409 of the browser’s own repetition counts as created', async () => {
  mock.addFault({ kind: 'refuse-after', method: 'POST', path: 'tags', status: 409, json: { error: 'Conflict' } });
  expect(await create('eu')).toMatchObject({ verdict: 'done' });
  expect(mock.tags().filter((tag) => tag.name === 'eu')).toHaveLength(1);
});

test('a refusal without effect is one', async () => {
  mock.addFault({ kind: 'refuse', method: 'POST', path: 'tags', status: 409, json: { error: 'Conflict' } });
  expect(await create('eu')).toMatchObject({ verdict: 'not-done' });
  expect(shown()).not.toContain('eu');
});

test('nothing is sent when the tags cannot be read before', async () => {
  mock.addFault({ kind: 'server-error', method: 'GET', path: 'tags' });
  await expect(create('eu')).rejects.toThrow('GET tags: no-answer');
  expect(sent()).toEqual([]);
});

test('nothing is sent for somebody who signs out meanwhile, and nothing is shown', async () => {
  const creating = create('eu');
  endSession();
  await expect(creating).rejects.toThrow('Nothing was sent.');
  expect(sent()).toEqual([]);
  expect(shown()).toBeUndefined();
});

test('a note goes with it; an empty one is not sent', async () => {
  expect(await createNoted('eu', 'in Milan')).toMatchObject({ verdict: 'done', hasNote: true });
  await createNoted('us', '');
  expect(sent().map(({ body }) => body)).toEqual([{ name: 'eu', note: 'in Milan' }, { name: 'us' }]);
});

test('a tag that somebody else created at the same moment has their note, and that is told', async () => {
  const queryClient = signInAgainst(async (request) => {
    if (request.method === 'POST') {
      const body = '{"name":"eu","note":"theirs"}';
      await mock.fetch(new Request(request.url, { method: 'POST', headers: request.headers, body }));
    }
    return mock.fetch(request);
  });
  const context = { queryClient, connection: currentConnection() };
  expect(await runNotedTagCreation(context, { name: 'eu', note: 'mine' })).toMatchObject({
    verdict: 'done',
    hasNote: false,
  });
});
