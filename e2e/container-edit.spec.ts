/** A container is changed on its page: one save for all, what it reboots, secrets, lost answers. */
import {
  addTag,
  bar,
  box,
  button,
  changeElsewhere,
  changesOf,
  inApi,
  KEY,
  openContainer,
  region,
  tagsInApi,
  told,
} from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';
import { declareTotals, meter } from './new-container-form.ts';
import { passTimeUntilShown } from './page-time.ts';

test.beforeEach(({ panel }) => panel.holdSession());

test('rename, resize and retag are one change with exactly three keys, and one reboot', async ({ page, mockApi }) => {
  await openContainer(page);
  await expect(button(page, 'Save details')).toHaveAccessibleDescription('Nothing is changed here.');
  await box(page, 'Name').fill('lerna');
  await box(page, 'Memory').fill('9 GB');
  await addTag(page, 'db');
  await expect(bar(page)).toContainText('Unsaved: name, memory, tags');
  for (const name of ['Save details', 'Save resources']) {
    await expect(button(page, name)).toHaveAccessibleDescription('Saves all changes of this page. Reboots hydra once.');
  }
  await button(page, 'Save details').press('Enter');
  await expect(told(page, 'Saved name, memory and tags of lerna')).toBeVisible();
  await expect(told(page, 'It reboots.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'lerna' })).toBeVisible();
  await expect(bar(page)).toBeHidden();
  await expect(button(page, 'Save details')).toBeFocused();
  expect(changesOf(mockApi.api)).toEqual([{ name: 'lerna', memory: 9000, tags: ['prod', 'db'] }]);
  expect(inApi(mockApi.api)?.reboots).toBe(1);
});

test('a note does not reboot, and says so', async ({ page, mockApi }) => {
  await openContainer(page);
  await box(page, 'Note').fill('nine heads');
  await expect(button(page, 'Save details')).toHaveAccessibleDescription('Saves note. Does not reboot.');
  await bar(page).getByRole('button', { name: 'Save all' }).click();
  await expect(told(page, 'Saved note of hydra')).toBeVisible();
  expect(changesOf(mockApi.api)).toEqual([{ note: 'nine heads' }]);
  expect(inApi(mockApi.api)?.reboots).toBe(0);
  await box(page, 'Note').fill('ten heads');
  await bar(page).getByRole('button', { name: 'Discard changes' }).click();
  await expect(box(page, 'Note')).toHaveValue('nine heads');
  await expect(bar(page)).toBeHidden();
});

test('the gauges follow each key, and no more than the quota is sent', async ({ page, mockApi }) => {
  await declareTotals(page);
  await openContainer(page);
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuenow', '12000');
  await box(page, 'Memory').fill('9000');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuenow', '13000');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuemax', '64000');
  await expect(meter(page, 'Memory')).toHaveAttribute(
    'aria-valuetext',
    '13,000 of 64,000 MB allocated after this, 51,000 MB left',
  );
  await box(page, 'Memory').fill('61 GB');
  await box(page, 'Name').fill('lerna');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuetext', /1,000 MB over/);
  await button(page, 'Save details').click();
  await expect(box(page, 'Memory')).toBeFocused();
  await expect(box(page, 'Memory')).toHaveAccessibleDescription(/Only 60,000 MB of memory is free on this server/);
  expect(changesOf(mockApi.api)).toEqual([]);
  // Others create containers too: what fits by the list of before is compared with a fresh one.
  await box(page, 'Memory').fill('60 GB');
  mockApi.api.addContainer({ server: '1.2.3.4', name: 'late', memory: 10_000, storage: 1 });
  await button(page, 'Save resources').click();
  await expect(box(page, 'Memory')).toHaveAccessibleDescription(/Only 50,000 MB of memory is free/);
  expect(changesOf(mockApi.api)).toEqual([]);
});

test('a resize that the server has no room for is explained, and the rest of the form stays', async ({
  page,
  mockApi,
}) => {
  await page.clock.install();
  mockApi.api.addForeignContainer({ server: '1.2.3.4', memory: 50_000, storage: 1 });
  await openContainer(page);
  await box(page, 'Memory').fill('20 GB');
  await button(page, 'Save resources').click();
  const alert = page.getByRole('alert').filter({ hasText: 'the server has no room' });
  await passTimeUntilShown(page, alert);
  await expect(box(page, 'Memory')).toHaveValue('20 GB');
  expect(changesOf(mockApi.api)).toEqual([{ memory: 20_000 }]);
  expect(inApi(mockApi.api)?.memory).toBe(8000);
});

test('keys that were pasted and not added are saved, or have the focus', async ({ page, mockApi }) => {
  await openContainer(page);
  await box(page, 'SSH keys').fill('nonsense');
  await bar(page).getByRole('button', { name: 'Save all' }).click();
  await expect(box(page, 'SSH keys')).toBeFocused();
  await expect(box(page, 'SSH keys')).toHaveAccessibleDescription(/Line 1/);
  expect(changesOf(mockApi.api)).toEqual([]);
  await box(page, 'SSH keys').fill(KEY);
  await page.getByLabel('Distro').selectOption({ index: 1 });
  await button(page, 'Save start').click();
  await expect(told(page, 'Saved distro and SSH keys of hydra')).toBeVisible();
  await expect(box(page, 'SSH keys')).toHaveValue('');
  expect(changesOf(mockApi.api)).toEqual([{ distro: 1, ssh_keys: [KEY] }]);
});

test('a new tag is created with the save, not before', async ({ page, mockApi }) => {
  await openContainer(page);
  await page.getByRole('combobox', { name: 'Tags' }).fill('hot');
  await page.getByRole('option', { name: 'Create the tag hot' }).click();
  await expect(button(page, 'Save details')).toHaveAccessibleDescription(
    'Creates the tag hot. Saves tags. Does not reboot.',
  );
  expect(mockApi.api.tags().map(({ name }) => name)).not.toContain('hot');
  await button(page, 'Save details').click();
  await expect(told(page, 'Saved tags of hydra')).toBeVisible();
  expect(tagsInApi(mockApi.api)).toEqual(['prod', 'hot']);
});

test('secrets are replaced and removed, and are nowhere else', async ({ page, mockApi, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await changeElsewhere(mockApi.url, 30_001, {
    pushover_user: 'sesame-user',
    pushover_token: 'sesame-old',
    slack_webhook: 'https://hooks.example.com/sesame-old',
  });
  await openContainer(page);
  await page.getByText('Alarms go to Pushover, Slack').click();
  const token = page.getByLabel('Pushover token', { exact: true });
  await expect(token).toHaveValue('');
  await expect(token).toHaveAccessibleDescription('Set. Type to replace it.');
  await token.fill('sesame-new');
  await page.getByRole('checkbox', { name: 'Remove Slack webhook' }).check();
  await box(page, 'At most one alarm every').fill('59');
  await button(page, 'Save alarm channels').click();
  await expect(box(page, 'At most one alarm every')).toBeFocused();
  await expect(box(page, 'At most one alarm every')).toHaveAccessibleDescription(/Enter at least 60 seconds/);
  await box(page, 'At most one alarm every').fill('120');
  await bar(page).getByRole('button', { name: 'Copy as curl' }).click();
  const curl = await page.evaluate(() => navigator.clipboard.readText());
  expect(curl).toContain('"alarm_freq":120');
  expect(curl).toContain('# Left out, because it is secret: Pushover token and Slack webhook.');
  expect(curl).not.toContain('sesame');
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('sesame');
  expect(await page.content()).not.toContain('sesame');
  await button(page, 'Save alarm channels').click();
  await expect(told(page, 'Saved Pushover token and alarm frequency, removed Slack webhook of hydra')).toBeVisible();
  await expect(token).toHaveValue('');
  const settings = inApi(mockApi.api)?.settings;
  expect(settings).toMatchObject({ pushover_token: 'sesame-new', alarm_freq: 120 });
  expect(settings?.slack_webhook || null).toBeNull();
  expect(await page.content()).not.toContain('sesame');
});

test('on a shared server only the sizes cannot be changed', async ({ page, mockApi }) => {
  await openContainer(page, 30_004);
  await expect(box(page, 'Memory')).toHaveCount(0);
  await expect(button(page, 'Save resources')).toHaveCount(0);
  await expect(page.getByText('The API would take a new size and ignore it.')).toBeVisible();
  await box(page, 'Note').fill('ours too');
  await button(page, 'Save details').click();
  await expect(told(page, 'Saved note of sharedbox')).toBeVisible();
  expect(changesOf(mockApi.api, 30_004)).toEqual([{ note: 'ours too' }]);
});

for (const kind of ['server-error-after', 'cut-after', 'break-off', 'refuse-after'] as const) {
  test(`an answer lost by ${kind}: the read finds it done`, async ({ page, mockApi }) => {
    mockApi.api.addFault({ kind, method: 'POST', path: 'containers/30001' });
    await openContainer(page);
    await box(page, 'Memory').fill('9 GB');
    await button(page, 'Save resources').click();
    await expect(told(page, 'Saved memory of hydra')).toBeVisible();
    expect(inApi(mockApi.api)?.memory).toBe(9000);
  });
}

test('a refusal is said at the button, and nothing that was typed is lost', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30001' });
  await openContainer(page);
  await box(page, 'Name').fill('lerna');
  await button(page, 'Save details').click();
  await expect(region(page, 'Details').getByRole('alert')).toContainText('Not changed: name.');
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await button(page, 'Save details').click();
  await expect(told(page, 'Saved name of lerna')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a password that expired in between keeps everything', async ({ page, mockApi }) => {
  await openContainer(page);
  await page.getByText('No channel is set').click();
  await page.getByLabel('Pushbullet token', { exact: true }).fill('sesame');
  await box(page, 'Name').fill('lerna');
  mockApi.api.setPassword('kratos', 'ares');
  await button(page, 'Save details').click();
  const dialog = page.getByRole('dialog', { name: 'Enter your password again' });
  await dialog.getByLabel('Password', { exact: true }).fill('ares');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toBeHidden();
  // True before the password was entered again, and after.
  await expect(region(page, 'Details').getByRole('alert')).toContainText(
    'The password was refused, so nothing was changed. Press the button again.',
  );
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await button(page, 'Save details').click();
  await expect(told(page, 'Saved name and Pushbullet token of lerna')).toBeVisible();
  expect(inApi(mockApi.api)?.settings.pushbullet_token).toBe('sesame');
});

test('without the list nothing is resized blindly', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'wrong-shape', method: 'GET', path: 'containers', times: 100 });
  await openContainer(page);
  await expect(page.getByText(/could not be read, so it is not known how much is free/)).toBeVisible();
  await box(page, 'Memory').fill('9 GB');
  await button(page, 'Save resources').click();
  await expect(region(page, 'Resources').getByRole('alert')).toContainText('nothing was sent');
  expect(changesOf(mockApi.api)).toEqual([]);
  mockApi.api.clearFaults();
  await button(page, 'Save resources').click();
  await expect(told(page, 'Saved memory of hydra')).toBeVisible();
});

test('a failure goes when the person edits again', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30001' });
  await openContainer(page);
  await box(page, 'Name').fill('lerna');
  await button(page, 'Save details').click();
  await expect(region(page, 'Details').getByRole('alert')).toContainText('Not changed: name.');
  await box(page, 'Name').press('End');
  await expect(region(page, 'Details').getByRole('alert')).toBeVisible();
  await box(page, 'Name').press('x');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a private key is neither sent nor kept', async ({ page, mockApi }) => {
  const privateKey = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----';
  await openContainer(page);
  await box(page, 'Name').fill('lerna');
  await box(page, 'SSH keys').fill(privateKey);
  await expect(box(page, 'SSH keys')).toHaveAccessibleDescription(/This is a private key: never paste it anywhere/);
  for (const name of ['Save start', 'Save all']) {
    await button(page, name).click();
    await expect(box(page, 'SSH keys')).toBeFocused();
  }
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('b3BlbnNz');
  page.once('dialog', (asked) => void asked.accept());
  await page.reload();
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await expect(box(page, 'SSH keys')).toHaveValue('');
  await button(page, 'Save details').click();
  await expect(told(page, 'Saved name of lerna')).toBeVisible();
  expect(JSON.stringify(mockApi.api.log)).not.toContain('b3BlbnNz');
  expect(changesOf(mockApi.api)).toEqual([{ name: 'lerna' }]);
});

for (const kind of ['malformed', 'server-error-after'] as const) {
  test(`alarm channels of which the answer is unreadable (${kind}) are judged by a read`, async ({ page, mockApi }) => {
    await openContainer(page);
    await page.getByText('No channel is set').click();
    await box(page, 'XMPP account').fill('hydra@example.com');
    mockApi.api.addFault({ kind, method: 'POST', path: 'containers/30001' });
    await button(page, 'Save alarm channels').click();
    await expect(told(page, 'Saved XMPP account of hydra')).toBeVisible();
    await expect(page.getByText(/^Alarms go to XMPP/)).toBeVisible();
    expect(changesOf(mockApi.api)).toHaveLength(1);
    expect(inApi(mockApi.api)?.settings.jid).toBe('hydra@example.com');
  });
}
