/** The page of one container: everything that the API tells, and no secret. */
import type { Page } from '@playwright/test';
import {
  box,
  button,
  changeElsewhere as change,
  changesOf,
  KEY,
  openContainer,
  region,
  told,
} from './container-edit-page.ts';
import { expect, expectRowGone, expectRowVisible, test } from './fixtures.ts';

/** The value that stands beside a name. */
const fact = (page: Page, name: string) =>
  page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::dd[1]');

test('shows what the API tells, and no secret', async ({ page, panel, mockApi }) => {
  await change(mockApi.url, 30001, {
    distro: 1,
    ssh_keys: [KEY],
    note: 'the first head',
    pushover_token: 'secret-pushover',
    pushbullet_token: 'secret-pushbullet',
    slack_webhook: 'https://hooks.example.com/secret-slack',
    jid: 'hydra@example.com',
    alarm_freq: 300,
  });
  await change(mockApi.url, 30001, { link: 30002 });
  await panel.signIn();
  await page.goto('./containers/30001');
  await expect(page.getByRole('heading', { level: 1, name: 'hydra' })).toBeVisible();
  for (const name of ['Resources', 'Start', 'Details', 'Links', 'Port mappings', 'Alarm channels']) {
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
  }
  await expect(box(page, 'Memory')).toHaveValue('8 GB');
  await expect(page.getByRole('meter', { name: 'Memory', exact: true })).toHaveAttribute('aria-valuenow', '12000');
  await expect(fact(page, 'Private IP')).toHaveText('10.0.0.3');
  await expect(page.getByLabel('Distro')).toHaveValue('1');
  await expect(button(page, 'Remove key zeus@olympus')).toBeVisible();
  await expect(box(page, 'Name')).toHaveAccessibleDescription('Hostname hydra');
  await expect(box(page, 'Note')).toHaveValue('the first head');
  await expect(button(page, 'Remove prod')).toBeVisible();
  await expect(fact(page, 'Secret UUID')).toHaveText('set');
  await page.getByText('Alarms go to XMPP, Pushover, Pushbullet, Slack, at most one every 300 s.').click();
  await expect(box(page, 'XMPP account')).toHaveValue('hydra@example.com');
  for (const secret of ['Pushover token', 'Pushbullet token', 'Slack webhook']) {
    await expect(page.getByLabel(secret, { exact: true })).toHaveValue('');
    await expect(page.getByLabel(secret, { exact: true })).toHaveAccessibleDescription('Set. Type to replace it.');
  }
  await expect(page.getByLabel('Pushover user', { exact: true })).toHaveAccessibleDescription('Not set.');
  expect(await page.content()).not.toContain('secret-');
  await expect(page.getByText(/^Not started/)).toBeHidden();

  const mappings = page.getByRole('table', { name: 'Port mappings' });
  await expectRowVisible(mappings, {
    'Public port': '9000',
    Protocol: 'TCP',
    'Private address': '10.0.0.3:8000',
  });
  await page.getByRole('link', { name: 'medusa' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'medusa' })).toBeVisible();
  await expectRowGone(mappings, { 'Public port': '9000' });
  await page.getByRole('link', { name: 'All port mappings of 1.2.3.4' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '1.2.3.4' })).toBeVisible();
});

test('the ssh command is copied', async ({ page, panel, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel.signIn();
  await page.goto('./containers/30002');
  await expect(page.getByText('Not started: it has no distro and no SSH key.')).toBeVisible();
  await button(page, 'Copy').click();
  await expect(page.getByText('Copied')).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('ssh 30002@1.2.3.4');
});

test('on a shared server the sizes are fixed and no port is mapped', async ({ page, panel }) => {
  await panel.signIn();
  await page.goto('./containers/30004');
  await expect(page.getByRole('heading', { level: 1, name: 'sharedbox' })).toBeVisible();
  await expect(page.getByText('shared', { exact: true })).toBeVisible();
  await expect(page.getByText(/memory and storage cannot be changed/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Port mappings' })).toBeHidden();
});

for (const uid of ['31000', 'nonsense', '30001x', '0x7531']) {
  test(`not the customer's: ${uid}`, async ({ page, panel }) => {
    await panel.signIn();
    await page.goto(`./containers/${uid}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Not your container' })).toBeVisible();
    await page.getByRole('link', { name: 'All containers' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Containers' })).toBeVisible();
  });
}

test('a container that cannot be loaded says so, and Try again works', async ({ page, panel, mockApi }) => {
  await panel.signIn();
  mockApi.api.addFault({ kind: 'wrong-shape', method: 'GET', path: 'containers/30001' });
  await page.goto('./containers/30001');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Could not load container 30001');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Resources' })).toBeVisible();
});

test('mappings that cannot be read do not hide the container', async ({ page, panel, mockApi }) => {
  mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: 'portmappings/1.2.3.4', times: 100 });
  await panel.signIn();
  await page.goto('./containers/30001');
  await expect(page.getByRole('heading', { level: 2, name: 'Resources' })).toBeVisible();
  const tryAgain = page.getByRole('alert').getByRole('button', { name: 'Try again' });
  await expect(tryAgain).toBeVisible();
  mockApi.api.clearFaults();
  await tryAgain.click();
  await expectRowVisible(page.getByRole('table', { name: 'Port mappings' }), { 'Public port': '9000' });
});

test('tags that cannot be loaded are said so, all else can be saved, and they can be loaded again', async ({
  page,
  panel,
  mockApi,
}) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'GET', path: 'tags', times: 9 });
  await panel.holdSession();
  await openContainer(page);
  const alert = region(page, 'Details').getByRole('alert');
  await expect(alert).toContainText('The tags could not be loadedWhat you type is looked up when you save.');
  await box(page, 'Note').fill('nine heads');
  await button(page, 'Save details').click();
  await expect(told(page, 'Saved note of hydra')).toBeVisible();
  expect(changesOf(mockApi.api)).toEqual([{ note: 'nine heads' }]);
  const tryAgain = alert.getByRole('button', { name: 'Try again' });
  const tried = mockApi.api.log.filter(({ path }) => path === 'tags').length;
  await tryAgain.press('Enter');
  await expect.poll(() => mockApi.api.log.filter(({ path }) => path === 'tags').length).toBeGreaterThan(tried);
  await expect(tryAgain).not.toHaveAttribute('aria-busy');
  await expect(tryAgain).toBeFocused();
  mockApi.api.clearFaults();
  await tryAgain.press('Enter');
  await expect(alert).toBeHidden();
  await expect(page.getByRole('combobox', { name: 'Tags' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('listbox', { name: 'Tags' }).getByRole('option')).toHaveText(['prod', 'staging', 'db']);
});

test('what a creation could not set is kept, tried again, or dropped', async ({ page, panel, mockApi }) => {
  await panel.signIn();
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30005', times: 2 });
  await page.goto('./servers/1.2.3.4/containers/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('argus');
  await page.getByRole('textbox', { name: 'Memory' }).fill('1 GB');
  await page.getByRole('textbox', { name: 'Storage' }).fill('10 GB');
  await page.getByRole('textbox', { name: 'Note' }).fill('a hundred eyes');
  await page.getByRole('button', { name: 'Create container' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'argus' })).toBeVisible();
  const alert = page.getByRole('alert').filter({ hasText: 'Not set yet' });
  await expect(alert).toContainText('note “a hundred eyes”');
  await page.reload();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toContainText('The API refused the change');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toBeHidden();
  await expect(page.getByRole('main')).toBeFocused();
  await expect(box(page, 'Note')).toHaveValue('a hundred eyes');
  await page.reload();
  await expect(page.getByRole('heading', { level: 2, name: 'Details' })).toBeVisible();
  await expect(alert).toBeHidden();
});
