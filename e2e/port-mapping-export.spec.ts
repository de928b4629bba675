/** Exporting port mappings: what, in which form, as a file or copied, and back in again. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { apply, mappings, openImport } from './port-mapping-import-page.ts';
import { ADDRESS, open } from './port-mappings-page.ts';

test.beforeEach(({ panel }) => panel.holdSession());

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Export port mappings' });
const choose = (page: Page, name: string) => dialog(page).getByRole('radio', { name }).check();

async function openExport(page: Page) {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog(page)).toBeVisible();
}

/** Downloads, and gives the name and the text of the file. */
async function download(page: Page): Promise<{ name: string; text: string }> {
  const started = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Download' }).click();
  const file = await started;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

const FORMATS = [
  { format: 'CSV', ending: 'csv' },
  { format: 'JSON', ending: 'json' },
];

for (const { format, ending } of FORMATS) {
  test(`${format} is a file that imports back to the same table`, async ({ page }) => {
    await open(page);
    await openExport(page);
    await choose(page, format);
    const { name, text } = await download(page);
    expect(name).toMatch(new RegExp(`^port-mappings-1\\.2\\.3\\.4-\\d{4}-\\d{2}-\\d{2}\\.${ending}$`));
    await openImport(page);
    await mappings(page).fill(text);
    await expect(page.getByText(/: 2 unchanged/).first()).toBeVisible();
    await expect(apply(page)).toHaveAccessibleDescription('Nothing would change');
  });
}

test('a shell script takes the password from the environment, and no file holds it', async ({ page }) => {
  await open(page);
  await openExport(page);
  await choose(page, 'Shell script');
  const { name, text } = await download(page);
  expect(name).toMatch(/\.sh$/);
  expect(text).toContain('UWSGI_IT_PASSWORD');
  expect(text).toContain('"public_port":9000');
  const hex = Buffer.from('deimos', 'utf8').toString('hex');
  expect(text).not.toContain('deimos');
  expect(text).not.toContain(hex);
});

test('only what the filter shows is exported when that is chosen', async ({ page }) => {
  await page.goto(`./servers/${ADDRESS}/port-mappings?filter=udp`);
  await expect(page.getByText('1 of 2 mappings')).toBeVisible();
  await openExport(page);
  await expect(dialog(page).getByRole('radio', { name: 'Shown by the filter' })).toBeChecked();
  const { text } = await download(page);
  expect(text).toContain('5353');
  expect(text).not.toContain('9000');
});

test('only what is selected is exported when that is chosen', async ({ page }) => {
  await open(page);
  await page.getByRole('checkbox', { name: 'Select tcp 9000' }).check();
  await openExport(page);
  await expect(dialog(page).getByRole('radio', { name: 'Selected' })).toBeChecked();
  const { text } = await download(page);
  expect(text).toContain('9000');
  expect(text).not.toContain('5353');
});

test('the same text can be copied, with the keyboard alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await choose(page, 'JSON');
  await dialog(page).getByRole('button', { name: 'Copy' }).press('Enter');
  await expect(dialog(page).getByText('Copied')).toBeAttached();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied.map((row: { public_port: number }) => row.public_port).sort()).toEqual([5353, 9000]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeFocused();
});
