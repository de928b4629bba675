import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection, endSession } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { runNotedTagCreation, runTagChange, runTagCreation, runTagDeletion } from './tag-writes.ts';
import { tagQuery, tagsQuery } from './tags.ts';
import { settled, signInAgainst } from './testing.ts';
import type { WriteContext } from './write-context.ts';

const prod = { id: 1, name: 'prod' };
const started = { name: 'prod', note: '' };
const conflict = { status: 409, json: { error: 'Conflict' } };

let mock: MockApi;
let queryClient: QueryClient;
let context: WriteContext;

beforeEach(async () => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  context = { queryClient, connection: currentConnection() };
  await queryClient.fetchQuery(containersQuery());
  await queryClient.fetchQuery(tagsQuery());
  mock.clearLog();
});

afterEach(() => {
  vi.useRealTimers();
});

const sent = () =>
  mock.log.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => [method, path, body]);
const tagInMock = () => mock.tags().find(({ id }) => id === 1);
const shownTags = () => queryClient.getQueryData(tagsQuery().queryKey)?.items.map(({ name }) => name);
const shownTagsOfHydra = () =>
  queryClient.getQueryData(containersQuery().queryKey)?.items.find(({ uid }) => uid === 30_001)?.tags;

const change = (wanted: { name?: string; note?: string }, from = started) =>
  settled(runTagChange(context, { id: 1, started: from, wanted: { ...from, ...wanted } }));
const remove = () => settled(runTagDeletion(context, prod));

/** Somebody else changes the tag, with the customer's credentials. */
async function meanwhile(body: object, method = 'POST') {
  const request = new Request('http://mock/api/tags/1', {
    method,
    headers: { Authorization: `Basic ${btoa('kratos:deimos')}` },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  });
  expect((await mock.fetch(request)).status).toBe(200);
  mock.clearLog();
}

describe('changing a tag', () => {
  test('sends only what changed, once, and the containers carry the new name', async () => {
    expect(await change({ name: 'production' })).toMatchObject({ verdict: 'done', tag: { name: 'production' } });
    expect(sent()).toEqual([['POST', 'tags/1', { name: 'production' }]]);
    expect(shownTags()).toEqual(['production', 'staging', 'db']);
    expect(shownTagsOfHydra()).toEqual(['production']);
  });

  test('a note alone leaves the name out', async () => {
    expect(await change({ note: 'eyes' })).toMatchObject({ verdict: 'done' });
    expect(sent()).toEqual([['POST', 'tags/1', { note: 'eyes' }]]);
    expect(queryClient.getQueryData(tagQuery(1).queryKey)).toEqual({ id: 1, name: 'prod', note: 'eyes' });
  });

  test.each(['refuse-after', 'server-error-after', 'cut-after', 'empty', 'malformed'] as const)(
    'it is done when the read shows it: %s',
    async (kind) => {
      mock.addFault({ kind, method: 'POST', path: 'tags/1', ...conflict });
      expect(await change({ name: 'production' })).toMatchObject({ verdict: 'done' });
      expect(sent()).toHaveLength(1);
    },
  );

  test('a refusal is one', async () => {
    mock.addFault({ kind: 'refuse', method: 'POST', path: 'tags/1', ...conflict });
    expect(await change({ name: 'production' })).toMatchObject({ verdict: 'not-done', field: 'name' });
    expect(shownTagsOfHydra()).toEqual(['prod']);
  });

  test('without an answer and without effect nobody can tell', async () => {
    mock.addFault({ kind: 'cut-before', method: 'POST', path: 'tags/1' });
    expect(await change({ name: 'production' })).toEqual({ verdict: 'cannot-tell' });
    expect(sent()).toHaveLength(1);
  });

  test('a name that another tag has got meanwhile is found before anything is sent', async () => {
    expect(await change({ name: 'db' })).toMatchObject({ verdict: 'not-done', field: 'name' });
    expect(sent()).toEqual([]);
  });

  test('somebody else’s change of the other field stays', async () => {
    await meanwhile({ note: 'theirs' });
    expect(await change({ name: 'production' })).toMatchObject({ verdict: 'done' });
    expect(sent()).toEqual([['POST', 'tags/1', { name: 'production' }]]);
    expect(tagInMock()).toMatchObject({ name: 'production', note: 'theirs' });
  });

  test('of the same field it is shown, and nothing is sent', async () => {
    await meanwhile({ note: 'theirs' });
    expect(await change({ note: 'mine' })).toEqual({
      verdict: 'conflict',
      conflicts: [{ field: 'note', mine: 'mine', theirs: 'theirs' }],
      now: { name: 'prod', note: 'theirs' },
    });
    expect(sent()).toEqual([]);
  });

  test('what somebody else has set already is not sent again', async () => {
    await meanwhile({ note: 'same' });
    expect(await change({ note: 'same' })).toMatchObject({ verdict: 'done' });
    expect(sent()).toEqual([]);
  });

  test('a tag that is gone is said to be gone, and nothing is sent', async () => {
    await meanwhile({}, 'DELETE');
    expect(await change({ note: 'mine' })).toMatchObject({
      verdict: 'not-done',
      message: expect.stringContaining('deleted meanwhile'),
    });
    expect(sent()).toEqual([]);
  });

  test('nothing is sent when the tag cannot be read before', async () => {
    mock.addFault({ kind: 'malformed', method: 'GET', path: 'tags/1' });
    await expect(change({ note: 'mine' })).rejects.toThrow('GET tags/1');
    expect(sent()).toEqual([]);
  });

  test('nothing is sent for somebody who signs out meanwhile', async () => {
    const changing = runTagChange(context, { id: 1, started, wanted: { ...started, note: 'mine' } });
    endSession();
    await expect(settled(changing)).rejects.toThrow('Nothing was sent.');
    expect(sent()).toEqual([]);
  });
});

describe('deleting a tag', () => {
  test('takes it off what is shown, and off the containers', async () => {
    expect(await remove()).toEqual({ verdict: 'done' });
    expect(sent()).toEqual([['DELETE', 'tags/1', null]]);
    expect(shownTags()).toEqual(['staging', 'db']);
    expect(shownTagsOfHydra()).toEqual([]);
  });

  test.each(['refuse-after', 'server-error-after', 'cut-after', 'empty'] as const)(
    'it is done when the tag is gone: %s',
    async (kind) => {
      mock.addFault({ kind, method: 'DELETE', path: 'tags/1', status: 404, json: { error: 'Not found' } });
      expect(await remove()).toEqual({ verdict: 'done' });
      expect(sent()).toHaveLength(1);
    },
  );

  test('somebody else was faster: it is gone all the same', async () => {
    await meanwhile({}, 'DELETE');
    expect(await remove()).toEqual({ verdict: 'done' });
    expect(sent()).toEqual([]);
  });

  test('a tag that got another name meanwhile is not the one that was asked about: nothing is sent, and it is said', async () => {
    await meanwhile({ name: 'critical' });
    expect(await remove()).toEqual({
      verdict: 'not-done',
      message:
        'It is called critical now: somebody renamed it meanwhile. Nothing was sent. Delete critical if you still want to.',
    });
    expect(sent()).toEqual([]);
    expect(tagInMock()).toMatchObject({ name: 'critical' });
  });

  test('nothing is sent when the tag cannot be read before', async () => {
    mock.addFault({ kind: 'malformed', method: 'GET', path: 'tags/1' });
    await expect(remove()).rejects.toThrow('GET tags/1');
    expect(sent()).toEqual([]);
  });

  test('a refusal is one', async () => {
    mock.addFault({ kind: 'refuse', method: 'DELETE', path: 'tags/1' });
    expect(await remove()).toMatchObject({ verdict: 'not-done' });
    expect(shownTagsOfHydra()).toEqual(['prod']);
  });

  test('without an answer and without effect nobody can tell', async () => {
    mock.addFault({ kind: 'cut-before', method: 'DELETE', path: 'tags/1' });
    expect(await remove()).toEqual({ verdict: 'cannot-tell' });
  });
});

describe('creating a tag', () => {
  const create = (name: string) => settled(runTagCreation(context, name));
  const createNoted = (name: string, note: string) => settled(runNotedTagCreation(context, { name, note }));
  const sentTags = () => mock.log.filter(({ method, path }) => method === 'POST' && path === 'tags');

  test('a tag is created once and shown', async () => {
    expect(await create('eu')).toMatchObject({ verdict: 'done', tag: { name: 'eu' } });
    expect(sentTags()).toHaveLength(1);
    expect(shownTags()).toContain('eu');
  });

  test('a tag that exists is given back, and nothing is sent', async () => {
    expect(await create('prod')).toMatchObject({ verdict: 'done', tag: { name: 'prod' } });
    expect(sentTags()).toEqual([]);
  });

  test('the 409 of the browser’s own repetition counts as created', async () => {
    mock.addFault({ kind: 'refuse-after', method: 'POST', path: 'tags', status: 409, json: { error: 'Conflict' } });
    expect(await create('eu')).toMatchObject({ verdict: 'done' });
    expect(mock.tags().filter((tag) => tag.name === 'eu')).toHaveLength(1);
  });

  test('a refusal without effect is one', async () => {
    mock.addFault({ kind: 'refuse', method: 'POST', path: 'tags', status: 409, json: { error: 'Conflict' } });
    expect(await create('eu')).toMatchObject({ verdict: 'not-done' });
    expect(shownTags()).not.toContain('eu');
  });

  test('nothing is sent when the tags cannot be read before', async () => {
    mock.addFault({ kind: 'server-error', method: 'GET', path: 'tags' });
    await expect(create('eu')).rejects.toThrow('GET tags: no-answer');
    expect(sentTags()).toEqual([]);
  });

  test('nothing is sent for somebody who signs out meanwhile, and nothing is shown', async () => {
    const creating = create('eu');
    endSession();
    await expect(creating).rejects.toThrow('Nothing was sent.');
    expect(sentTags()).toEqual([]);
    expect(shownTags()).not.toContain('eu');
  });

  test('a note goes with it; an empty one is not sent', async () => {
    expect(await createNoted('eu', 'in Milan')).toMatchObject({ verdict: 'done', hasNote: true });
    await createNoted('us', '');
    expect(sentTags().map(({ body }) => body)).toEqual([{ name: 'eu', note: 'in Milan' }, { name: 'us' }]);
  });

  test('a tag that somebody else created at the same moment has their note, and that is told', async () => {
    const meetingClient = signInAgainst(async (request) => {
      if (request.method === 'POST') {
        const body = '{"name":"eu","note":"theirs"}';
        await mock.fetch(new Request(request.url, { method: 'POST', headers: request.headers, body }));
      }
      return mock.fetch(request);
    });
    const meeting = { queryClient: meetingClient, connection: currentConnection() };
    expect(await settled(runNotedTagCreation(meeting, { name: 'eu', note: 'mine' }))).toMatchObject({
      verdict: 'done',
      hasNote: false,
    });
  });
});
