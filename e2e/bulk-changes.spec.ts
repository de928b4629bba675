/** One change of many containers (screens.md `/containers`): a plan first, then a result for each. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, expectRowVisible, test } from './fixtures.ts';

const containersTable = (page: Page) => page.getByRole('table', { name: 'Containers' });
const plan = (page: Page) => page.getByRole('region', { name: 'Plan' });

test.beforeEach(async ({ page, panel }) => {
  await panel.holdSession();
  await page.goto('./containers');
});

async function select(page: Page, ...names: string[]) {
  for (const name of names) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
}

test('tags of several containers: the plan says what each gets, and each is sent once', async ({ page, mockApi }) => {
  await select(page, 'hydra', 'medusa', 'cerberus');
  await page.getByRole('button', { name: 'Change tags' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the tags of 3 containers' });
  await dialog.getByRole('combobox', { name: 'Add tags' }).fill('db');
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: 'Remove tags' }).fill('prod');
  await page.keyboard.press('Enter');
  await expect(plan(page).getByRole('listitem')).toHaveText([
    /hydra \(30001\).*prod.*db/,
    /medusa \(30002\).*no tags.*db/,
    /cerberus \(30003\).*no tags.*db/,
  ]);
  await expect(dialog).toContainText('Changes 3 containers. None reboots.');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  mockApi.api.clearLog();
  await dialog.getByRole('button', { name: 'Change tags of 3 containers' }).click();

  const run = page.getByRole('region', { name: 'Tags of 3 containers' });
  await expect(run).toContainText('3 of 3 done');
  await expect(run.getByRole('heading')).toBeFocused();
  // Who sees the end there needs no notification of it.
  await expect(page.getByRole('region', { name: 'Notifications' })).toHaveText('');
  await expectRowVisible(containersTable(page), { Name: 'hydra', Tags: 'db' });
  const posts = mockApi.api.log.filter(({ method }) => method === 'POST');
  expect(posts.map(({ path, body }) => [path, body]).toSorted()).toEqual([
    ['containers/30001', { tags: ['db'] }],
    ['containers/30002', { tags: ['db'] }],
    ['containers/30003', { tags: ['db'] }],
  ]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await run.getByRole('button', { name: 'Dismiss' }).click();
  await expect(run).toBeHidden();
});

test('its end is told on another page, with what failed and the way to it', async ({ page, mockApi }) => {
  await select(page, 'hydra', 'medusa', 'cerberus');
  await page.getByRole('button', { name: 'Reboot' }).click();
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30002' });
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: 'containers/30003' });
  await page.getByRole('button', { name: 'Reboot 3 containers' }).click();
  await expect(page.getByRole('region', { name: /reboot/i })).toContainText('1 of 3 done, 1 failed');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
  mockApi.api.release();
  const told = page.getByRole('region', { name: 'Notifications' });
  await expect(told).toContainText('2 of 3 done, 1 failed');
  await told.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('region', { name: /reboot/i })).toContainText('2 of 3 done, 1 failed');
});

test('a distro says what reboots, and leaves out what has it', async ({ page, mockApi }) => {
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Set distro' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set the distro of 4 containers' });
  await expect(dialog.getByRole('button', { name: /^Set/ })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('combobox', { name: 'Distro' }).selectOption({ index: 1 });
  await expect(dialog).toContainText('Changes 4 containers. 4 containers reboot.');
  await dialog.getByRole('button', { name: 'Set distro of 4 containers' }).click();
  await expect(page.getByRole('region', { name: /on 4 containers/ })).toContainText('4 of 4 done');
  expect(mockApi.api.containers().map(({ distro, reboots }) => [distro, reboots])).toEqual(
    Array.from({ length: 4 }, () => [1, 1]),
  );
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Set distro' }).click();
  await dialog.getByRole('combobox', { name: 'Distro' }).selectOption({ index: 1 });
  await expect(dialog).toContainText('Nothing to change: all of them are so already.');
});

test('a failure in the middle is named, the others are done, and only it is tried again', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30002' });
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Reboot' }).click();
  await page.getByRole('button', { name: 'Reboot 4 containers' }).click();
  const run = page.getByRole('region', { name: 'Reboot of 4 containers' });
  await expect(run).toContainText('3 of 4 done, 1 failed');
  await expect(run.getByRole('list', { name: 'Under way and failed' })).toContainText(
    'medusa 30002failedThe API refused the change',
  );
  await run.getByRole('button', { name: 'Retry failed' }).click();
  await expect(run).toContainText('4 of 4 done');
  expect(mockApi.api.containers().map(({ reboots }) => reboots)).toEqual([1, 1, 1, 1]);
});

test('what is done is selected no more; one that may have rebooted is rebooted again by its own button only', async ({
  page,
  mockApi,
}) => {
  mockApi.api.addFault({ kind: 'server-error-after', method: 'POST', path: 'containers/30002' });
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Reboot' }).click();
  await page.getByRole('button', { name: 'Reboot 4 containers' }).click();
  const run = page.getByRole('region', { name: 'Reboot of 4 containers' });
  await expect(run).toContainText('3 of 4 done, 1 not known', { timeout: 15_000 });
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('1 selected');
  await expect(page.getByRole('checkbox', { name: 'Select medusa' })).toBeChecked();
  await expect(run).toContainText('It may have rebooted already');
  await run.getByRole('button', { name: 'Reboot medusa again' }).click();
  await expect(run).toContainText('4 of 4 done');
  expect(mockApi.api.containers().map(({ reboots }) => reboots)).toEqual([1, 2, 1, 1]);
  await expect(page.getByRole('region', { name: 'Selection' })).toBeHidden();
});

test('a run stops where the person stops it, and goes on while they look elsewhere', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: 'containers/30002' });
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Reboot' }).click();
  await page.getByRole('button', { name: 'Reboot 4 containers' }).click();
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: 'Tags' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tags' })).toBeVisible();
  await main.getByRole('link', { name: 'Containers' }).click();
  const run = page.getByRole('region', { name: 'Rebooting 4 containers' });
  await expect(run).toContainText('1 of 4 done');
  await run.getByRole('button', { name: 'Stop' }).click();
  mockApi.api.release();
  await expect(page.getByRole('region', { name: 'Reboot of 4 containers' })).toContainText('2 of 4 done, 2 not sent', {
    timeout: 15_000,
  });
  expect(mockApi.api.containers().map(({ reboots }) => reboots)).toEqual([1, 1, 0, 0]);
  const ended = page.getByRole('region', { name: 'Reboot of 4 containers' });
  await expect(ended.getByRole('button', { name: 'Retry failed' })).toBeHidden();
  await ended.getByRole('button', { name: 'Go on with the 2 not sent' }).click();
  await expect(ended).toContainText('4 of 4 done');
  expect(mockApi.api.containers().map(({ reboots }) => reboots)).toEqual([1, 1, 1, 1]);
});

test('a reload in the middle asks, and afterwards each container is told truthfully', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'latency', method: 'POST', path: 'containers/30002', afterMs: 5000 });
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Reboot' }).click();
  await page.getByRole('button', { name: 'Reboot 4 containers' }).click();
  await expect(page.getByRole('region', { name: 'Rebooting 4 containers' })).toContainText('1 of 4 done');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tags' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tags' })).toBeVisible();
  const asked = new Promise<string>((resolve) => {
    page.once('dialog', (dialog) => {
      resolve(dialog.type());
      void dialog.accept();
    });
  });
  await page.reload();
  expect(await asked).toBe('beforeunload');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Containers' }).click();
  const run = page.getByRole('region', { name: 'Interrupted: Reboot of 4 containers' });
  await expect(run).toContainText('1 of 4 done, 1 not known, 2 not sent');
  await expect(run.getByRole('list', { name: 'Under way and failed' })).toContainText('medusa 30002not known');
  await expect(run.getByRole('button', { name: 'Retry failed' })).toBeHidden();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await run.getByRole('button', { name: 'Go on with the 2 not sent' }).click();
  await expect(page.getByRole('region', { name: 'Reboot of 4 containers' })).toContainText('3 of 4 done, 1 not known');
  expect(mockApi.api.containers().map(({ reboots }) => reboots)).toEqual([1, expect.any(Number), 1, 1]);
});

test('a distro that somebody set meanwhile is not set over, until the person says so', async ({ page, mockApi }) => {
  await select(page, 'hydra', 'medusa');
  await page.getByRole('button', { name: 'Set distro' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set the distro of 2 containers' });
  await dialog.getByRole('combobox', { name: 'Distro' }).selectOption({ index: 1 });
  Object.assign(mockApi.api.containers()[1] ?? {}, { distro: 3 });
  await dialog.getByRole('button', { name: 'Set distro of 2 containers' }).click();
  const run = page.getByRole('region', { name: /on 2 containers/ });
  await expect(run).toContainText('1 of 2 done, 1 failed');
  await expect(run).toContainText('meanwhile. Nothing was sent. "Retry failed" sets');
  await run.getByRole('button', { name: 'Retry failed' }).click();
  await expect(run).toContainText('2 of 2 done');
});

test('a tag that is typed and not chosen holds up the start; a new one is created by the start, not before', async ({
  page,
  mockApi,
}) => {
  await select(page, 'hydra');
  await page.getByRole('button', { name: 'Change tags' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the tags of 1 container' });
  const add = dialog.getByRole('combobox', { name: 'Add tags' });
  const start = dialog.getByRole('button', { name: 'Change tags of 1 container' });
  await add.fill('db');
  await page.keyboard.press('Enter');
  await add.fill('nothing like it');
  await start.press('Enter');
  await expect(dialog).toContainText('"nothing like it" is not chosen, so nothing was sent.');
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toEqual([]);
  // The sentence moves the button; a press of the mouse hits it all the same.
  await add.fill('nothing like that');
  await start.click();
  await expect(dialog).toContainText('"nothing like that" is not chosen, so nothing was sent.');
  await add.fill('hot');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('group', { name: 'hot' })).toBeVisible();
  await expect(dialog).toContainText('Creates the tag hot. Changes 1 container.');
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toEqual([]);
  await start.click();
  await expect(page.getByRole('region', { name: 'Tags of 1 container' })).toContainText('1 of 1 done');
  const posts = mockApi.api.log.filter(({ method }) => method === 'POST');
  expect(posts.map(({ body }) => body)).toEqual([{ name: 'hot' }, { tags: ['prod', 'db', 'hot'] }]);
});
