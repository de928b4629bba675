/** The page of one container: everything that the API tells, and no secret. */
import type { Page } from '@playwright/test';
import { expect, expectRowGone, expectRowVisible, test } from './fixtures.ts';

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xw zeus@olympus';

async function change(apiUrl: string, uid: number, values: Record<string, unknown>) {
  const headers = { 'X-uwsgi-it-username': hex('kratos'), 'X-uwsgi-it-password': hex('deimos') };
  const response = await fetch(`${apiUrl}/containers/${uid}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(values),
  });
  expect(response.status).toBe(200);
}

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
  await expect(fact(page, 'Memory')).toContainText('8,000 MB');
  await expect(page.getByRole('meter', { name: 'Memory on 1.2.3.4' })).toHaveAttribute('aria-valuenow', '12000');
  await expect(fact(page, 'Private IP')).toHaveText('10.0.0.3');
  await expect(fact(page, 'Distro')).toHaveText('Jessie64');
  await expect(fact(page, 'SSH keys')).toHaveText('ssh-ed25519 zeus@olympus');
  await expect(fact(page, 'Hostname')).toHaveText('hydra');
  await expect(fact(page, 'Note')).toHaveText('the first head');
  await expect(fact(page, 'Tags')).toHaveText('prod');
  await expect(fact(page, 'XMPP account')).toHaveText('hydra@example.com');
  await expect(fact(page, 'At most one every')).toHaveText('300 s');
  for (const secret of ['Pushover token', 'Pushbullet token', 'Slack webhook', 'Secret UUID']) {
    await expect(fact(page, secret)).toHaveText('set');
  }
  await expect(fact(page, 'Pushover user')).toHaveText('not set');
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
  await page.getByRole('button', { name: 'Copy' }).click();
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
  mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: 'portmappings/1.2.3.4', times: 2 });
  await panel.signIn();
  await page.goto('./containers/30001');
  await expect(page.getByRole('heading', { level: 2, name: 'Resources' })).toBeVisible();
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await expectRowVisible(page.getByRole('table', { name: 'Port mappings' }), { 'Public port': '9000' });
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
  await expect(fact(page, 'Note')).toHaveText('a hundred eyes');
  await page.reload();
  await expect(page.getByRole('heading', { level: 2, name: 'Details' })).toBeVisible();
  await expect(alert).toBeHidden();
});
