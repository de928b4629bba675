import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { createContainer, getContainer, listContainers } from './containers.ts';
import { ApiError, type ReadFailure } from './errors.ts';
import { getMe } from './me.ts';
import { getPanelConfiguration } from './panel-configuration.ts';
import { createPortMapping, deletePortMapping, listPortMappings } from './port-mappings.ts';
import { createTag, listTags } from './tags.ts';
import { hexOfUtf8, READ_TIMEOUT_MS, readList, readOne, WRITE_TIMEOUT_MS, write } from './transport.ts';

const kratos = { apiUrl: 'http://mock/api', username: 'kratos', password: 'deimos' };
const argus = { server: '1.2.3.4', name: 'argus', memory: 1000, storage: 2000 };

let mock: MockApi;
let sent: Request[];

beforeEach(() => {
  mock = createMockApi();
  sent = [];
  vi.stubGlobal('fetch', (url: string, options: RequestInit) => {
    const request = new Request(url, options);
    sent.push(request.clone());
    return mock.fetch(request);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function failureOf(read: Promise<unknown>): Promise<ReadFailure> {
  const error = await read.then(
    () => expect.fail('the read gave data'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return (error as ApiError).failure;
}

describe('api.md §1: what a browser may send', () => {
  it('sends the credentials as lower-case hex of their UTF-8 bytes', async () => {
    expect(hexOfUtf8('no:pässword')).toBe('6e6f3a70c3a47373776f7264');
    await getMe({ ...kratos, username: 'noserver', password: 'no:pässword' });
    expect(sent[0]?.headers.get('X-uwsgi-it-username')).toBe('6e6f736572766572');
    expect(sent[0]?.headers.get('X-uwsgi-it-password')).toBe('6e6f3a70c3a47373776f7264');
  });

  it('sends no other header of its own, neither Authorization nor Content-Type, also with a body', async () => {
    await createContainer(kratos, argus);
    expect([...(sent[0]?.headers.keys() ?? [])].toSorted()).toEqual(['x-uwsgi-it-password', 'x-uwsgi-it-username']);
    expect(await sent[0]?.json()).toEqual(argus);
  });

  it('omits cookies, and follows no redirect with the credentials', async () => {
    await getMe(kratos);
    expect(sent[0]?.credentials).toBe('omit');
    expect(sent[0]?.redirect).toBe('error');
    expect(sent[0]?.referrerPolicy).toBe('no-referrer');
  });

  it('never adds a trailing slash', async () => {
    await getMe(kratos);
    await listContainers(kratos);
    await getContainer(kratos, 30001);
    await listPortMappings(kratos, '1.2.3.4');
    await listTags(kratos);
    expect(sent.map((request) => new URL(request.url).pathname)).toEqual([
      '/api/me',
      '/api/containers',
      '/api/containers/30001',
      '/api/portmappings/1.2.3.4',
      '/api/tags',
    ]);
  });
});

describe('api.md §1: what a read can be answered with', () => {
  it('gives the data', async () => {
    expect((await getMe(kratos)).servers).toEqual(['1.2.3.4', '5.6.7.8']);
    expect((await listContainers(kratos)).items.map((container) => container.uid)).toEqual([
      30001, 30002, 30003, 30004,
    ]);
    expect((await getContainer(kratos, 30001)).name).toBe('hydra');
  });

  it('tells wrong credentials', async () => {
    expect(await failureOf(getMe({ ...kratos, password: 'wrong' }))).toEqual({ kind: 'not-signed-in' });
  });

  it('tells a refusal, with its status', async () => {
    expect(await failureOf(getContainer(kratos, 99999))).toEqual({ kind: 'refused', status: 403, error: 'Forbidden' });
  });

  it('tells an unknown path (404, HTML)', async () => {
    const failure = await failureOf(readOne(kratos, 'nowhere', z.object({})));
    expect(failure).toMatchObject({ kind: 'refused', status: 404 });
  });

  it('tells a 500 with an HTML page', async () => {
    mock.addFault({ kind: 'server-error', path: 'me' });
    expect(await failureOf(getMe(kratos))).toEqual({ kind: 'no-answer', status: 500 });
  });

  it.each(['cut-before', 'break-off', 'redirect'] as const)('tells no answer: %s', async (kind) => {
    mock.addFault({ kind, path: 'me' });
    expect((await failureOf(getMe(kratos))).kind).toBe('no-answer');
  });

  it.each(['malformed', 'html', 'empty'] as const)('tells an answer that is no JSON: %s', async (kind) => {
    mock.addFault({ kind, path: 'me' });
    expect(await failureOf(getMe(kratos))).toEqual({ kind: 'malformed' });
  });

  it('names the endpoint and the field of a mistyped answer', async () => {
    mock.addFault({ kind: 'wrong-shape', path: 'containers/30001' });
    const error = await getContainer(kratos, 30001).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ endpoint: 'GET containers/30001', failure: { kind: 'malformed', field: '' } });
  });

  it('keeps the good rows of a list with a bad one, and names the bad one', async () => {
    mock.addFault({ kind: 'bad-row', path: 'containers' });
    const listing = await listContainers(kratos);
    expect(listing.items).toHaveLength(4);
    expect(listing.unreadable).toEqual([{ endpoint: 'GET containers', row: 4, field: 'uid' }]);
  });

  it.each(['\u202e1.2.3.4', '1.2.3.4 ', 'a\nb', 'ä', 'x'.repeat(256)])('%j is no address', async (ip) => {
    const [row] = (await listContainers(kratos)).items;
    mock.addFault({ kind: 'refuse', status: 200, json: [{ ...row, ip }, row] });
    const unreadable = [{ endpoint: 'GET containers', row: 0, field: 'ip' }];
    expect(await listContainers(kratos)).toEqual({ items: [row], unreadable });
    const mapping = { id: 1, proto: 'tcp', public_port: 9000, container: 30_001, private_port: 8000 };
    mock.addFault({ kind: 'refuse', status: 200, json: [{ ...mapping, container_ip: ip }] });
    expect((await listPortMappings(kratos, '1.2.3.4')).items).toEqual([]);
    mock.addFault({ kind: 'refuse', status: 200, json: { uuid: 'u', containers: [], servers: ['1.2.3.4', ip] } });
    expect(await getMe(kratos)).toMatchObject({ servers: ['1.2.3.4'], unreadable: [{ row: 1, field: 'servers' }] });
  });

  it('half of a character is none, a whole one stays', async () => {
    mock.addFault({ kind: 'refuse', status: 200, json: ['a\ud800b', '🐍'] });
    expect(await readList(kratos, 'tags', z.string())).toEqual({ items: ['a\ufffdb', '🐍'], unreadable: [] });
  });

  it('refuses an object where a list belongs', async () => {
    mock.addFault({ kind: 'wrong-shape', path: 'containers' });
    expect(await failureOf(listContainers(kratos))).toEqual({ kind: 'malformed' });
  });

  it('gives up after its time-out', async () => {
    vi.useFakeTimers();
    mock.addFault({ kind: 'silence', path: 'me' });
    const failure = failureOf(getMe(kratos));
    await vi.advanceTimersByTimeAsync(READ_TIMEOUT_MS);
    expect(await failure).toEqual({ kind: 'timed-out', afterMs: READ_TIMEOUT_MS });
  });

  it('passes an abort on as what it is', async () => {
    mock.addFault({ kind: 'silence', path: 'me' });
    const abort = new AbortController();
    const read = getMe(kratos, abort.signal);
    abort.abort();
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('lets unknown fields pass', async () => {
    const schema = z.object({ uuid: z.string() });
    expect(await readOne(kratos, 'me', schema)).toEqual({ uuid: expect.any(String) });
  });

  it('reads an empty list', async () => {
    const none = await readList({ ...kratos, username: 'zeus', password: 'zeus' }, 'containers', z.object({}));
    expect(none).toEqual({ items: [], unreadable: [] });
  });
});

describe('api.md §1: what a write can be answered with', () => {
  it('accepted: 201 without an id', async () => {
    expect(await createContainer(kratos, argus)).toEqual({ outcome: 'accepted', body: { message: 'Created' } });
  });

  it('refused with status 200 (api.md §3)', async () => {
    expect(await createContainer(kratos, { ...argus, memory: 60_000 })).toEqual({
      outcome: 'refused',
      status: 200,
      error: 'Conflict',
      reason: 'not enough memory',
    });
  });

  it('refused with 403 for every reason (api.md §4)', async () => {
    const wanted = { container: 30001, proto: 'tcp', public_port: 3022, private_port: 2000 } as const;
    expect(await createPortMapping(kratos, '1.2.3.4', wanted)).toMatchObject({ outcome: 'refused', status: 403 });
    expect(await deletePortMapping(kratos, '1.2.3.4', 999)).toMatchObject({ outcome: 'refused', status: 403 });
  });

  it('refused with 409 (api.md §5)', async () => {
    expect(await createTag(kratos, 'prod')).toMatchObject({ outcome: 'refused', status: 409 });
  });

  it('refused with 413 over 65,536 bytes', async () => {
    const name = 'x'.repeat(70_000);
    expect(await createTag(kratos, name)).toMatchObject({ outcome: 'refused', status: 413 });
  });

  it('not signed in', async () => {
    mock.setPassword('kratos', 'changed');
    expect(await createContainer(kratos, argus)).toEqual({ outcome: 'not-signed-in' });
  });

  it.each([
    ['server-error', 'no-answer', false],
    ['server-error-after', 'no-answer', true],
    ['cut-before', 'no-answer', false],
    ['cut-after', 'no-answer', true],
    ['break-off', 'broken-off', true],
    ['html', 'unreadable', false],
    ['empty', 'unreadable', true],
  ] as const)('unknown: %s is "%s", whether it took effect or not', async (kind, cause, effect) => {
    mock.addFault({ kind, method: 'POST' });
    expect(await createContainer(kratos, argus)).toEqual({ outcome: 'unknown', cause });
    expect(mock.containers().some((container) => container.name === 'argus')).toBe(effect);
  });

  it('unknown after its time-out, and nothing is sent again', async () => {
    vi.useFakeTimers();
    mock.addFault({ kind: 'silence', method: 'POST' });
    const answer = createContainer(kratos, argus);
    await vi.advanceTimersByTimeAsync(WRITE_TIMEOUT_MS);
    expect(await answer).toEqual({ outcome: 'unknown', cause: 'timed-out' });
    expect(sent).toHaveLength(1);
  });

  it('a method that a view does not know falls through to the read, and so counts as accepted: only a read can tell', async () => {
    const answer = await write(kratos, 'DELETE', 'containers/30001');
    expect(answer.outcome).toBe('accepted');
    expect(mock.containers().some((container) => container.uid === 30001)).toBe(true);
  });
});

describe("the supplier's config.json", () => {
  it('is read', async () => {
    vi.stubGlobal('fetch', async () =>
      Response.json({ apiUrl: '/api', capacities: { '1.2.3.4': { memory: 1, storage: 2 } } }),
    );
    expect(await getPanelConfiguration('/config.json')).toEqual({
      apiUrl: '/api',
      capacities: { '1.2.3.4': { memory: 1, storage: 2 } },
    });
  });

  it.each([
    ['missing', () => new Response('not found', { status: 404 })],
    ['an HTML fallback page', () => new Response('<!doctype html>')],
    ['mistyped', () => Response.json({ capacities: 7 })],
  ])('counts as empty when it is %s', async (_, answer) => {
    vi.stubGlobal('fetch', async () => answer());
    expect(await getPanelConfiguration('/config.json')).toEqual({});
  });
});
