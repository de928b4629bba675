import { describe, expect, it } from 'vitest';
import { createMockApi } from './application.ts';
import type { FaultKind } from './faults.ts';
import { ask, control, replyOf, requestOf } from './testing.ts';

const CHIMERA = { server: '1.2.3.4', name: 'chimera', memory: 1000, storage: 5000 };
const post = (signal?: AbortSignal) =>
  new Request(requestOf('POST', 'containers', CHIMERA), { signal: signal ?? null });

function mockWith(kind: FaultKind, more = {}) {
  const api = createMockApi();
  api.addFault({ kind, method: 'POST', ...more });
  return api;
}

describe('faults, in the same process', () => {
  it.each([
    ['server-error', 0],
    ['server-error-after', 1],
  ] as const)('%s: 500, HTML, no CORS; containers made: %d', async (kind, made) => {
    const api = mockWith(kind);
    const response = await api.fetch(post());
    expect(response.status).toBe(500);
    expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false);
    expect(await response.text()).toContain('<h1>Server Error (500)</h1>');
    expect(api.containers()).toHaveLength(4 + made);
  });

  it.each([
    ['cut-before', 0],
    ['cut-after', 1],
  ] as const)('%s: the fetch rejects with a TypeError; containers made: %d', async (kind, made) => {
    const api = mockWith(kind);
    await expect(api.fetch(post())).rejects.toThrow(TypeError);
    expect(api.containers()).toHaveLength(4 + made);
    expect(api.log.at(-1)).toMatchObject({ status: null, fault: kind });
  });

  it.each([
    ['break-off-before', 0],
    ['break-off', 1],
  ] as const)('%s: the headers come, the body breaks off; containers made: %d', async (kind, made) => {
    const api = mockWith(kind);
    const response = await api.fetch(post());
    expect(response.ok).toBe(true);
    await expect(response.text()).rejects.toThrow(TypeError);
    expect(api.containers()).toHaveLength(4 + made);
  });

  it.each([
    ['silence-before', 0],
    ['silence', 1],
  ] as const)('%s: no answer until the caller aborts; containers made: %d', async (kind, made) => {
    const api = mockWith(kind);
    const gaveUp = new AbortController();
    const answer = api.fetch(post(gaveUp.signal));
    await expect.poll(() => api.containers().length).toBe(4 + made);
    gaveUp.abort();
    await expect(answer).rejects.toThrow('aborted');
  });

  it.each([
    ['refuse', 0],
    ['refuse-after', 1],
  ] as const)('%s: the chosen status and JSON; containers made: %d', async (kind, made) => {
    const api = mockWith(kind, { status: 409, json: { error: 'Conflict' } });
    expect(await ask(api, 'POST', 'containers', CHIMERA)).toMatchObject({ status: 409, body: { error: 'Conflict' } });
    expect(api.containers()).toHaveLength(4 + made);
  });

  it('latency: the right answer, late', async () => {
    const api = mockWith('latency', { afterMs: 30 });
    const start = performance.now();
    expect((await ask(api, 'POST', 'containers', CHIMERA)).status).toBe(201);
    expect(performance.now() - start).toBeGreaterThanOrEqual(25);
  });

  it('latency: a request is in the log before its effect, so that somebody else can come in between', async () => {
    const api = mockWith('latency', { afterMs: 20 });
    const answer = ask(api, 'POST', 'containers', CHIMERA);
    expect(api.log).toMatchObject([{ method: 'POST', status: null }]);
    api.addContainer(CHIMERA);
    await answer;
    expect(api.containers().filter(({ name }) => name === 'chimera')).toHaveLength(2);
  });

  it('hold: nothing happens until the release, whatever comes in between; the next one is not held', async () => {
    const api = mockWith('hold');
    const answer = ask(api, 'POST', 'containers', CHIMERA);
    await ask(api, 'GET', 'containers');
    expect(api.log[0]).toMatchObject({ method: 'POST', status: null, fault: 'hold' });
    expect(api.containers()).toHaveLength(4);
    api.release();
    expect((await answer).status).toBe(201);
    expect((await ask(api, 'POST', 'containers', CHIMERA)).status).toBe(201);
  });

  it('hold: a release in the moment of arrival is not missed, one before it is for others', async () => {
    const api = mockWith('hold', { times: 2 });
    api.release();
    const answers = [ask(api, 'POST', 'containers', CHIMERA), ask(api, 'POST', 'containers', CHIMERA)];
    expect(api.log).toHaveLength(2);
    api.release();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([201, 201]);
  });

  it.each([
    ['POST', 'release'],
    ['DELETE', 'faults'],
    ['POST', 'reset'],
  ] as const)('hold: let go by %s /__mock/%s', async (method, path) => {
    const api = mockWith('hold');
    const answer = ask(api, 'POST', 'containers', CHIMERA);
    expect((await control(api, method, path)).status).toBe(200);
    expect((await answer).status).toBe(201);
  });

  it('html: 200 with a page; empty: 200 with nothing; malformed: 200 with broken JSON', async () => {
    const bodyOf = async (kind: FaultKind) => {
      const response = await mockWith(kind).fetch(post());
      expect(response.status).toBe(200);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
      return response.text();
    };
    expect(await bodyOf('html')).toMatch(/^<!doctype html>/);
    expect(await bodyOf('empty')).toBe('');
    expect(await bodyOf('malformed')).toBe('{"message"');
  });

  it('wrong-shape: a list comes as an object, an object as a list', async () => {
    const api = createMockApi();
    api.addFault({ kind: 'wrong-shape', times: 2 });
    expect((await ask(api, 'GET', 'tags')).body).toMatchObject({ items: [{}, {}, {}] });
    expect((await ask(api, 'GET', 'me')).body).toMatchObject([{ vat: '01234567890' }]);
  });

  it('bad-row: all the good rows, and one more that is bad', async () => {
    const api = createMockApi();
    api.addFault({ kind: 'bad-row', path: 'tags' });
    const { body } = await ask(api, 'GET', 'tags');
    expect(body).toMatchObject([{ id: 1 }, { id: 2 }, { id: 3 }, { id: null, name: 'db' }]);
  });

  it('bad-row: an object with a first value that is bad, and one bad more in each of its lists', async () => {
    const api = createMockApi();
    api.addFault({ kind: 'bad-row', times: 2 });
    expect((await ask(api, 'GET', 'me')).body).toMatchObject({ email: null, servers: ['1.2.3.4', '5.6.7.8', null] });
    expect((await ask(api, 'GET', 'tags/1')).body).toEqual({ id: null, name: 'prod', note: '' });
  });

  it('bad-row: a point of a metric without its time', async () => {
    const api = createMockApi();
    api.addFault({ kind: 'bad-row', path: 'metrics/container.mem/30001' });
    const { body } = await ask(api, 'GET', 'metrics/container.mem/30001');
    expect((body as unknown[]).at(-1)).toEqual([null, expect.any(Number)]);
  });

  it('redirect: 302, which a fetch that follows none rejects', async () => {
    const api = createMockApi();
    api.addFault({ kind: 'redirect', times: 2 });
    expect((await api.fetch(requestOf('GET', 'me'))).status).toBe(302);
    await expect(api.fetch(new Request(requestOf('GET', 'me'), { redirect: 'error' }))).rejects.toThrow(TypeError);
  });

  it('a fault hits only its method and path, `times` times', async () => {
    const api = createMockApi();
    api.addFault({ kind: 'server-error', method: 'GET', path: 'portmappings/*', times: 2 });
    const status = async (path: string) => (await ask(api, 'GET', path)).status;
    expect(await status('me')).toBe(200);
    expect(await status('portmappings/1.2.3.4')).toBe(500);
    expect(await status('portmappings/5.6.7.8')).toBe(500);
    expect(await status('portmappings/1.2.3.4')).toBe(200);
  });

  it('a path without * is exact, and the query does not count', async () => {
    const api = createMockApi();
    api.addFault({ kind: 'server-error', path: 'containers' });
    expect((await ask(api, 'GET', 'containers/30001')).status).toBe(200);
    expect((await ask(api, 'GET', 'containers?tags=prod')).status).toBe(500);
  });

  it('preflights are hit only when asked for', async () => {
    const api = createMockApi();
    const preflight = () => api.fetch(new Request('http://mock/api/me', { method: 'OPTIONS' }));
    api.addFault({ kind: 'server-error', path: 'me' });
    expect((await preflight()).status).toBe(200);
    api.addFault({ kind: 'server-error', method: 'OPTIONS' });
    expect((await preflight()).status).toBe(500);
  });
});

describe('the control endpoint', () => {
  it('POST and DELETE /__mock/faults', async () => {
    const api = createMockApi();
    expect((await control(api, 'POST', 'faults', { kind: 'server-error', times: 2 })).status).toBe(201);
    expect((await ask(api, 'GET', 'me')).status).toBe(500);
    await control(api, 'DELETE', 'faults');
    expect((await ask(api, 'GET', 'me')).status).toBe(200);
  });

  it('says what is wrong with a fault or a body', async () => {
    const unknown = await control(createMockApi(), 'POST', 'faults', { kind: 'nonsense' });
    expect(unknown).toMatchObject({ status: 400, body: { error: expect.stringContaining('server-error') } });
    const mistyped = await control(createMockApi(), 'POST', 'foreign-container', { server: '1.2.3.4', memory: '1' });
    expect(mistyped).toMatchObject({ status: 400, body: { error: '"memory" must be a number.' } });
  });

  it('GET and DELETE /__mock/log: what was asked, in order, without secrets', async () => {
    const api = createMockApi();
    await api.fetch(new Request('http://mock/api/containers', { method: 'OPTIONS' }));
    await ask(api, 'POST', 'containers', CHIMERA);
    await ask(api, 'POST', 'me', { password: 'deimos' });
    await ask(api, 'POST', 'tags', 'not JSON');
    const { body } = await control(api, 'GET', 'log');
    expect(body).toMatchObject([
      { method: 'OPTIONS', path: 'containers', body: null, status: 200 },
      { method: 'POST', path: 'containers', body: CHIMERA, status: 201, at: expect.any(Number) },
      { method: 'POST', path: 'me', body: { password: '(hidden)' }, status: 200 },
      { method: 'POST', path: 'tags', body: 'not JSON', status: 500 },
    ]);
    expect(JSON.stringify(body)).not.toContain('deimos');
    await control(api, 'DELETE', 'log');
    expect(api.log).toEqual([]);
  });

  it('POST /__mock/password: the old password has expired', async () => {
    const api = createMockApi();
    await control(api, 'POST', 'password', { username: 'kratos', password: 'ares' });
    expect((await ask(api, 'GET', 'me')).status).toBe(401);
    expect((await ask(api, 'GET', 'me', undefined, { username: 'kratos', password: 'ares' })).status).toBe(200);
  });

  it('POST /__mock/foreign-container takes quota and is invisible', async () => {
    const api = createMockApi();
    await control(api, 'POST', 'foreign-container', { server: '5.6.7.8', memory: 14_000, storage: 1 });
    expect(api.free('5.6.7.8').memory).toBe(0);
    expect((await ask(api, 'GET', 'containers')).body).toHaveLength(4);
  });

  it('POST /__mock/containers and /__mock/port-mappings make things without a check', async () => {
    const api = createMockApi();
    expect((await control(api, 'POST', 'containers', CHIMERA)).body).toEqual({ uid: 30005 });
    const duplicate = { server: '1.2.3.4', container: 30002, proto: 'tcp', public_port: 9000, private_port: 22 };
    expect((await control(api, 'POST', 'port-mappings', duplicate)).body).toEqual({ id: 3 });
    expect((await ask(api, 'GET', 'portmappings/1.2.3.4')).body).toHaveLength(3);
  });

  it('POST /__mock/reset: the fresh seed world, no log, no faults', async () => {
    const api = mockWith('server-error');
    await ask(api, 'DELETE', 'portmappings/1.2.3.4', { id: 1 });
    await control(api, 'POST', 'reset');
    expect(api.log).toEqual([]);
    expect(api.portMappings('1.2.3.4')).toHaveLength(2);
    expect((await replyOf(await api.fetch(post()))).status).toBe(201);
  });

  it('an unknown control path is a 404', async () => {
    expect((await control(createMockApi(), 'GET', 'nonsense')).status).toBe(404);
  });
});
