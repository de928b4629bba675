/** Sign-in and its failures, the way back to a deep link, signing out, the theme. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

async function fill(page: Page, values: { apiUrl: string; username?: string; password?: string }) {
  const { apiUrl, username = 'kratos', password = 'deimos' } = values;
  await page.getByRole('textbox', { name: 'API URL' }).fill(apiUrl);
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a wrong password is refused in words, and what was typed stays', async ({ page, mockApi }) => {
  await page.goto('./sign-in');
  await fill(page, { apiUrl: mockApi.url, password: 'ares' });
  await expect(page.getByRole('alert')).toContainText('Wrong username or password');
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('kratos');

  await page.getByLabel('Password', { exact: true }).fill('deimos');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
});

test('a URL where nothing answers leads back to the URL, and the alert goes with its mending', async ({
  page,
  mockApi,
}) => {
  await page.goto('./sign-in');
  await mockApi.close();
  await fill(page, { apiUrl: mockApi.url });
  await expect(page.getByRole('alert')).toContainText('Nothing readable answers at this URL');
  await expect(page.getByRole('textbox', { name: 'API URL' })).toBeFocused();
  await page.keyboard.type('x');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a URL where a web page answers', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'html', method: 'GET', path: 'me' });
  await page.goto('./sign-in');
  await fill(page, { apiUrl: mockApi.url });
  await expect(page.getByRole('alert')).toContainText('This is not a uwsgi.it API');
});

test('the panel itself is no API', async ({ page, baseURL }) => {
  await page.goto('./sign-in');
  await fill(page, { apiUrl: `${baseURL}api` });
  await expect(page.getByRole('alert')).toContainText('This is not a uwsgi.it API');
});

test('the first empty field has the focus, on the first load and after signing out', async ({ page, panel }) => {
  await page.goto('./sign-in');
  await expect(page.getByRole('textbox', { name: 'API URL' })).toBeFocused();
  await panel.signIn();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
});

test('signing in reads the containers while the password is checked, once', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'me', afterMs: 800 });
  await page.goto('./sign-in');
  await fill(page, { apiUrl: mockApi.url });
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  const reads = (path: string) => mockApi.api.log.filter((entry) => entry.method === 'GET' && entry.path === path);
  expect(reads('me')).toHaveLength(1);
  expect(reads('containers')).toHaveLength(1);
  // Not after the 800 ms: on their way at the same time.
  expect((reads('containers')[0]?.at ?? 0) - (reads('me')[0]?.at ?? 0)).toBeLessThan(600);
});

test('a refused password shows nothing of what was read meanwhile', async ({ page, mockApi }) => {
  await page.goto('./sign-in');
  await fill(page, { apiUrl: mockApi.url, password: 'ares' });
  await expect(page.getByRole('alert')).toContainText('Wrong username or password');
  await fill(page, { apiUrl: mockApi.url, username: 'zeus', password: 'zeus' });
  await expect(page.getByRole('table', { name: 'Servers' }).getByRole('link', { name: '8.8.4.4' })).toBeVisible();
  await expect(page.getByRole('link', { name: '1.2.3.4' })).toHaveCount(0);
});

test('empty fields are named, and nothing is sent', async ({ page, mockApi }) => {
  await page.goto('./sign-in');
  await fill(page, { apiUrl: '', username: '', password: '' });
  for (const field of [
    page.getByRole('textbox', { name: 'API URL' }),
    page.getByRole('textbox', { name: 'Username' }),
    page.getByLabel('Password', { exact: true }),
  ]) {
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  }
  expect(mockApi.api.log).toEqual([]);
});

test('a slow sign-in is sent once, however often it is asked for', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'me', afterMs: 500 });
  await page.goto('./sign-in');
  await page.getByRole('textbox', { name: 'API URL' }).fill(mockApi.url);
  await page.getByRole('textbox', { name: 'Username' }).fill('kratos');
  await page.getByLabel('Password', { exact: true }).fill('deimos');
  await page.getByRole('button', { name: 'Sign in' }).dblclick();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
  expect(mockApi.api.log.filter(({ method, path }) => method === 'GET' && path === 'me')).toHaveLength(1);
});

test('a customer with a colon and other letters in the password, who owns no server', async ({ page, panel }) => {
  await panel.signIn({ username: 'noserver', password: 'no:pässword' });
  await expect(page.getByRole('heading', { name: 'No dedicated servers' })).toBeVisible();
  await page.getByRole('link', { name: 'Containers' }).click();
  await expect(page.getByRole('heading', { name: 'No containers' })).toBeVisible();
});

test('a deep link, filter and all, is where one lands after signing in', async ({ page, mockApi }) => {
  await page.goto('./servers/1.2.3.4?filter=med');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await fill(page, { apiUrl: mockApi.url });
  await expect(page.getByRole('heading', { level: 1, name: '1.2.3.4' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Filter containers' })).toHaveValue('med');
  await expect(page.getByRole('link', { name: 'medusa' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'hydra' })).toBeHidden();
});

test('a link to elsewhere is not followed after signing in', async ({ page, mockApi, baseURL }) => {
  await page.goto('./sign-in?returnTo=https://example.com/');
  await fill(page, { apiUrl: mockApi.url });
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
  expect(page.url()).toContain(baseURL);
});

test('signing out forgets all and protects every page', async ({ page, panel }) => {
  await panel.signIn();
  await expect(page.getByRole('link', { name: '1.2.3.4' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);

  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await page.goto('./containers/30001');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('kratos');
});

test('a reload keeps the person signed in, in this tab', async ({ page, panel }) => {
  await panel.signIn();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
});

test('the theme stays over a reload', async ({ page, panel }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await panel.signIn();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  const theme = page.getByRole('radiogroup', { name: 'Theme' });
  await theme.getByRole('radio', { name: 'Dark' }).check();
  const dark = await ground();
  expect(dark).not.toBe(light);

  await page.reload();
  await expect(theme.getByRole('radio', { name: 'Dark' })).toBeChecked();
  expect(await ground()).toBe(dark);

  await theme.getByRole('radio', { name: 'System' }).check();
  expect(await ground()).toBe(light);
});
