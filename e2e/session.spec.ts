import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** On the sign-in page that is open, with the API URL that it remembers; username and password are the same. */
async function signInOnPage(page: Page, customer: string) {
  await page.getByRole('textbox', { name: 'Username' }).fill(customer);
  await page.getByLabel('Password', { exact: true }).fill(customer);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
}

test('an expired password is asked for over the page, and what was typed stays', async ({ page, panel, mockApi }) => {
  await panel.signIn();
  await page.goto('./servers/1.2.3.4/containers/new');
  await page.getByRole('textbox', { name: 'Name' }).fill('argus');
  await page.getByRole('textbox', { name: 'Memory' }).fill('1 GB');
  await page.getByRole('textbox', { name: 'Storage' }).fill('20 GB');
  mockApi.api.setPassword('kratos', 'ares');

  await page.getByRole('button', { name: 'Create container' }).click();
  const dialog = page.getByRole('dialog', { name: 'Enter your password again' });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Password', { exact: true }).fill('wrong');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  const password = dialog.getByLabel('Password', { exact: true });
  await expect(password).toHaveAccessibleDescription(/The API refused this password\. Check it, then try again\./);
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(password).toBeFocused();
  await password.fill('ares');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toBeHidden();

  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('argus');
  await expect(page.getByRole('textbox', { name: 'Memory' })).toHaveValue('1 GB');
  expect(mockApi.api.containers().filter((container) => container.name === 'argus')).toEqual([]);

  await page.getByRole('button', { name: 'Create container' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'argus' })).toBeVisible();
  expect(mockApi.api.containers().filter((container) => container.name === 'argus')).toHaveLength(1);
});

test('the password dialog keeps Escape from closing it, and signing out from it ends the session', async ({
  page,
  panel,
  mockApi,
}) => {
  await panel.signIn();
  mockApi.api.setPassword('kratos', 'ares');
  await page.goto('./containers');
  const dialog = page.getByRole('dialog', { name: 'Enter your password again' });
  await expect(dialog).toHaveAccessibleDescription(/What is on the page is kept/);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/Enter your password\./);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('a change of user shows nothing of the one before', async ({ page, panel }) => {
  await panel.signIn();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await panel.signIn({ username: 'zeus', password: 'zeus' });
  await expect(page.getByRole('table', { name: 'Servers' }).getByRole('link', { name: '8.8.4.4' })).toBeVisible();
  await expect(page.getByRole('link', { name: '1.2.3.4' })).toHaveCount(0);
});

test('a deletion that ends after a change of user offers no Undo to the next one', async ({ page, panel, mockApi }) => {
  const path = 'portmappings/1.2.3.4';
  await panel.signIn();
  await page.goto('./servers/1.2.3.4/port-mappings');
  mockApi.api.addFault({ kind: 'latency', method: 'DELETE', path, afterMs: 2_500 });
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out anyway' }).click();
  // Without a load in between, which would end the write's page.
  await signInOnPage(page, 'zeus');
  const isRead = () => {
    const { log } = mockApi.api;
    const deleted = log.findIndex(({ method }) => method === 'DELETE');
    return (
      deleted >= 0 &&
      log.slice(deleted).some(({ method, path: read, status }) => method === 'GET' && read === path && status === 200)
    );
  };
  await expect.poll(isRead).toBe(true);
  // A visit more, so that what would have been told is on the page by now.
  await page.getByRole('link', { name: '8.8.4.4' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: '8.8.4.4' })).toBeVisible();
  await expect(page.getByText('Deleted tcp 9000')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('signing out while the password is checked is not undone', async ({ page, panel, mockApi }) => {
  await panel.signIn();
  mockApi.api.setPassword('kratos', 'ares');
  await page.goto('./containers');
  const dialog = page.getByRole('dialog', { name: 'Enter your password again' });
  await dialog.getByLabel('Password', { exact: true }).fill('ares');
  mockApi.api.clearLog();
  mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'me', afterMs: 1_500 });
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect
    .poll(() => mockApi.api.log.find(({ method, path }) => method === 'GET' && path === 'me')?.status)
    .toBe(200);
  await page.goto('./containers');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.getItem('session'))).toBeNull();
});

test('a locked panel asks the API nothing until the password is there', async ({ page, panel, mockApi }) => {
  await page.clock.install();
  await panel.signIn();
  mockApi.api.setPassword('kratos', 'ares');
  await page.clock.fastForward(16_000);
  await expect(page.getByRole('dialog', { name: 'Enter your password again' })).toBeVisible();
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
  mockApi.api.clearLog();
  await page.clock.runFor(60_000);
  expect(mockApi.api.log).toEqual([]);
});

test('the sign-in page of somebody signed in leads on to where they were going', async ({ page, panel }) => {
  await panel.signIn();
  await page.goto('./sign-in?returnTo=/containers');
  await expect(page.getByRole('heading', { level: 1, name: 'Containers' })).toBeVisible();
});

test('a tampered session is none', async ({ page, panel }) => {
  await panel.signIn();
  await page.evaluate(() => {
    const kept = JSON.parse(sessionStorage.getItem('session') ?? '{}');
    sessionStorage.setItem('session', JSON.stringify({ ...kept, apiUrl: 'http://[' }));
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test('credentials stay in their tab', async ({ panel, context }) => {
  await panel.signIn();
  const other = await context.newPage();
  await other.goto('./servers');
  await expect(other.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});
