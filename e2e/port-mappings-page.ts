/** What the tests of port mappings do again and again on their page. */
import { expect, type Page } from '@playwright/test';

/** The server whose mappings the tests change. */
export const ADDRESS = '1.2.3.4';
/** Its mappings at the API. */
export const PATH = `portmappings/${ADDRESS}`;

/** The table of mappings. */
export const tableIn = (page: Page) => page.getByRole('table', { name: 'Port mappings' });
/** The form's first field. */
export const publicPort = (page: Page) => page.getByRole('textbox', { name: 'Public port' });
/** The form's last field. */
export const privatePort = (page: Page) => page.getByRole('textbox', { name: 'Private port' });
/** The form's button. */
export const add = (page: Page) => page.getByRole('button', { name: 'Add mapping' });

/** Goes to the page and waits until the form stands. */
export async function open(page: Page, address = ADDRESS) {
  await page.goto(`./servers/${address}/port-mappings`);
  await expect(publicPort(page)).toBeVisible();
}

/** Types a mapping into the form; to medusa unless told. */
export async function fill(page: Page, mapping: { from: string; container?: string; to: string }) {
  await publicPort(page).fill(mapping.from);
  await page.getByRole('combobox', { name: 'Container' }).selectOption(mapping.container ?? 'medusa 30002');
  await privatePort(page).fill(mapping.to);
}
