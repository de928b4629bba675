/** What the tests of a container's page do again and again. */
import { type Browser, expect, type Page } from '@playwright/test';
import type { MockApi } from '../src/mock-api/application.ts';

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');

/** Somebody else changes a container with the customer's credentials. */
export async function changeElsewhere(apiUrl: string, uid: number, values: Record<string, unknown>) {
  const headers = { 'X-uwsgi-it-username': hex('kratos'), 'X-uwsgi-it-password': hex('deimos') };
  const response = await fetch(`${apiUrl}/containers/${uid}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(values),
  });
  expect(response.status).toBe(200);
}

/** A field of the page, by its name. */
export const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** What stands beside a section's button. */
export const bar = (page: Page) => page.getByRole('region', { name: 'Unsaved changes' });
export const told = (page: Page, text: string | RegExp) =>
  page.getByRole('status', { name: 'Notifications' }).getByText(text);

/** A section of the page. */
export const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** A browser of its own in which the same customer is signed in. To be closed by its context. */
export async function pageOfSomebodyElse(their: { browser: Browser; baseURL: string | undefined; apiUrl: string }) {
  const context = await their.browser.newContext({ baseURL: their.baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('./favicon.svg');
  const session = JSON.stringify({ apiUrl: their.apiUrl, username: 'kratos', password: 'deimos' });
  await page.evaluate((kept) => sessionStorage.setItem('session', kept), session);
  return page;
}

/** Opens the page of a container and waits until it can be edited. */
export async function openContainer(page: Page, uid = 30_001) {
  await page.goto(`./containers/${uid}`);
  await expect(button(page, 'Save details')).toBeVisible();
}

/** What the panel sent to change this container, in order. */
export function changesOf(api: MockApi, uid = 30_001): unknown[] {
  return api.log
    .filter(({ method, path }) => method === 'POST' && path === `containers/${uid}`)
    .map(({ body }) => body);
}

/** The container as the API has it. */
export const inApi = (api: MockApi, uid = 30_001) => api.containers().find((container) => container.uid === uid);

/** The names of the tags that a container carries in the API. */
export function tagsInApi(api: MockApi, uid = 30_001): string[] {
  const ids = inApi(api, uid)?.tags ?? [];
  return api.tags().flatMap(({ id, name }) => (ids.includes(id) ? name : []));
}

/** Adds a tag that exists. */
export async function addTag(page: Page, name: string) {
  const tags = page.getByRole('combobox', { name: 'Tags' });
  await tags.fill(name);
  await page.getByRole('option', { name, exact: true }).click();
}

/** A whole public key. */
export const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xw zeus@olympus';
/** Another one, of the same type. */
export const OTHER_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xx hera@olympus';
/** A third one. */
export const THIRD_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xy ares@olympus';
