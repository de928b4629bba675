import { fileURLToPath } from 'node:url';
import { build, type PreviewServer, preview } from 'vite';
import { expect, test } from './fixtures.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = fileURLToPath(new URL('../test-results/sub-path', import.meta.url));
let server: PreviewServer;

test.beforeAll(async () => {
  const options = { root, base: '/panel/', logLevel: 'error', build: { outDir, emptyOutDir: true } } as const;
  await build(options);
  server = await preview({ ...options, preview: { port: 0 } });
});

test.afterAll(() => server.close());

test('a panel built for a sub-path works from a bookmark, through sign-in, and on reload', async ({
  page,
  mockApi,
}) => {
  const url = server.resolvedUrls?.local[0] ?? '';
  expect(url).toMatch(/\/panel\/$/);
  await page.goto(`${url}servers/1.2.3.4/port-mappings?filter=hydra`);
  await page.getByRole('textbox', { name: 'API URL' }).fill(mockApi.url);
  await page.getByRole('textbox', { name: 'Username' }).fill('kratos');
  await page.getByLabel('Password', { exact: true }).fill('deimos');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('heading', { level: 1, name: '1.2.3.4' })).toBeVisible();
  await expect(page).toHaveURL(`${url}servers/1.2.3.4/port-mappings?filter=hydra`);
  await page.reload();
  await expect(page.getByRole('searchbox', { name: 'Filter port mappings' })).toHaveValue('hydra');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Containers' }).click();
  await expect(page).toHaveURL(`${url}containers`);
});
