/** What the tests of runs of port mappings do again and again. */
import { expect, type Page } from '@playwright/test';
import { ADDRESS } from './port-mappings-page.ts';

/** The panel of a run, by what its title holds. */
export const runIn = (page: Page, title: string | RegExp) => page.getByRole('region', { name: title });
/** Where the panel tells what has ended. */
export const notifications = (page: Page) => page.getByRole('region', { name: 'Notifications' });

/** Plans a range of ports to medusa, the private ports beginning with 8000 unless told, and applies it: that starts a run. */
export async function startRange(page: Page, publicPorts: string, privatePort = '8000') {
  await page.goto(`./servers/${ADDRESS}/port-mappings/import?from=range`);
  await page.getByRole('textbox', { name: 'Public ports' }).fill(publicPorts);
  await page.getByRole('textbox', { name: 'Private ports' }).fill(privatePort);
  await page.getByRole('combobox', { name: 'Container' }).selectOption('30002');
  await page.getByRole('button', { name: /^Apply \d+ change/ }).click();
  await expect(page).toHaveURL(new RegExp(`/servers/${ADDRESS}/port-mappings$`));
}

/** The public ports that the server has now, in their order. */
export function portsOf(mappings: readonly { public_port: number }[]): number[] {
  return mappings.map(({ public_port }) => public_port).toSorted((one, other) => one - other);
}

/** All ports from one to another. */
export const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
