/** Where the username and the password go, and where they never do: not elsewhere, whoever asks for them. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type PreviewServer, preview } from 'vite';
import { expect, test as withPanel } from './fixtures.ts';

interface Elsewhere {
  origin: string;
  /** The method and path of each request that came. */
  asked: string[];
}

/** Another origin, which would take credentials: it allows everything, and answers as if it were the API. */
const test = withPanel.extend<{ elsewhere: Elsewhere }>({
  elsewhere: async ({ browserName: _ }, use) => {
    const asked: string[] = [];
    const server: Server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const allowed = request.headers['access-control-request-headers'] ?? '*';
      response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Access-Control-Allow-Headers', allowed);
      response.setHeader('Content-Type', 'application/json').end('{"uuid":"u","containers":[],"servers":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

const apiUrlField = (page: Page) => page.getByRole('textbox', { name: 'API URL' });
const usernameField = (page: Page) => page.getByRole('textbox', { name: 'Username' });
const passwordField = (page: Page) => page.getByLabel('Password', { exact: true });
const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in' });
const servers = (page: Page) => page.getByRole('heading', { level: 1, name: 'Servers' });

async function signIn(page: Page, apiUrl: string) {
  await apiUrlField(page).fill(apiUrl);
  await usernameField(page).fill('kratos');
  await passwordField(page).fill('deimos');
  await signInButton(page).click();
}

test('credentials pasted with the URL are moved to their fields, and nothing is sent', async ({ page, mockApi }) => {
  await page.goto('./sign-in');
  await apiUrlField(page).fill(mockApi.url.replace('://', '://kratos:dei%6Dos@'));
  await expect(apiUrlField(page)).toHaveValue(mockApi.url);
  await expect(usernameField(page)).toHaveValue('kratos');
  await expect(passwordField(page)).toHaveValue('deimos');
  await expect(apiUrlField(page)).toHaveAccessibleDescription(
    /moved from the URL to their fields\. Nothing was sent\./,
  );
  await expect(page.getByRole('main')).not.toContainText('deimos');
  expect(mockApi.api.log).toEqual([]);
  await signInButton(page).click();
  await expect(servers(page)).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem('remembered'))).toBe(
    JSON.stringify({ apiUrl: mockApi.url, username: 'kratos' }),
  );
});

test('credentials that are typed with the URL are moved as soon as they are known for such', async ({ page }) => {
  await page.goto('./sign-in');
  await apiUrlField(page).pressSequentially('https://kratos:deimos@api.example.com/api');
  await expect(apiUrlField(page)).toHaveValue('https://api.example.com/api');
  await expect(usernameField(page)).toHaveValue('kratos');
  await expect(passwordField(page)).toHaveValue('deimos');
});

for (const apiUrl of [
  'https://api.example.com/api?key=1',
  'https://api.example.com/#x',
  'javascript:alert(1)',
  'data:,x',
])
  test(`no API URL: ${apiUrl}`, async ({ page, mockApi }) => {
    await page.goto('./sign-in');
    await signIn(page, apiUrl);
    await expect(apiUrlField(page)).toHaveAttribute('aria-invalid', 'true');
    expect(mockApi.api.log).toEqual([]);
  });

test('a host that looks like another is spelt out before anything is sent', async ({ page }) => {
  await page.goto('./sign-in');
  // The first letter is Cyrillic.
  await signIn(page, 'http://аpi.localhost:1/api');
  await expect(apiUrlField(page)).toHaveValue('http://xn--pi-6kc.localhost:1/api');
  await expect(apiUrlField(page)).toHaveAccessibleDescription(
    /goes to http:\/\/xn--pi-6kc\.localhost:1\/api\. Nothing was sent\./,
  );
  await expect(apiUrlField(page)).toBeFocused();
  await signInButton(page).click();
  await expect(page.getByRole('alert')).toContainText('http://xn--pi-6kc.localhost:1/api');
});

test('a link presets neither the API nor credentials', async ({ page, elsewhere }) => {
  const preset = `apiUrl=${elsewhere.origin}/api&username=eve&password=eve`;
  await page.goto(`./sign-in?${preset}&returnTo=/containers#${preset}`);
  await expect(apiUrlField(page)).toHaveValue('');
  await expect(usernameField(page)).toHaveValue('');
  await expect(passwordField(page)).toHaveValue('');
});

for (const returnTo of ['//ELSEWHERE/x', '/\\ELSEWHERE', '/%09/ELSEWHERE', '/.//ELSEWHERE', 'javascript:alert(1)'])
  test(`after signing in, a link to ${returnTo} leads to the servers`, async ({
    page,
    mockApi,
    elsewhere,
    baseURL,
  }) => {
    const target = returnTo.replace('ELSEWHERE', new URL(elsewhere.origin).host);
    await page.goto(`./sign-in?returnTo=${target.replaceAll('\\', '%5C')}`);
    await signIn(page, mockApi.url);
    await expect(servers(page)).toBeVisible();
    expect(page.url()).toBe(`${baseURL}servers`);
    expect(elsewhere.asked).toEqual([]);
  });

for (const status of [302, 307, 308])
  test(`a redirect with ${status} to another origin takes nothing there`, async ({ page, mockApi, elsewhere }) => {
    const away = { kind: 'redirect', status, location: `${elsewhere.origin}/api/me` } as const;
    mockApi.api.addFault({ ...away, times: 10 });
    await page.goto('./sign-in');
    await signIn(page, mockApi.url);
    await expect(page.getByRole('alert')).toContainText('You are not signed in.');
    mockApi.api.clearFaults();
    await signInButton(page).click();
    await expect(servers(page)).toBeVisible();

    // In mid-work: a read, a write, and their preflights.
    await page.goto('./containers/30001');
    await page.getByRole('textbox', { name: 'Note', exact: true }).fill('nine heads');
    mockApi.api.addFault({ ...away, method: 'POST' });
    await page.getByRole('button', { name: 'Save details' }).click();
    const redirected = (method: string) =>
      mockApi.api.log.some((each) => each.method === method && each.status === status);
    await expect.poll(() => redirected('POST')).toBe(true);
    mockApi.api.addFault({ ...away, method: 'OPTIONS' });
    await expect.poll(() => redirected('OPTIONS'), { timeout: 20_000 }).toBe(true);
    await expect(page.getByRole('heading', { level: 1, name: 'hydra' })).toBeVisible();
    expect(elsewhere.asked).toEqual([]);
  });

withPanel.describe('the supplier, or whoever breaks in there, writes another API into config.json', () => {
  let server: PreviewServer;
  let apiUrl = '';
  withPanel.beforeAll(async () => {
    server = await preview({
      root: fileURLToPath(new URL('..', import.meta.url)),
      logLevel: 'error',
      preview: { port: 0 },
      plugins: [
        {
          name: 'changing-configuration',
          configurePreviewServer: ({ middlewares }) => {
            middlewares.use('/config.json', (_, response) => void response.end(JSON.stringify({ apiUrl })));
          },
        },
      ],
    });
  });
  withPanel.afterAll(() => server.close());

  test('who is signed in stays with the API of the sign-in, also in their next one', async ({
    page,
    mockApi,
    elsewhere,
  }) => {
    apiUrl = mockApi.url;
    const url = server.resolvedUrls?.local[0] ?? '';
    await page.goto(`${url}sign-in`);
    await expect(apiUrlField(page)).toHaveValue(mockApi.url);
    await signIn(page, mockApi.url);
    await expect(servers(page)).toBeVisible();

    apiUrl = `${elsewhere.origin}/api`;
    await page.reload();
    await expect(page.getByRole('link', { name: '1.2.3.4' }).first()).toBeVisible();
    mockApi.api.setPassword('kratos', 'ares');
    await page.goto(`${url}containers`);
    const dialog = page.getByRole('dialog', { name: 'Enter your password again' });
    await expect(dialog).toContainText(`kratos at ${new URL(mockApi.url).host}`);
    await passwordField(page).fill('ares');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('link', { name: 'hydra' })).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(apiUrlField(page)).toHaveValue(mockApi.url);
    expect(elsewhere.asked).toEqual([]);
  });
});
