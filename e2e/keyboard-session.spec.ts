/** Coming, looking around and leaving by keyboard alone. */
import { expect, test } from './fixtures.ts';
import { keyboardOf } from './keyboard.ts';

// A trace keeps the page anew for each of hundreds of keys.
test.use({ trace: 'off' });

test('sign in, also after a refusal', async ({ page, mockApi }) => {
  const keyboard = keyboardOf(page);
  const password = page.getByLabel('Password', { exact: true });
  await keyboard.open('./sign-in');
  await keyboard.fill(page.getByRole('textbox', { name: 'API URL' }), mockApi.url);
  await keyboard.fill(page.getByRole('textbox', { name: 'Username' }), 'kratos');
  await keyboard.fill(password, 'wrong');
  await keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(password).toBeFocused();
  await keyboard.fill(password, 'deimos');
  await keyboard.use(page.getByRole('button', { name: 'Show password' }), 'Space');
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('deimos');
  await keyboard.use(page.getByRole('button', { name: 'Sign in' }));
  await expect(page.getByRole('link', { name: '1.2.3.4' }).first()).toBeVisible();
  await expect(page.getByRole('main', { name: 'Servers' })).toBeFocused();
});

test('skip the navigation, choose a theme, search, and sign out', async ({ page, panel }) => {
  const keyboard = keyboardOf(page);
  await panel.holdSession();
  await keyboard.open('./servers');
  await keyboard.press('Tab', 'Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await keyboard.to(page.getByRole('searchbox', { name: 'Filter servers' }));

  await keyboard.open('./servers');
  await keyboard.choose(page.getByRole('radiogroup', { name: 'Theme' }), 'Dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await keyboard.backTo(page.getByRole('button', { name: 'Search' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Search' })).toBeFocused();
  await keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused();
  await keyboard.type('medusa');
  await keyboard.press('ArrowDown', 'ArrowUp', 'Enter');
  await expect(page.getByRole('main', { name: 'medusa' })).toBeFocused();

  await keyboard.use(page.getByRole('button', { name: 'Sign out' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test('who holds a port is asked in the search, and the answer leads to its row', async ({ page, panel }) => {
  const keyboard = keyboardOf(page);
  await panel.holdSession();
  await keyboard.open('./servers');
  await keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused();
  await keyboard.type('9000');
  const answer = page.getByRole('option', { name: /tcp 9000/ });
  await expect(answer.first()).toBeVisible();
  while ((await answer.first().getAttribute('aria-selected')) !== 'true') await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/port-mappings\?filter=tcp\+9000$/);
  await keyboard.to(page.getByRole('button', { name: 'Edit tcp 9000' }));
});

test('give the password again after a 401, and stay where one was', async ({ page, panel, mockApi }) => {
  const keyboard = keyboardOf(page);
  await panel.holdSession();
  await keyboard.open('./tags');
  const name = page.getByRole('form', { name: 'New tag' }).getByRole('textbox', { name: 'Name' });
  await keyboard.fill(name, 'eu');
  mockApi.api.setPassword('kratos', 'ares');
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Enter your password again' });
  await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
  await keyboard.type('ares');
  await keyboard.use(dialog.getByRole('button', { name: 'Continue' }));
  await expect(dialog).toBeHidden();
  await expect(name).toHaveValue('eu');
  await expect(name).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Edit eu' })).toBeVisible();
});
