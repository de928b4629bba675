import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { createMockApi } from './application.ts';
import { mockApiMiddleware } from './server.ts';
import { WORLDS, type WorldName, worldNamed } from './worlds.ts';

type Next = () => void;

/**
 * Mounts a fresh mock API at `/api` and `/__mock` and serves a `config.json` that presets it: in the dev server, and in
 * the preview server only in `--mode mock` or with `preview: true`, because a plain preview must show the build as it is.
 * The environment variable MOCK_WORLD, or `world`, names another world than the seed.
 */
export function mockApiPlugin(options: { preview?: boolean; world?: WorldName } = {}): Plugin {
  const handlers = (base: string) => {
    const world = options.world ?? worldNamed(process.env.MOCK_WORLD || 'seed');
    const configuration = JSON.stringify({ apiUrl: '/api', capacities: WORLDS[world].capacities });
    const configurationPath = `${base}config.json`;
    const serveConfiguration = (request: IncomingMessage, response: ServerResponse, next: Next) => {
      if (request.url?.split('?')[0] !== configurationPath) return next();
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('Cache-Control', 'no-cache');
      response.end(configuration);
    };
    return [mockApiMiddleware(createMockApi({ world })), serveConfiguration];
  };
  return {
    name: 'mock-api',
    configureServer(server) {
      for (const handler of handlers(server.config.base)) server.middlewares.use(handler);
    },
    configurePreviewServer(server) {
      if (!options.preview && server.config.mode !== 'mock') return;
      for (const handler of handlers(server.config.base)) server.middlewares.use(handler);
    },
  };
}
