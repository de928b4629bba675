import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { preview } from 'vite';
import { mockApiPlugin } from '../src/mock-api/vite-plugin.ts';
import type { WorldName } from '../src/mock-api/worlds.ts';
import { launchOptions } from './browser.mjs';

/** The production build with the mock API on its own origin, and a browser to look at it with. */
export interface PanelOnMock {
  /** Ends with a slash. */
  url: string;
  browser: Browser;
  /** Calls the mock API as kratos. @throws Error when it does not answer with a 2xx. */
  callApi(method: 'GET' | 'POST', path: string, body?: unknown): Promise<void>;
  /** A script that makes the tab signed in as kratos, when it runs before the panel does. */
  sessionScript: string;
  /** Makes every page of the context signed in as kratos, with no sign-in page in between. */
  holdSession(context: BrowserContext): Promise<void>;
  close(): Promise<void>;
}

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');

/** Starts `vite preview` with a mock API on a free port. Needs a build in dist/. */
export async function startPanelOnMock({ world = 'seed' }: { world?: WorldName } = {}): Promise<PanelOnMock> {
  const server = await preview({
    plugins: [mockApiPlugin({ preview: true, world })],
    preview: { port: 4600, strictPort: false },
    logLevel: 'warn',
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('The preview server started without an address.');
  const apiUrl = `${url}api`;
  const session = JSON.stringify({ apiUrl, username: 'kratos', password: 'deimos' });
  const sessionScript = `sessionStorage.setItem('session', ${JSON.stringify(session)})`;
  const browser = await chromium.launch(launchOptions());
  return {
    url,
    browser,
    sessionScript,
    async callApi(method, path, body) {
      const headers = { 'X-uwsgi-it-username': hex('kratos'), 'X-uwsgi-it-password': hex('deimos') };
      const response = await fetch(`${apiUrl}/${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}.`);
    },
    async holdSession(context) {
      await context.addInitScript({ content: sessionScript });
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
