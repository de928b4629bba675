/** A container is changed on its page: one save for all, what it reboots, stale edits, secrets, lost answers. */
import {
  addTag,
  bar,
  box,
  button,
  changeElsewhere,
  changesOf,
  inApi,
  KEY,
  OTHER_KEY,
  openContainer,
  tagsInApi,
  told,
} from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';
import { declareTotals, meter } from './new-container-form.ts';

test.beforeEach(({ panel }) => panel.holdSession());

test('rename, resize and retag are one change with exactly three keys, and one reboot', async ({ page, mockApi }) => {
  await openContainer(page);
  await expect(button(page, 'Save details')).toHaveAccessibleDescription('Nothing is changed here.');
  await box(page, 'Name').fill('lerna');
  await box(page, 'Memory').fill('9 GB');
  await addTag(page, 'db');
  await expect(bar(page)).toContainText('Unsaved: name, memory, tags');
  for (const name of ['Save details', 'Save resources']) {
    await expect(button(page, name)).toHaveAccessibleDescription('Saves name, memory and tags. Reboots hydra once.');
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
  await expect(async () => {
    await page.clock.fastForward(5_000);
    await expect(alert).toBeVisible({ timeout: 300 });
  }).toPass({ intervals: [50] });
  await expect(box(page, 'Memory')).toHaveValue('20 GB');
  expect(changesOf(mockApi.api)).toEqual([{ memory: 20_000 }]);
  expect(inApi(mockApi.api)?.memory).toBe(8000);
});

test('what somebody else changes elsewhere is shown, what is typed stays, and both survive', async ({
  page,
  mockApi,
}) => {
  await page.clock.install();
  await openContainer(page);
  await box(page, 'Name').fill('lerna');
  await changeElsewhere(mockApi.url, 30_001, { note: 'theirs' });
  await page.clock.fastForward(16_000);
  await expect(box(page, 'Note')).toHaveValue('theirs');
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await expect(box(page, 'Name')).toBeFocused();
  await box(page, 'Name').press('Enter');
  await expect(told(page, 'Saved name of lerna')).toBeVisible();
  expect(changesOf(mockApi.api).at(-1)).toEqual({ name: 'lerna' });
  expect(inApi(mockApi.api)?.settings.note).toBe('theirs');
});

test.describe('somebody else changed the same', () => {
  test.beforeEach(async ({ page, mockApi }) => {
    await openContainer(page);
    await box(page, 'Name').fill('mine');
    await box(page, 'Note').fill('my note');
    await changeElsewhere(mockApi.url, 30_001, { name: 'theirs', note: 'their note' });
    mockApi.api.clearLog();
    await button(page, 'Save details').click();
  });

  test('nothing is sent, and each can be chosen', async ({ page, mockApi }) => {
    const dialog = page.getByRole('dialog', { name: /was changed meanwhile/ });
    await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0);
    expect(changesOf(mockApi.api)).toEqual([]);
    await dialog.getByRole('group', { name: 'name' }).getByRole('radio', { name: 'Mine: mine' }).check();
    await expect(button(page, 'Save with these choices')).toHaveAccessibleDescription(/Choose mine or theirs/);
    await dialog.getByRole('group', { name: 'note' }).getByRole('radio', { name: 'Theirs: their note' }).check();
    await button(page, 'Save with these choices').click();
    await expect(told(page, 'Saved name of mine')).toBeVisible();
    await expect(box(page, 'Note')).toHaveValue('their note');
    await expect(bar(page)).toBeHidden();
    expect(changesOf(mockApi.api)).toEqual([{ name: 'mine' }]);
  });

  test('Cancel keeps what was typed and sends nothing', async ({ page, mockApi }) => {
    await button(page, 'Cancel').click();
    await expect(box(page, 'Name')).toHaveValue('mine');
    await expect(box(page, 'Note')).toHaveValue('my note');
    expect(changesOf(mockApi.api)).toEqual([]);
  });
});

test('a key and a tag that were added meanwhile survive the removal of others', async ({ page, mockApi }) => {
  await changeElsewhere(mockApi.url, 30_001, { ssh_keys: [KEY], tags: ['prod', 'staging'] });
  await openContainer(page);
  await button(page, 'Remove key zeus@olympus').click();
  await button(page, 'Remove staging').click();
  await changeElsewhere(mockApi.url, 30_001, { ssh_keys: [KEY, OTHER_KEY], tags: ['prod', 'staging', 'db'] });
  await button(page, 'Save start').click();
  await expect(told(page, 'Saved SSH keys and tags of hydra')).toBeVisible();
  await expect(told(page, 'Kept the tag db and 1 SSH key that were added meanwhile.')).toBeVisible();
  expect(inApi(mockApi.api)?.sshKeys).toEqual([OTHER_KEY]);
  expect(tagsInApi(mockApi.api)).toEqual(['prod', 'db']);
  await expect(button(page, 'Remove key hera@olympus')).toBeVisible();
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
  await expect(told(page, 'Saved Pushover token, Slack webhook and alarm frequency of hydra')).toBeVisible();
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
  await expect(page.getByRole('form', { name: 'Details' }).getByRole('alert')).toContainText('Not changed: name.');
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await button(page, 'Save details').click();
  await expect(told(page, 'Saved name of lerna')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a password that expired in between keeps everything', async ({ page, mockApi }) => {
  await openContainer(page);
  await page.getByText('No channel is set').click();
  await page.getByLabel('Pushover token', { exact: true }).fill('sesame');
  await box(page, 'Name').fill('lerna');
  mockApi.api.setPassword('kratos', 'ares');
  await button(page, 'Save details').click();
  const dialog = page.getByRole('dialog', { name: 'Enter your password again' });
  await dialog.getByLabel('Password', { exact: true }).fill('ares');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toBeHidden();
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await button(page, 'Save details').click();
  await expect(told(page, 'Saved name and Pushover token of lerna')).toBeVisible();
  expect(inApi(mockApi.api)?.settings.pushover_token).toBe('sesame');
});

test('leaving asks, and a draft survives a reload without its secrets', async ({ page, mockApi }) => {
  await openContainer(page);
  await box(page, 'Name').fill('lerna');
  await page.getByText('No channel is set').click();
  await page.getByLabel('Pushover token', { exact: true }).fill('sesame');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(dialog).toContainText('name and Pushover token of hydra');
  await dialog.getByRole('button', { name: 'Stay' }).click();
  page.once('dialog', (asked) => void asked.accept());
  await page.reload();
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await expect(bar(page)).toContainText('Unsaved: name');
  await expect(bar(page)).not.toContainText('Pushover');
  // What it started from is kept with it: somebody else's change meanwhile is a conflict still.
  await changeElsewhere(mockApi.url, 30_001, { name: 'theirs' });
  page.once('dialog', (asked) => void asked.accept());
  await page.reload();
  await button(page, 'Save details').click();
  await expect(page.getByRole('radio', { name: 'Theirs: theirs' })).toBeVisible();
  await button(page, 'Cancel').click();
  await bar(page).getByRole('button', { name: 'Discard changes' }).click();
  await expect(box(page, 'Name')).toHaveValue('theirs');
});

test('two windows edit one container: both survive', async ({ page, panel: _, mockApi, browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const other = await context.newPage();
  await other.goto('./favicon.svg');
  const session = JSON.stringify({ apiUrl: mockApi.url, username: 'kratos', password: 'deimos' });
  await other.evaluate((kept) => sessionStorage.setItem('session', kept), session);
  await openContainer(page);
  await openContainer(other);
  await box(page, 'Name').fill('lerna');
  await box(other, 'Note').fill('from the other window');
  await button(other, 'Save details').click();
  await expect(told(other, 'Saved note of hydra')).toBeVisible();
  await button(page, 'Save details').click();
  await expect(told(page, 'Saved name of lerna')).toBeVisible();
  await expect(box(page, 'Note')).toHaveValue('from the other window');
  expect(changesOf(mockApi.api)).toEqual([{ note: 'from the other window' }, { name: 'lerna' }]);
  await context.close();
});

test('a save that ends after its page has gone is told, and what was not saved is there again', async ({
  page,
  mockApi,
}) => {
  mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'containers/30001', afterMs: 1_500, times: 1 });
  await page.goto('./containers');
  await page.getByRole('link', { name: 'hydra' }).click();
  await expect(button(page, 'Save details')).toBeVisible();
  await box(page, 'Name').fill('lerna');
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30001' });
  mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'containers/30001', afterMs: 1_500, times: 1 });
  await button(page, 'Save details').click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
  await expect(told(page, 'hydra: not saved')).toBeVisible();
  await button(page, 'Open').click();
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await expect(page.getByText('Restored what you had typed.')).toBeVisible();
  await bar(page).getByRole('button', { name: 'Save all' }).click();
  await expect(told(page, 'Saved name of lerna')).toBeVisible();
  await page.reload();
  await expect(button(page, 'Save details')).toBeVisible();
  await expect(bar(page)).toBeHidden();
});

test('without the list nothing is resized blindly', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'wrong-shape', method: 'GET', path: 'containers', times: 100 });
  await openContainer(page);
  await expect(page.getByText(/could not be read, so it is not known how much is free/)).toBeVisible();
  await box(page, 'Memory').fill('9 GB');
  await button(page, 'Save resources').click();
  await expect(page.getByRole('form', { name: 'Resources' }).getByRole('alert')).toContainText('nothing was sent');
  expect(changesOf(mockApi.api)).toEqual([]);
  mockApi.api.clearFaults();
  await button(page, 'Save resources').click();
  await expect(told(page, 'Saved memory of hydra')).toBeVisible();
});

test('a secret that somebody else changed too is contested without being shown', async ({ page, mockApi }) => {
  await changeElsewhere(mockApi.url, 30_001, { pushbullet_token: 'sesame-old' });
  await openContainer(page);
  await page.getByText('Alarms go to Pushbullet').click();
  await page.getByLabel('Pushbullet token', { exact: true }).fill('sesame-mine');
  await changeElsewhere(mockApi.url, 30_001, { pushbullet_token: 'sesame-theirs' });
  mockApi.api.clearLog();
  await button(page, 'Save alarm channels').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: 'Theirs: set to something else' })).toBeVisible();
  expect(await page.content()).not.toContain('sesame');
  await dialog.getByRole('radio', { name: 'Mine: what you typed' }).check();
  await button(page, 'Save with these choices').click();
  await expect(told(page, 'Saved Pushbullet token of hydra')).toBeVisible();
  expect(inApi(mockApi.api)?.settings.pushbullet_token).toBe('sesame-mine');
});
