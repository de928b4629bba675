import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createMockApi, type MockApi } from './application.ts';
import { API_PATH, CONTROL_PATH } from './routes.ts';

export interface RunningMockApi {
  api: MockApi;
  /** The API URL, such as `http://127.0.0.1:8787/api`. The control endpoint is `/__mock` on the same port. */
  url: string;
  port: number;
  /** Ends every open socket at once, also those that wait for an answer that never comes. */
  close(): Promise<void>;
}

/**
 * Listens with real sockets and keep-alive, so that a browser's own repetition of a POST on a reused connection happens
 * (api.md §1). Port 0: any. @throws Error with the code EADDRINUSE when the port is taken.
 */
export async function startMockApi(
  options: { port?: number; host?: string; api?: MockApi } = {},
): Promise<RunningMockApi> {
  const { port = 0, host = '127.0.0.1', api = createMockApi() } = options;
  const middleware = mockApiMiddleware(api);
  const server = createServer((request, response) =>
    middleware(request, response, () => response.writeHead(404).end()),
  );
  // Longer than a test: a socket that Node closes because it was idle would look like a fault that nobody asked for.
  server.keepAliveTimeout = 120_000;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    api,
    url: `http://${host}:${actualPort}${API_PATH}`,
    port: actualPort,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Answers `/api` and `/__mock` in any Connect-style server (Vite's too), faults included; leaves the rest to `next`. */
export function mockApiMiddleware(api: MockApi): Middleware {
  return (request, response, next) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (![API_PATH, CONTROL_PATH].some((base) => path === base || path.startsWith(`${base}/`))) return next();
    answer(api, request, response).catch((error: unknown) => {
      // The page that asked is gone, or this double has a mistake, which must not pass for an answer of the API.
      if (!request.socket.destroyed)
        process.stderr.write(`Mock API: ${error instanceof Error ? error.stack : error}\n`);
      request.socket.destroy();
    });
  };
}

async function answer(api: MockApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { connection, response: answered } = await api.exchange(await webRequest(request));
  if (connection === 'silent') return;
  if (connection === 'cut' || !answered) {
    request.socket.destroy();
    return;
  }
  const body = Buffer.from(await answered.arrayBuffer());
  response.statusCode = answered.status;
  for (const [name, value] of answered.headers) response.setHeader(name, value);
  response.setHeader('Content-Length', body.length);
  if (connection === 'whole') {
    response.end(body);
    return;
  }
  // Destroyed only when the system has taken the bytes, so that the client does see the headers and the first half.
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => request.socket.destroy());
}

async function webRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = request.method ?? 'GET';
  const hasBody = chunks.length > 0 && method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(request.url ?? '/', 'http://mock.invalid'), {
    method,
    headers,
    ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
  });
}
