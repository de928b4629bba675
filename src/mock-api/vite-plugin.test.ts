import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hexHeaders, KRATOS } from './testing.ts';
import { mockApiPlugin } from './vite-plugin.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const open: { close(): void }[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of open.splice(0)) server.close();
});

/** Runs the plugin's hook as Vite does, and serves what it mounted; the origin, or undefined when it mounted nothing. */
async function mounted(
  hook: 'configureServer' | 'configurePreviewServer',
  mode: string,
  base: string,
  preview?: boolean,
) {
  const handlers: Handler[] = [];
  const plugin = mockApiPlugin(preview === undefined ? {} : { preview });
  const configure = plugin[hook] as unknown as (server: unknown) => void;
  configure({ config: { base, mode }, middlewares: { use: (handler: Handler) => handlers.push(handler) } });
  if (handlers.length === 0) return undefined;
  const server = createServer((request, response) => {
    const run = (index: number): void => {
      const handler = handlers[index];
      if (handler) handler(request, response, () => run(index + 1));
      else response.writeHead(404).end();
    };
    run(0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the Vite plugin', () => {
  it('mounts the API and the control endpoint in the dev server', async () => {
    const origin = await mounted('configureServer', 'development', '/');
    expect((await fetch(`${origin}/api/me`, { headers: hexHeaders(KRATOS) })).status).toBe(200);
    expect((await fetch(`${origin}/__mock/log`)).status).toBe(200);
  });

  it('serves a config.json under the base, without the totals of 5.6.7.8', async () => {
    const origin = await mounted('configureServer', 'development', '/panel/');
    expect((await fetch(`${origin}/config.json`)).status).toBe(404);
    expect(await (await fetch(`${origin}/panel/config.json?t=1`)).json()).toEqual({
      apiUrl: '/api',
      capacities: { '1.2.3.4': { memory: 64_000, storage: 2_000_000 } },
    });
  });

  it('leaves a plain preview alone, and joins one in mode mock or when asked', async () => {
    expect(await mounted('configurePreviewServer', 'production', '/')).toBeUndefined();
    expect(await mounted('configurePreviewServer', 'mock', '/')).toBeDefined();
    expect(await mounted('configurePreviewServer', 'production', '/', true)).toBeDefined();
  });

  it('begins with the world that MOCK_WORLD names', async () => {
    vi.stubEnv('MOCK_WORLD', 'large');
    const origin = await mounted('configureServer', 'development', '/');
    const me = await (await fetch(`${origin}/api/me`, { headers: hexHeaders(KRATOS) })).json();
    expect(me.servers).toHaveLength(1000);
    vi.stubEnv('MOCK_WORLD', 'small');
    await expect(mounted('configureServer', 'development', '/')).rejects.toThrow('There is no world "small"');
  });
});
