/** What is typed on a container's page and not saved: asked about, kept, discarded, brought back. */
import {
  addTag,
  bar,
  box,
  button,
  changeElsewhere,
  changesOf,
  inApi,
  openContainer,
  told,
} from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';

test.beforeEach(({ panel }) => panel.holdSession());

test('leaving asks, and a draft survives a reload without its secrets', async ({ page, mockApi }) => {
  await openContainer(page);
  await box(page, 'Name').fill('lerna');
  await page.getByText('No channel is set').click();
  await page.getByLabel('Pushbullet token', { exact: true }).fill('sesame');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(dialog).toContainText('name and Pushbullet token of hydra');
  await dialog.getByRole('button', { name: 'Stay' }).click();
  page.once('dialog', (asked) => void asked.accept());
  await page.reload();
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await expect(bar(page)).toContainText('Unsaved: name');
  await expect(bar(page)).not.toContainText('Pushbullet');
  await expect(bar(page).getByRole('status')).toContainText(
    'Restored what you had typed, but secrets: type them again.',
  );
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

test('what is typed while a save runs is asked about, and only that is lost or kept', async ({ page, mockApi }) => {
  const leaving = page.getByRole('dialog', { name: 'Leave without saving?' });
  const toServers = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' });
  await openContainer(page);
  await box(page, 'Name').fill('lerna');
  await page.getByText('No channel is set').click();
  await page.getByLabel('Pushbullet token', { exact: true }).fill('sesame');
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: 'containers/30001' });
  await button(page, 'Save details').click();
  await expect.poll(() => changesOf(mockApi.api)).toHaveLength(1);
  await box(page, 'Note').fill('nine heads');
  await page.getByLabel('Pushbullet token', { exact: true }).fill('another');
  await toServers.click();
  await expect(leaving).toContainText('note and Pushbullet token of hydra');
  await expect(leaving).not.toContainText('name,');
  await leaving.getByRole('button', { name: 'Stay' }).click();
  mockApi.api.release();
  await expect(told(page, 'Saved name and Pushbullet token of lerna')).toBeVisible();
  await expect(bar(page)).toContainText('Unsaved: note, Pushbullet token');
  await expect(box(page, 'Note')).toHaveValue('nine heads');
  await expect(page.getByLabel('Pushbullet token', { exact: true })).toHaveValue('another');
});

test('what is typed since is given up on leaving; what was on its way is there again when it failed', async ({
  page,
  mockApi,
}) => {
  await page.goto('./containers');
  await page.getByRole('link', { name: 'hydra' }).click();
  await box(page, 'Name').fill('lerna');
  mockApi.api.addFault({ kind: 'hold', method: 'GET', path: 'containers/30001' });
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30001' });
  await button(page, 'Save details').click();
  await expect(button(page, 'Save details')).toHaveAttribute('aria-busy', 'true');
  await box(page, 'Note').fill('nine heads');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toContainText('You have not saved note of');
  await button(page, 'Discard and leave').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
  mockApi.api.release();
  await expect(told(page, 'hydra: not saved')).toBeVisible();
  await button(page, 'Open').click();
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await expect(box(page, 'Note')).toHaveValue('');
  await expect(bar(page)).toContainText('Unsaved: name ');
});

test('what is discarded is named and can be brought back, secrets too', async ({ page, mockApi }) => {
  await openContainer(page);
  await box(page, 'Name').fill('lerna');
  await box(page, 'Note').fill('nine heads');
  await page.getByText('No channel is set').click();
  const token = page.getByLabel('Pushbullet token', { exact: true });
  await token.fill('sesame');
  await bar(page).getByRole('button', { name: 'Discard changes' }).click();
  await expect(told(page, 'Discarded name, note and Pushbullet token')).toBeVisible();
  await expect(box(page, 'Name')).toBeFocused();
  await expect(box(page, 'Name')).toHaveValue('hydra');
  await expect(token).toHaveValue('');
  await expect(bar(page)).toBeHidden();
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('sesame');
  await box(page, 'Note').fill('typed since');
  await button(page, 'Undo').click();
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await expect(box(page, 'Note')).toHaveValue('typed since');
  await expect(token).toHaveValue('sesame');
  await button(page, 'Save details').click();
  await expect(told(page, 'Saved name, note and Pushbullet token of lerna')).toBeVisible();
  expect(inApi(mockApi.api)?.settings).toMatchObject({ note: 'typed since', pushbullet_token: 'sesame' });
});

test('the way back from a discard goes with the page', async ({ page }) => {
  await openContainer(page);
  await addTag(page, 'db');
  await bar(page).getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByRole('combobox', { name: 'Tags' })).toBeFocused();
  await expect(told(page, 'Discarded tags')).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
  await expect(button(page, 'Undo')).toHaveCount(0);
});
