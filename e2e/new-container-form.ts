/** What the tests of new containers do again and again on the form. */
import { expect, type Page } from '@playwright/test';
import type { MockApi } from '../src/mock-api/application.ts';

/** A text field of the form, by its name. */
export const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
/** A gauge, by its name. */
export const meter = (page: Page, name: string) => page.getByRole('meter', { name, exact: true });
/** The button that creates. */
export const createButton = (page: Page) => page.getByRole('button', { name: 'Create container' });
/** A whole public key. */
export const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xw zeus@olympus';

/** Goes to the form and waits until it stands. */
export async function openForm(page: Page, address = '1.2.3.4') {
  await page.goto(`./servers/${address}/containers/new`);
  await expect(createButton(page)).toBeVisible();
}

/** Declares the totals of 1.2.3.4 on its capacity page, as a customer does. */
export async function declareTotals(page: Page, memory = '64000', storage = '2000000') {
  await page.goto('./servers/1.2.3.4/capacity');
  await page.getByLabel('Total memory', { exact: true }).fill(memory);
  await page.getByLabel('Total storage', { exact: true }).fill(storage);
  await page.getByRole('button', { name: 'Save capacity' }).click();
  await expect(page.getByText(/declared in this browser on/).first()).toBeVisible();
}

/** Asks for argus: 8 GB, unless told otherwise, and 200 GB. */
export async function fillArgus(page: Page, memory = '8 GB') {
  await field(page, 'Name').fill('argus');
  await field(page, 'Memory').fill(memory);
  await field(page, 'Storage').fill('200 GB');
}

/** Waits until the page of that container is shown. */
export async function landed(page: Page, uid = 30_005, name = 'argus') {
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/containers/${uid}$`));
}

/** The POSTs that the API received for that path. */
export function posts(log: readonly { method: string; path: string; body: unknown }[], path = 'containers') {
  return log.filter((entry) => entry.method === 'POST' && entry.path === path);
}

/** Longer than any test. */
export const NEVER = 600_000;

/** The API's containers of that name. */
export const called = (api: MockApi, name: string) => api.containers().filter((container) => container.name === name);
