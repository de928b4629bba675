import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject()));
    });
  });
}

// This file is read again in every worker, and all of them must agree: what the first reading found is in the environment.
process.env.PANEL_PORT ??= String(await freePort());
process.env.PANEL_LAUNCH_OPTIONS ??= JSON.stringify(launchOptions());
const panelUrl = `http://127.0.0.1:${process.env.PANEL_PORT}/`;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  // Once: a machine that stalls is no fault of the panel. The list at the end names every test that needed it.
  retries: 1,
  forbidOnly: true,
  timeout: 30_000,
  reporter: [['list'], ['./last-line-reporter.ts']],
  use: {
    baseURL: panelUrl,
    browserName: 'chromium',
    launchOptions: JSON.parse(process.env.PANEL_LAUNCH_OPTIONS),
    locale: 'en-GB',
    // Without these a browser that hangs takes all of a test's time, and what is said of it names no step.
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    // It takes a fifth of the time.
    trace: 'on-first-retry',
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${process.env.PANEL_PORT} --strictPort`,
    cwd: root,
    url: panelUrl,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
