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
  await expect(dialog.getByRole('option', { name: /^Look for 9000 on all servers/ })).toBeVisible();
  await expect(dialog.getByRole('option', { name: /^tcp 9000/ })).toBeVisible({ timeout: 8_000 });
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
  await dialog.getByRole('combobox').fill('who holds 4711/tcp?');
  await expect(dialog.getByRole('status')).toHaveText('No public port tcp 4711 is mapped in what is loaded.');
});

test('questions are answered: who holds a port, where a container listens', async ({ page }) => {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  const input = dialog.getByRole('combobox');
  for (const question of ['port 9000', 'who holds 9000?', '9000/tcp']) {
    await input.fill(question);
    await expect(dialog.getByRole('option', { selected: true })).toContainText('tcp 9000');
    await expect(dialog.getByRole('option', { name: /^hydra/ })).toBeVisible();
  }
  for (const question of ['where does hydra listen?', 'hydra ports']) {
    await input.fill(question);
    await expect(dialog.getByRole('option', { selected: true })).toContainText('listens on tcp 9000, udp 5353');
  }
});

test('the tables of few servers are read when the search opens, wherever the person is', async ({ page, mockApi }) => {
  await page.goto('./tags');
  await expect(page.getByRole('heading', { level: 1, name: 'Tags' })).toBeVisible();
  const reads = () => mockApi.api.log.filter(({ method, path }) => method === 'GET' && path.includes('portmappings'));
  const before = reads().length;
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('combobox').fill('9000');
  await expect(dialog.getByRole('option', { name: /^tcp 9000/ })).toBeVisible();
  expect(reads().length - before).toBe(2);
});

test('where tables are missing, it leads to the page that reads all, with what was asked', async ({
  page,
  mockApi,
}) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'GET', path: 'portmappings/5.6.7.8', times: 20 });
  await page.goto('./tags');
  await expect(page.getByRole('heading', { level: 1, name: 'Tags' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('combobox').fill('who holds tcp 7000?');
  const option = dialog.getByRole('option', { name: /^Look for tcp 7000 on all servers/ });
  await expect(option).toContainText('The ports of 1 server are not loaded.');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Ports' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Filter ports' })).toHaveValue('tcp 7000');
  await expect(page.getByText('tcp 7000: free on 1.2.3.4.')).toBeVisible();
});
