import { expect, test } from './fixtures.ts';

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
  await expect(dialog.getByRole('alert')).toContainText('Wrong username or password');
  await dialog.getByLabel('Password', { exact: true }).fill('ares');
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
  await expect(dialog).toBeVisible();
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

test('credentials stay in their tab', async ({ panel, context }) => {
  await panel.signIn();
  const other = await context.newPage();
  await other.goto('./servers');
  await expect(other.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});
