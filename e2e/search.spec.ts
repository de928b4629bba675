import { expect, test } from './fixtures.ts';

test.beforeEach(async ({ page, panel }) => {
  await panel.signIn();
  const mappings = page
    .getByRole('row', { name: /1\.2\.3\.4/ })
    .getByRole('cell')
    .last();
  await expect(mappings).toHaveText('2');
});

test('Ctrl K finds a container by its name and Enter opens it', async ({ page }) => {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  const input = dialog.getByRole('combobox', { name: 'Search servers, containers, ports and actions' });
  await expect(input).toBeFocused();
  await input.fill('medusa');
  await expect(dialog.getByRole('option', { selected: true })).toContainText('medusa');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'medusa' })).toBeVisible();
  await expect(dialog).toBeHidden();
});

test('a container is found by its port', async ({ page }) => {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('combobox').fill('5353');
  await dialog.getByRole('option', { name: /^hydra/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'hydra' })).toBeVisible();
});

test('what is loaded while the dialog is open is found', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'portmappings/1.2.3.4', afterMs: 4_000 });
  await page.reload();
  await page.getByRole('button', { name: 'Search' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('combobox').fill('9000');
  await expect(dialog.getByRole('status')).toContainText('9000');
  await expect(dialog.getByRole('option', { name: /tcp 9000/ }).first()).toBeVisible({ timeout: 8_000 });
});

test('a port leads to its mapping and to its holder', async ({ page }) => {
  await page.getByRole('button', { name: 'Search' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('combobox').fill('9000');
  await expect(dialog.getByRole('option', { name: /tcp 9000/ }).first()).toBeVisible();
  await expect(dialog.getByRole('option', { name: /^hydra/ })).toBeVisible();
  await dialog
    .getByRole('option', { name: /tcp 9000/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 2, name: 'Port mappings' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Filter port mappings' })).toHaveValue('tcp 9000');
});

test('Escape closes it and gives the focus back', async ({ page }) => {
  const button = page.getByRole('button', { name: 'Search' }).first();
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('says so when nothing is found', async ({ page }) => {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('combobox').fill('minotaur');
  await expect(dialog.getByRole('status')).toContainText('minotaur');
});
