import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { createMockApi } from './application.ts';
import { mockApiMiddleware } from './server.ts';

/** Presets the API on the same origin; the totals of 5.6.7.8 stay undeclared on purpose, so that both states show. */
const PANEL_CONFIGURATION = JSON.stringify({
  apiUrl: '/api',
  capacities: { '1.2.3.4': { memory: 64_000, storage: 2_000_000 } },
});

type Next = () => void;

/**
 * Mounts a fresh mock API at `/api` and `/__mock` and serves a `config.json` that presets it: in the dev server, and in
 * the preview server only in `--mode mock` or with `preview: true`, because a plain preview must show the build as it is.
 */
export function mockApiPlugin(options: { preview?: boolean } = {}): Plugin {
  const handlers = (base: string) => {
    const configurationPath = `${base}config.json`;
    const serveConfiguration = (request: IncomingMessage, response: ServerResponse, next: Next) => {
      if (request.url?.split('?')[0] !== configurationPath) return next();
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('Cache-Control', 'no-cache');
      response.end(PANEL_CONFIGURATION);
    };
    return [mockApiMiddleware(createMockApi()), serveConfiguration];
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
