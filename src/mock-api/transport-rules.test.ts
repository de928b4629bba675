import { describe, expect, it } from 'vitest';
import { createMockApi } from './application.ts';
import { ask, hexHeaders, KRATOS, NO_SERVER, type Reply, replyOf, requestOf } from './testing.ts';

const CORS = 'Access-Control-Allow-Origin';

function expectCrash(reply: Reply) {
  expect(reply.status).toBe(500);
  expect(reply.headers.get('Content-Type')).toMatch(/^text\/html/);
  expect(reply.headers.has(CORS)).toBe(false);
}

const basic = (credentials: string) =>
  new Request('http://mock/api/me', {
    headers: { Authorization: `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}` },
  });

describe('api.md §1: transport rules', () => {
  it('the preflight answers exactly three headers and nothing else, no Max-Age', async () => {
    const request = new Request('http://mock/api/containers', { method: 'OPTIONS' });
    const { status, headers, body } = await replyOf(await createMockApi().fetch(request));
    expect(status).toBe(200);
    expect(body).toBe('');
    expect(Object.fromEntries(headers)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET,POST,DELETE,OPTIONS',
      'access-control-allow-headers': 'X-uwsgi-it-username,X-uwsgi-it-password',
    });
  });

  it('the credentials are the hex of the UTF-8 bytes, for any password', async () => {
    expect((await ask(createMockApi(), 'GET', 'me', undefined, NO_SERVER)).status).toBe(200);
  });

  it('the origin is * on answers and on refusals', async () => {
    const api = createMockApi();
    for (const path of ['me', 'containers/1', 'tags/99']) {
      expect((await ask(api, 'GET', path)).headers.get(CORS)).toBe('*');
    }
  });

  it('a session cookie is set on every signed-in call, and does not sign in', async () => {
    const api = createMockApi();
    const { headers } = await ask(api, 'GET', 'me');
    const cookie = headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/^sessionid=/);
    const withCookie = new Request('http://mock/api/me', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
    expect((await api.fetch(withCookie)).status).toBe(401);
  });

  it('HTTP Basic works', async () => {
    expect((await createMockApi().fetch(basic('kratos:deimos'))).status).toBe(200);
    expect((await createMockApi().fetch(basic('kratos:wrong'))).status).toBe(401);
  });

  it('HTTP Basic is split on every colon: a password with one is a 500', async () => {
    expectCrash(await replyOf(await createMockApi().fetch(basic('noserver:no:pässword'))));
  });

  it('a body over 65,536 bytes is a 413, one of 65,536 is not', async () => {
    const api = createMockApi();
    const bodyOf = (bytes: number) => JSON.stringify({ name: 'n'.repeat(bytes - '{"name":""}'.length) });
    const tooLarge = await ask(api, 'POST', 'containers', bodyOf(65_537));
    expect(tooLarge).toMatchObject({ status: 413, body: { error: 'Request entity too large' } });
    expect((await ask(api, 'POST', 'containers', bodyOf(65_536))).status).toBe(403);
    for (const path of ['me', 'containers/30001', 'portmappings/1.2.3.4', 'tags', 'tags/1']) {
      expect((await ask(api, 'POST', path, bodyOf(65_537))).status).toBe(413);
    }
  });

  it('the limit counts bytes, not characters', async () => {
    const body = JSON.stringify({ name: 'ü'.repeat(40_000) });
    expect((await ask(createMockApi(), 'POST', 'containers', body)).status).toBe(413);
  });

  it('an unforeseen error is a 500 with an HTML page and no CORS header', async () => {
    for (const body of ['{"server":', '', 'null', '7']) {
      expectCrash(await ask(createMockApi(), 'POST', 'containers', body));
    }
  });

  it('an unknown path is a 404 with an HTML page and no CORS header, also for a preflight', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      const reply = await ask(createMockApi(), method, 'servers');
      expect(reply.status).toBe(404);
      expect(reply.headers.get('Content-Type')).toMatch(/^text\/html/);
      expect(reply.headers.has(CORS)).toBe(false);
    }
  });

  it.each(['me', 'containers', 'distros', 'tags', 'domains', 'alarms', 'loopboxes', 'news'])(
    'the collection /%s takes an optional trailing slash',
    async (path) => {
      const api = createMockApi();
      const without = await ask(api, 'GET', path);
      expect(without.status).toBe(200);
      expect(await ask(api, 'GET', `${path}/`)).toMatchObject({ status: 200, body: without.body });
    },
  );

  it('an item does not: /containers/30001/ is 404, /portmappings/1.2.3.4/ is 403', async () => {
    const api = createMockApi();
    expect((await ask(api, 'GET', 'containers/30001/')).status).toBe(404);
    expect((await ask(api, 'GET', 'tags/1/')).status).toBe(404);
    expect(await ask(api, 'GET', 'portmappings/1.2.3.4/')).toMatchObject({ status: 403, body: { error: 'Forbidden' } });
  });

  it('GET /news sends no CORS headers and needs no sign-in', async () => {
    const reply = await replyOf(await createMockApi().fetch(new Request('http://mock/api/news')));
    expect(reply).toMatchObject({ status: 200, body: [{ content: expect.any(String) }] });
    expect(reply.headers.has(CORS)).toBe(false);
    const preflight = await createMockApi().fetch(new Request('http://mock/api/news', { method: 'OPTIONS' }));
    expect(preflight.headers.has(CORS)).toBe(false);
  });

  it('wrong or missing credentials are a 401 with CORS headers', async () => {
    const api = createMockApi();
    const wrong = await ask(api, 'GET', 'me', undefined, { username: 'kratos', password: 'wrong' });
    const unknown = await ask(api, 'GET', 'me', undefined, { username: 'nobody', password: 'deimos' });
    const missing = await replyOf(await api.fetch(new Request('http://mock/api/me')));
    for (const reply of [wrong, unknown, missing]) {
      expect(reply).toMatchObject({ status: 401, body: { error: 'Unauthorized' } });
      expect(reply.headers.get(CORS)).toBe('*');
    }
  });

  it('the hex headers alone decide when both ways are there', async () => {
    const request = basic('kratos:wrong');
    for (const [name, value] of Object.entries(hexHeaders(KRATOS))) request.headers.set(name, value);
    expect((await createMockApi().fetch(request)).status).toBe(200);
  });

  it('?tags=a,b filters to the items with any of them', async () => {
    const api = createMockApi();
    await ask(api, 'POST', 'containers/30002', { tags: ['db'] });
    const uids = async (query: string) =>
      ((await ask(api, 'GET', `containers?tags=${query}`)).body as { uid: number }[]).map(({ uid }) => uid);
    expect(await uids('prod')).toEqual([30001]);
    expect(await uids('prod,db')).toEqual([30001, 30002]);
    expect(await uids('unknown')).toEqual([]);
  });

  it.each(['DELETE', 'PUT', 'PATCH'])(
    '%s of a container falls through to the read and changes nothing',
    async (method) => {
      const api = createMockApi();
      const read = await ask(api, 'GET', 'containers/30001');
      expect(await ask(api, method, 'containers/30001')).toMatchObject({ status: 200, body: read.body });
      expect(api.containers()).toHaveLength(4);
    },
  );

  it('methods that a collection does not know fall through to the read', async () => {
    const api = createMockApi();
    for (const path of ['me', 'containers', 'distros', 'tags']) {
      expect((await ask(api, 'DELETE', path)).body).toEqual((await ask(api, 'GET', path)).body);
    }
    expect((await ask(api, 'PUT', 'portmappings/1.2.3.4')).body).toHaveLength(2);
    expect((await api.fetch(requestOf('POST', 'distros'))).status).toBe(200);
  });
});
