/** The links of a container, in both directions: which work, how they are made and undone, and what reboots. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { passTimeUntilShown } from './page-time.ts';

const HYDRA = 30_001;
const MEDUSA = 30_002;

test.beforeEach(({ panel }) => panel.holdSession());

type MockApi = { api: { containers(): readonly { uid: number; linkedTo: number[]; reboots: number }[] } };

const stored = (mockApi: MockApi, uid: number) => mockApi.api.containers().find((one) => one.uid === uid);
const posts = (mockApi: { api: { log: readonly { method: string; path: string; body: unknown }[] } }) =>
  mockApi.api.log.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body]);

/** Links at the API, as somebody else with the same account would. */
function linked(mockApi: MockApi, from: number, to: number) {
  stored(mockApi, from)?.linkedTo.push(to);
}

const section = (page: Page) => page.getByRole('region', { name: 'Links', exact: true });
const row = (page: Page, uid: number) =>
  section(page)
    .getByRole('listitem')
    .filter({ hasText: String(uid) });
const target = (page: Page) => section(page).getByRole('combobox', { name: 'Link to' });
const link = (page: Page) => section(page).getByRole('button', { name: 'Link', exact: true });

async function open(page: Page, uid = HYDRA) {
  await page.goto(`./containers/${uid}`);
  await expect(target(page)).toBeVisible();
}

test('a link in both directions is two writes, says what it reboots, and works', async ({ page, mockApi }) => {
  await open(page);
  await expect(section(page)).toContainText('No links yet.');
  await target(page).fill('medusa');
  await expect(section(page)).toContainText('Reboots hydra and medusa.');
  await expect(section(page).getByRole('checkbox', { name: 'Also link back' })).toBeChecked();
  await link(page).click();
  await expect(row(page, MEDUSA)).toContainText('Works: linked both ways');
  await expect(page.getByText('hydra links to medusa, and medusa links to hydra')).toBeVisible();
  await expect(target(page)).toHaveValue('');
  expect(posts(mockApi)).toEqual([
    ['containers/30001', { link: MEDUSA }],
    ['containers/30002', { link: HYDRA }],
  ]);
  expect(stored(mockApi, HYDRA)?.reboots).toBe(1);
  expect(stored(mockApi, MEDUSA)?.reboots).toBe(1);
});

test('a link in one direction says so on both pages, and is linked back by a button', async ({ page, mockApi }) => {
  await open(page);
  await target(page).fill('medusa 30002');
  await section(page).getByRole('checkbox', { name: 'Also link back' }).uncheck();
  await expect(section(page)).toContainText('Reboots hydra.');
  await link(page).click();
  await expect(row(page, MEDUSA)).toContainText('One way: medusa does not link back');
  expect(posts(mockApi)).toEqual([['containers/30001', { link: MEDUSA }]]);

  await row(page, MEDUSA).getByRole('link', { name: 'medusa' }).click();
  await expect(row(page, HYDRA)).toContainText('One way: hydra links here');
  await expect(row(page, HYDRA)).toContainText('Reboots medusa.');
  await page.goBack();
  await row(page, MEDUSA).getByRole('button', { name: 'Link medusa back' }).click();
  await expect(row(page, MEDUSA)).toContainText('Works: linked both ways');
  expect(posts(mockApi)).toHaveLength(2);
  expect(stored(mockApi, HYDRA)?.reboots).toBe(1);
});

test('a container that links here is linked from its row, and then only one direction is sent', async ({
  page,
  mockApi,
}) => {
  linked(mockApi, MEDUSA, HYDRA);
  await open(page);
  await expect(row(page, MEDUSA)).toContainText('One way: medusa links here');
  await row(page, MEDUSA).getByRole('button', { name: 'Link to medusa' }).click();
  await expect(row(page, MEDUSA)).toContainText('Works: linked both ways');
  expect(posts(mockApi)).toEqual([['containers/30001', { link: MEDUSA }]]);
});

test('an unlink names what it reboots, and takes the other direction along when wanted', async ({ page, mockApi }) => {
  linked(mockApi, HYDRA, MEDUSA);
  linked(mockApi, MEDUSA, HYDRA);
  await open(page);
  await expect(row(page, MEDUSA)).toContainText('Works: linked both ways');
  await page.getByRole('button', { name: 'Unlink medusa', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Unlink medusa?' });
  await expect(dialog).toContainText('Reboots hydra.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Unlink medusa', exact: true }).click();
  await dialog.getByRole('checkbox', { name: "Also remove medusa's link to hydra" }).check();
  await expect(dialog).toContainText('Reboots hydra and medusa.');
  await dialog.getByRole('button', { name: 'Unlink', exact: true }).dblclick();
  await expect(section(page)).toContainText('No links yet.');
  await expect(page.getByRole('main')).toBeFocused();
  expect(posts(mockApi)).toEqual([
    ['containers/30001', { unlink: MEDUSA }],
    ['containers/30002', { unlink: HYDRA }],
  ]);
});

test('linked although the API answers 409, or breaks off: done, each sent once', async ({ page, mockApi }) => {
  await open(page);
  mockApi.api.addFault({
    kind: 'refuse-after',
    method: 'POST',
    path: 'containers/30001',
    status: 409,
    json: { error: 'Conflict' },
  });
  mockApi.api.addFault({ kind: 'break-off', method: 'POST', path: 'containers/30002' });
  await target(page).fill('30002');
  await link(page).click();
  await expect(row(page, MEDUSA)).toContainText('Works: linked both ways');
  await expect(section(page).getByRole('alert')).toHaveCount(0);
  expect(posts(mockApi)).toHaveLength(2);
});

test('when the second direction fails, the first is told as done, and only the rest is tried again', async ({
  page,
  mockApi,
}) => {
  await open(page);
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30002' });
  await target(page).fill('medusa');
  await link(page).click();
  const alert = section(page).getByRole('alert');
  await expect(alert).toContainText('medusa was not linked to hydra');
  await expect(alert).toContainText('Done before it: hydra links to medusa.');
  await expect(row(page, MEDUSA)).toContainText('One way: medusa does not link back');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(row(page, MEDUSA)).toContainText('Works: linked both ways');
  await expect(alert).toHaveCount(0);
  expect(posts(mockApi).map(([path]) => path)).toEqual(['containers/30001', 'containers/30002', 'containers/30002']);
  expect(stored(mockApi, HYDRA)?.reboots).toBe(1);
});

test('a link of which no read shows anything is not called done', async ({ page, mockApi }) => {
  await page.clock.install();
  await open(page);
  mockApi.api.addFault({ kind: 'break-off-before', method: 'POST', path: 'containers/30001' });
  await target(page).fill('medusa');
  await link(page).click();
  const alert = section(page).getByRole('alert');
  await passTimeUntilShown(page, alert.filter({ hasText: 'It is not known whether hydra links to medusa' }));
  await expect(alert).toContainText('Not tried: medusa to hydra.');
  expect(posts(mockApi)).toHaveLength(1);
});

test("another customer's container is linked by its uid; whether it works is not known", async ({ page, mockApi }) => {
  const { uid } = mockApi.api.addForeignContainer({ server: '9.9.9.9', memory: 100, storage: 100 });
  await open(page);
  await target(page).fill(String(uid));
  await expect(section(page)).toContainText('it belongs to another customer');
  await expect(section(page).getByRole('checkbox')).toHaveCount(0);
  await link(page).click();
  await expect(row(page, uid)).toContainText('Not known whether it works: it belongs to another customer');
  await page.getByRole('button', { name: `Unlink ${uid}`, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unlink', exact: true }).click();
  await expect(section(page)).toContainText('No links yet.');
  expect(mockApi.api.log.filter(({ path }) => path === `containers/${uid}`)).toEqual([]);
});

test('itself, what is linked already, and what is nothing are refused with a sentence; nothing is sent', async ({
  page,
  mockApi,
}) => {
  linked(mockApi, HYDRA, MEDUSA);
  await open(page);
  await target(page).fill('30001');
  await expect(target(page)).toHaveAccessibleDescription(/A container cannot link to itself/);
  await target(page).fill('medusa');
  await expect(target(page)).toHaveAccessibleDescription(/hydra links to medusa already/);
  await target(page).fill('argus');
  await link(page).click();
  await expect(target(page)).toHaveAccessibleDescription(/No container of yours is called “argus”/);
  await expect(target(page)).toBeFocused();
  await target(page).fill('99999');
  await link(page).click();
  await expect(section(page).getByRole('alert')).toContainText('no container has the uid 99999');
  expect(posts(mockApi)).toHaveLength(1);
});

test('with many containers, those that link here are looked for when asked', async ({ page, mockApi }) => {
  for (let number = 0; number < 40; number += 1) {
    mockApi.api.addContainer({ server: '1.2.3.4', name: `head${number}`, memory: 1, storage: 1 });
  }
  const last = mockApi.api.containers().at(-1)?.uid ?? 0;
  linked(mockApi, last, HYDRA);
  await open(page);
  await expect(section(page)).toContainText('No links yet.');
  await section(page).getByRole('button', { name: 'Look for links from my other containers' }).click();
  await expect(row(page, last)).toContainText('One way: head39 links here');
  await expect(section(page)).toContainText('Read 43 containers, 1 link here.');
  const reads = mockApi.api.log.filter(({ method, path }) => method === 'GET' && /^containers\/\d+$/.test(path));
  expect(reads.filter(({ path }) => path === `containers/${last}`)).toHaveLength(1);
});

test('a search for links can be stopped, and looked on from there', async ({ page, mockApi }) => {
  for (let number = 0; number < 40; number += 1) {
    mockApi.api.addContainer({ server: '1.2.3.4', name: `head${number}`, memory: 1, storage: 1 });
  }
  await open(page);
  mockApi.api.addFault({ kind: 'silence', method: 'GET', path: 'containers/300*', times: 3 });
  await section(page).getByRole('button', { name: 'Look for links from my other containers' }).click();
  await expect(section(page).getByRole('progressbar', { name: 'Containers read' })).toBeVisible();
  await section(page).getByRole('button', { name: 'Stop' }).click();
  await expect(section(page)).toContainText('Stopped after 0 of 43 containers, 0 link here.');
  await section(page).getByRole('button', { name: 'Look on' }).click();
  await expect(section(page)).toContainText('Read 43 containers, 0 link here.');
});

test('the form can be copied as curl, both writes', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await target(page).fill('medusa');
  await section(page).getByRole('button', { name: 'Copy as curl' }).click();
  await expect(section(page).getByText('Copied')).toBeAttached();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/containers\/30001'[\s\S]*\{"link":30002\}[\s\S]*containers\/30002'[\s\S]*\{"link":30001\}/);
  expect(copied).not.toContain('deimos');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in ${colorScheme}, and on a phone nothing overflows: every state, a failure, the dialog`, async ({
    page,
    mockApi,
  }) => {
    test.setTimeout(60_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 390, height: 844 });
    const { uid } = mockApi.api.addForeignContainer({ server: '9.9.9.9', memory: 100, storage: 100 });
    for (const other of [MEDUSA, 30_003, uid]) linked(mockApi, HYDRA, other);
    linked(mockApi, MEDUSA, HYDRA);
    linked(mockApi, 30_004, HYDRA);
    mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30003' });
    await open(page);
    await section(page).getByRole('button', { name: 'Link cerberus back' }).click();
    await expect(section(page).getByRole('alert')).toContainText('cerberus was not linked to hydra');
    await target(page).fill('30001');
    await expect(target(page)).toHaveAttribute('aria-invalid', 'true');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Unlink medusa', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Unlink medusa?' })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}
