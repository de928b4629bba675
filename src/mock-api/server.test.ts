import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultKind } from './faults.ts';
import { mockApiMiddleware, type RunningMockApi, startMockApi } from './server.ts';
import { hexHeaders, KRATOS } from './testing.ts';

const CHIMERA = JSON.stringify({ server: '1.2.3.4', name: 'chimera', memory: 1000, storage: 5000 });

let mock: RunningMockApi;
let agent: Agent;

beforeEach(async () => {
  mock = await startMockApi();
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
});

afterEach(async () => {
  agent.destroy();
  await mock.close();
});

interface Seen {
  status?: number | undefined;
  length?: number;
  body: string;
  /** What ended it too early. */
  error?: string;
  reusedSocket: boolean;
}

function send(method: string, path: string, body?: string, onSent?: (sent: ClientRequest) => void): Promise<Seen> {
  return new Promise((resolve) => {
    // Node's client frames the body of a DELETE only when its length is told.
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const sent = request(`${mock.url}/${path}`, { method, agent, headers: { ...hexHeaders(KRATOS), ...length } });
    const seen: Seen = { body: '', reusedSocket: false };
    const end = (error?: Error & { code?: string }) => {
      if (error) seen.error = error.code ?? error.message;
      resolve({ ...seen, reusedSocket: sent.reusedSocket });
    };
    sent.on('response', (response: IncomingMessage) => {
      seen.status = response.statusCode;
      seen.length = Number(response.headers['content-length']);
      response.setEncoding('utf8').on('data', (text: string) => {
        seen.body += text;
      });
      response.on('end', () => end()).on('error', end);
    });
    sent.on('error', end);
    sent.end(body);
    onSent?.(sent);
  });
}

function fault(kind: FaultKind) {
  mock.api.addFault({ kind, method: 'POST' });
}

const made = () => mock.api.containers().length - 4;

describe('the mock API on real sockets', () => {
  it('answers on its URL, control endpoint included', async () => {
    expect(mock.url).toBe(`http://127.0.0.1:${mock.port}/api`);
    expect((await send('GET', 'me')).status).toBe(200);
    const log = await fetch(`http://127.0.0.1:${mock.port}/__mock/log`);
    expect(await log.json()).toMatchObject([{ method: 'GET', path: 'me', status: 200 }]);
  });

  it('keeps connections alive', async () => {
    await send('GET', 'me');
    expect((await send('POST', 'containers', CHIMERA)).reusedSocket).toBe(true);
  });

  it.each([
    ['cut-before', 0],
    ['cut-after', 1],
  ] as const)('%s: a reused connection dies without a byte; containers made: %d', async (kind, count) => {
    await send('GET', 'me');
    fault(kind);
    const seen = await send('POST', 'containers', CHIMERA);
    expect(seen).toMatchObject({ body: '', error: 'ECONNRESET', reusedSocket: true });
    expect(seen.status).toBeUndefined();
    expect(made()).toBe(count);
    expect((await send('GET', 'me')).status).toBe(200);
  });

  it.each([
    ['break-off-before', 0],
    ['break-off', 1],
  ] as const)('%s: full Content-Length, half of the body, then it dies; containers made: %d', async (kind, count) => {
    fault(kind);
    const seen = await send('POST', 'containers', CHIMERA);
    expect(seen.error).toBe('ECONNRESET');
    expect(seen.body).toMatch(/^\{"mess/);
    expect(seen.body).toHaveLength(Math.floor((seen.length ?? 0) / 2));
    expect(made()).toBe(count);
  });

  it.each([
    ['silence-before', 0],
    ['silence', 1],
  ] as const)('%s: no answer and an open socket, until the server closes; containers made: %d', async (kind, count) => {
    fault(kind);
    const answer = send('POST', 'containers', CHIMERA);
    await expect.poll(() => mock.api.log.length).toBe(1);
    await expect.poll(made).toBe(count);
    await expect(Promise.race([answer, waited(100)])).resolves.toBe('still open');
    await mock.close();
    expect(await answer).toMatchObject({ body: '', error: 'ECONNRESET' });
    mock = await startMockApi();
  });

  it('close ends idle and half-open connections at once', async () => {
    await send('GET', 'me');
    const idle = connect(mock.port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const closed = new Promise((resolve) => idle.once('close', resolve));
    const start = performance.now();
    await mock.close();
    await closed;
    expect(performance.now() - start).toBeLessThan(1000);
    mock = await startMockApi();
  });

  it('a taken port rejects with EADDRINUSE', async () => {
    await expect(startMockApi({ port: mock.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('a DELETE keeps its body, a HEAD has none, and the cookie comes', async () => {
    expect(await send('DELETE', 'portmappings/1.2.3.4', '{"id":1}')).toMatchObject({ status: 200 });
    const response = await fetch(`${mock.url}/me`, { method: 'HEAD', headers: hexHeaders(KRATOS) });
    expect(response.status).toBe(200);
    expect(response.headers.get('Set-Cookie')).toMatch(/^sessionid=/);
  });

  it('a client that gives up does not harm the next one', async () => {
    mock.api.addFault({ kind: 'latency', afterMs: 50 });
    await send('GET', 'me', undefined, (sent) => setTimeout(() => sent.destroy(), 10));
    expect((await send('GET', 'me')).status).toBe(200);
  });

  it('the middleware leaves every other path to the next one', () => {
    const middleware = mockApiMiddleware(mock.api);
    let passed = 0;
    for (const url of ['/', '/apis', '/servers?x=/api/me', '/__mockery']) {
      middleware({ url } as IncomingMessage, {} as never, () => {
        passed += 1;
      });
    }
    expect(passed).toBe(4);
  });
});

function waited(milliseconds: number): Promise<'still open'> {
  return new Promise((resolve) => setTimeout(() => resolve('still open'), milliseconds));
}
