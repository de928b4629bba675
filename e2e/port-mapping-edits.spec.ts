/** Editing a mapping is a deletion and a creation: what happens when one of them fails, or the page goes in between. */
import type { Page } from '@playwright/test';
import { expect, expectRowGone, expectRowVisible, test } from './fixtures.ts';

const ADDRESS = '1.2.3.4';
const PATH = `portmappings/${ADDRESS}`;

const tableIn = (page: Page) => page.getByRole('table', { name: 'Port mappings' });
const dialogIn = (page: Page) => page.getByRole('dialog', { name: 'Edit tcp 9000' });

async function edit(page: Page, change: { publicPort?: string; container?: string }) {
  await page.getByRole('button', { name: 'Edit tcp 9000' }).click();
  const dialog = dialogIn(page);
  await expect(dialog.getByRole('textbox', { name: 'Private port' })).toHaveValue('8000');
  if (change.publicPort) await dialog.getByRole('textbox', { name: 'Public port' }).fill(change.publicPort);
  if (change.container) await dialog.getByRole('combobox', { name: 'Container' }).selectOption(change.container);
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
}

test.beforeEach(async ({ page, panel }) => {
  await panel.holdSession();
  await page.goto(`./servers/${ADDRESS}/port-mappings`);
});

test('an edit deletes and creates, each once, and says so', async ({ page, mockApi }) => {
  await edit(page, { publicPort: '9001' });
  await expect(page.getByText('Changed tcp 9000 to tcp 9001')).toBeVisible();
  await expect(dialogIn(page)).toBeHidden();
  await expectRowVisible(tableIn(page), { 'Public port': '9001', 'Private address': '10.0.0.3:8000' });
  await expectRowGone(tableIn(page), { 'Public port': /9000/ });
  await expect(page.getByRole('button', { name: 'Edit tcp 9001' })).toBeFocused();
  const writes = mockApi.api.log.filter(({ method }) => method === 'POST' || method === 'DELETE');
  expect(writes.map(({ method }) => method)).toEqual(['DELETE', 'POST']);
});

test('the dialog checks while typing, saves no unchanged mapping, and gives the focus back', async ({ page }) => {
  await page.getByRole('button', { name: 'Edit tcp 9000' }).click();
  const dialog = dialogIn(page);
  const port = dialog.getByRole('textbox', { name: 'Public port' });
  await expect(dialog.getByRole('button', { name: 'Save mapping' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('radio', { name: 'UDP' }).check({ force: true });
  await port.fill('5353');
  await expect(port).toHaveAccessibleDescription(/^udp 5353 is taken by hydra \(30001\)/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Edit tcp 9000' })).toBeFocused();
});

test('when the new one is refused the old one is put back, the person is told, and can try again', async ({
  page,
  mockApi,
}) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: PATH });
  await edit(page, { publicPort: '9001' });
  const dialog = dialogIn(page);
  await expect(dialog.getByRole('alert')).toContainText('tcp 9000 was not changed');
  await expect(dialog.getByRole('alert')).toContainText('tcp 9000 had been deleted for it and was put back');
  await expect(dialog.getByRole('textbox', { name: 'Public port' })).toHaveValue('9001');
  await expectRowVisible(tableIn(page), { 'Public port': '9000', 'Private address': '10.0.0.3:8000' });
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await expectRowVisible(tableIn(page), { 'Public port': '9001' });
});

test('a refused edit is told after Back, too', async ({ page, mockApi }) => {
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Containers' }).click();
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Port mappings' }).click();
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: PATH, afterMs: 2_000 });
  await edit(page, { publicPort: '9001' });
  await page.goBack();
  await expect(page.getByRole('table', { name: 'Containers' })).toBeVisible();
  const notifications = page.getByRole('region', { name: 'Notifications' });
  await expect(notifications).toContainText('tcp 9000 was not changed');
  await expect(notifications).toContainText('was put back');
});

test('answers that the browser repeats and the API refuses are recognised as done', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'cut-after', method: 'DELETE', path: PATH });
  mockApi.api.addFault({ kind: 'cut-after', method: 'POST', path: PATH });
  await edit(page, { publicPort: '9001' });
  await expect(page.getByText('Changed tcp 9000 to tcp 9001')).toBeVisible();
  expect(mockApi.api.portMappings(ADDRESS).map(({ public_port }) => public_port)).toEqual([5353, 9001]);
});

test('when neither the new one nor the old one can be created, both ways out stay on the page', async ({
  page,
  mockApi,
}) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: PATH, times: 2 });
  await edit(page, { publicPort: '9001' });
  const alert = page.getByRole('alert').filter({ hasText: 'The edit of tcp 9000 was interrupted' });
  await expect(alert).toContainText('Neither stands');
  await expect(page.getByRole('button', { name: 'Edit udp 5353' })).toHaveAttribute('aria-disabled', 'true');
  await alert.getByRole('button', { name: 'Put tcp 9000 back' }).click();
  await expect(alert).toBeHidden();
  await expectRowVisible(tableIn(page), { 'Public port': '9000', 'Private address': '10.0.0.3:8000' });
});

test('a reload after the deletion: neither stands, and Finish creates the new one', async ({
  page,
  context,
  mockApi,
}) => {
  mockApi.api.addFault({ kind: 'silence-before', method: 'POST', path: PATH });
  await edit(page, { publicPort: '9001' });
  await expect.poll(() => mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
  await page.reload();
  const alert = page.getByRole('alert').filter({ hasText: 'The edit of tcp 9000 was interrupted' });
  await expect(alert).toContainText('Neither stands');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await alert.getByRole('button', { name: 'Copy the rest as curl' }).click();
  await expect(alert.getByText('Copied')).toBeAttached();
  const rest = await page.evaluate(() => navigator.clipboard.readText());
  expect(rest.match(/curl -X \w+/g)).toEqual(['curl -X POST']);
  expect(rest).toContain('"public_port":9001');
  await alert.getByRole('button', { name: 'Finish' }).click();
  await expectRowVisible(tableIn(page), { 'Public port': '9001', 'Private address': '10.0.0.3:8000' });
  await expect(alert).toBeHidden();
});

test('a reload after both writes: the page says that it is done', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'silence', method: 'POST', path: PATH });
  await edit(page, { publicPort: '9001' });
  await expect.poll(() => mockApi.api.portMappings(ADDRESS).map((mapping) => mapping.public_port)).toContain(9001);
  await page.reload();
  const alert = page.getByRole('alert').filter({ hasText: 'The edit of tcp 9000 was interrupted' });
  await expect(alert).toContainText('The table shows it done: tcp 9001 to hydra (30001), port 8000.');
  await alert.getByRole('button', { name: 'Hide' }).click();
  await expect(alert).toBeHidden();
  await page.reload();
  await expectRowVisible(tableIn(page), { 'Public port': '9001' });
  await expect(alert).toBeHidden();
});

test('a reload before the deletion: both stand, and Finish deletes the old one', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'silence-before', method: 'DELETE', path: PATH });
  await edit(page, { publicPort: '9001', container: 'medusa 30002' });
  await expect.poll(() => mockApi.api.log.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  await page.reload();
  const alert = page.getByRole('alert').filter({ hasText: 'The edit of tcp 9000 was interrupted' });
  await expect(alert).toContainText('Both stand');
  await alert.getByRole('button', { name: 'Finish' }).click();
  await expectRowGone(tableIn(page), { 'Public port': /9000/ });
  await expectRowVisible(tableIn(page), { 'Public port': '9001', Container: 'medusa 30002' });
});

test('before saving it says whether the port closes for a moment, afterwards for how long', async ({ page }) => {
  await page.getByRole('button', { name: 'Edit tcp 9000' }).click();
  const dialog = dialogIn(page);
  const publicPort = dialog.getByRole('textbox', { name: 'Public port' });
  await publicPort.fill('9001');
  await expect(dialog.getByText(/^tcp 9000 is closed for a moment: /)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Private port' }).fill('8001');
  await expect(dialog.getByText('Nothing is closed in between: tcp 9001 is open before tcp 9000')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Private port' }).fill('8000');
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  const notifications = page.getByRole('region', { name: 'Notifications' });
  await expect(notifications).toContainText(/Closed in between for [\d.]+ m?s\./);
});

for (const [column, change, row] of [
  [
    'protocol',
    (page: Page) => dialogIn(page).getByRole('radio', { name: 'UDP' }).check({ force: true }),
    { Protocol: 'UDP' },
  ],
  [
    'container',
    (page: Page) => dialogIn(page).getByRole('combobox', { name: 'Container' }).selectOption('medusa 30002'),
    { Container: 'medusa 30002' },
  ],
  [
    'private port',
    (page: Page) => dialogIn(page).getByRole('textbox', { name: 'Private port' }).fill('8001'),
    { 'Private address': '10.0.0.3:8001' },
  ],
] as const) {
  test(`the ${column} alone can be changed: the old row stands in nobody's way`, async ({ page }) => {
    await page.getByRole('button', { name: 'Edit tcp 9000' }).click();
    await change(page);
    await dialogIn(page).getByRole('button', { name: 'Save mapping' }).click();
    await expectRowVisible(tableIn(page), { 'Public port': '9000', ...row });
    await expectRowGone(tableIn(page), { Protocol: 'TCP', 'Private address': '10.0.0.3:8000' });
  });
}

test('an edit that is typed and not saved asks before it is lost, and is there after a reload', async ({ page }) => {
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Containers' }).click();
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Port mappings' }).click();
  await page.getByRole('button', { name: 'Edit tcp 9000' }).click();
  await dialogIn(page).getByRole('textbox', { name: 'Public port' }).fill('9001');
  await page.goBack();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(question).toContainText('your changes of tcp 9000');
  await question.getByRole('button', { name: 'Stay' }).click();
  page.on('dialog', (asked) => void asked.accept());
  await page.reload();
  await page.getByRole('button', { name: 'Edit tcp 9000' }).click();
  await expect(dialogIn(page).getByRole('textbox', { name: 'Public port' })).toHaveValue('9001');
  await dialogIn(page).getByRole('button', { name: 'Discard changes' }).click();
  await expect(dialogIn(page).getByRole('textbox', { name: 'Public port' })).toHaveValue('9000');
  await dialogIn(page).getByRole('button', { name: 'Cancel' }).click();
  await page.goBack();
  await expect(page.getByRole('table', { name: 'Containers' })).toBeVisible();
});

test('a browser that keeps nothing says so before the edit is sent, and when it finds out too late sends nothing', async ({
  page,
  mockApi,
}) => {
  await page.getByRole('button', { name: 'Edit tcp 9000' }).click();
  const dialog = dialogIn(page);
  const warning = dialog.getByText(/This browser cannot remember the edit over a reload/);
  await dialog.getByRole('textbox', { name: 'Public port' }).fill('9001');
  await expect(warning).toBeHidden();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  mockApi.api.clearLog();
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await expect(dialog.getByRole('alert')).toContainText('tcp 9000 was not changed');
  await expect(dialog.getByRole('alert')).toContainText('Nothing was sent. Save again to edit all the same');
  await expect(warning.last()).toBeVisible();
  expect(mockApi.api.log.filter(({ method }) => method === 'POST' || method === 'DELETE')).toEqual([]);
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await expectRowVisible(tableIn(page), { 'Public port': '9001', 'Private address': '10.0.0.3:8000' });
});
