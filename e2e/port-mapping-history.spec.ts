/** What this tab changed: told in a list, each with the way back, which agrees with the Undo of notifications. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, expectRowGone, expectRowVisible, test } from './fixtures.ts';
import { notifications, portsOf } from './port-mapping-runs-page.ts';
import { ADDRESS, add, fill, open, PATH, tableIn } from './port-mappings-page.ts';

const SEED_PORTS = [5353, 9000];

const changes = (page: Page) => page.getByRole('dialog', { name: 'Recent changes' });
const entries = (page: Page) => changes(page).getByRole('list', { name: 'Changes' }).getByRole('listitem');

async function showChanges(page: Page) {
  await page.getByRole('button', { name: 'Recent changes' }).click();
  await expect(changes(page)).toBeVisible();
}

test.beforeEach(async ({ page, panel }) => {
  await panel.holdSession();
  await open(page);
});

test('without a change the list says what it is for', async ({ page }) => {
  await showChanges(page);
  await expect(changes(page)).toContainText(`What you add, edit, delete or import on ${ADDRESS} in this tab`);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Recent changes' })).toBeFocused();
});

test('an added mapping is reverted by keyboard alone, and shows so after a reload', async ({ page, mockApi }) => {
  await fill(page, { from: '9001', to: '8000' });
  await add(page).click();
  await expect(page.getByText('Added tcp 9001.')).toBeVisible();
  await page.getByRole('button', { name: 'Recent changes' }).press('Enter');
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText(/Added tcp 9001.*ago|just now/);
  await expect(entries(page)).toContainText('tcp 9001 → medusa:8000');
  await page.getByRole('button', { name: 'Revert: Added tcp 9001' }).press('Enter');
  await expect(notifications(page)).toContainText('Reverted tcp 9001');
  await expectRowGone(tableIn(page), { 'Public port': '9001' });
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(SEED_PORTS);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Recent changes' })).toBeFocused();
  await page.reload();
  await showChanges(page);
  await expect(entries(page)).toHaveText([/Took tcp 9001 back/, /Added tcp 9001\s*reverted/]);
  await expect(changes(page).getByRole('button', { name: 'Revert: Added tcp 9001' })).toHaveCount(0);
});

test('several are reverted one after the other, by keyboard, without the list going away', async ({
  page,
  mockApi,
}) => {
  for (const name of ['tcp 9000', 'udp 5353']) {
    await page.getByRole('button', { name: `Delete ${name}` }).click();
    await expect(notifications(page)).toContainText(`Deleted ${name}`);
  }
  await showChanges(page);
  await page.getByRole('button', { name: 'Revert: Deleted udp 5353' }).press('Enter');
  const reverted = (name: string) => entries(page).filter({ hasText: new RegExp(`Deleted ${name}\\s*reverted`) });
  await expect(reverted('udp 5353')).toBeFocused();
  await expect(entries(page).first()).toContainText('Put udp 5353 back');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Revert: Deleted tcp 9000' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(reverted('tcp 9000')).toBeFocused();
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(SEED_PORTS);
});

test('a revert that is refused closes the list, so that its panel can be used', async ({ page, mockApi }) => {
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await expect(notifications(page)).toContainText('Deleted tcp 9000');
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: PATH, status: 403, json: { error: 'Forbidden' } });
  await showChanges(page);
  await changes(page).getByRole('button', { name: 'Revert: Deleted tcp 9000' }).click();
  await expect(changes(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Recent changes' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Retry failed' })).toBeVisible();
  await showChanges(page);
  await changes(page).getByRole('button', { name: 'Revert: Deleted tcp 9000' }).click();
  await expect(changes(page)).toContainText(/Deleted tcp 9000\s*reverted/);
  await expectRowVisible(tableIn(page), { 'Public port': '9000' });
});

test('an Undo shows as reverted in the list, and stands clean in both themes and on a phone', async ({ page }) => {
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await notifications(page).getByRole('button', { name: 'Undo' }).click();
  await expect(notifications(page)).toContainText('tcp 9000 is back');
  await page.getByRole('button', { name: 'Delete udp 5353' }).click();
  await expect(notifications(page)).toContainText('Deleted udp 5353');
  await showChanges(page);
  await expect(changes(page)).toContainText(/Deleted tcp 9000\s*reverted/);
  await expect(changes(page).getByRole('button', { name: 'Revert: Deleted tcp 9000' })).toHaveCount(0);
  await expect(changes(page).getByRole('button', { name: 'Revert: Deleted udp 5353' })).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('what the list reverted, the Undo of the notification does not do again', async ({ page, mockApi }) => {
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await expect(notifications(page)).toContainText('Deleted tcp 9000');
  await showChanges(page);
  await changes(page).getByRole('button', { name: 'Revert: Deleted tcp 9000' }).click();
  await expect(notifications(page)).toContainText('Reverted tcp 9000');
  await page.keyboard.press('Escape');
  await notifications(page).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('alert')).toContainText('tcp 9000 was not put backIt was reverted already.');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(SEED_PORTS);
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('an edit is undone from its notification: the old row is back', async ({ page, mockApi }) => {
  await page.getByRole('button', { name: 'Edit tcp 9000' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit tcp 9000' });
  await dialog.getByRole('textbox', { name: 'Public port' }).fill('9001');
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await expect(notifications(page)).toContainText('Changed tcp 9000 to tcp 9001');
  await notifications(page).getByRole('button', { name: 'Undo' }).click();
  await expectRowVisible(tableIn(page), { 'Public port': '9000', 'Private address': '10.0.0.3:8000' });
  await expectRowGone(tableIn(page), { 'Public port': '9001' });
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(SEED_PORTS);
  await showChanges(page);
  await expect(changes(page)).toContainText(/Changed tcp 9000 to tcp 9001\s*reverted/);
});

test('an edit whose ends are not in the way of each other is undone as well', async ({ page, mockApi }) => {
  await page.getByRole('button', { name: 'Edit tcp 9000' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit tcp 9000' });
  await dialog.getByRole('radio', { name: 'UDP' }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Public port' }).fill('9001');
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await expect(notifications(page)).toContainText('Changed tcp 9000 to udp 9001');
  await notifications(page).getByRole('button', { name: 'Undo' }).click();
  await expect(notifications(page)).toContainText('Reverted');
  await expectRowVisible(tableIn(page), { Protocol: 'TCP', 'Public port': '9000', 'Private address': '10.0.0.3:8000' });
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(SEED_PORTS);
  await showChanges(page);
  await expect(changes(page)).toContainText(/Changed tcp 9000 to udp 9001\s*reverted/);
});

test('where somebody took the port since, the plan says who, and nothing is sent', async ({ page, mockApi }) => {
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await expect(notifications(page)).toContainText('Deleted tcp 9000');
  mockApi.api.addPortMapping({
    server: ADDRESS,
    container: 30_002,
    proto: 'tcp',
    public_port: 9000,
    private_port: 8001,
  });
  await showChanges(page);
  await changes(page).getByRole('button', { name: 'Revert: Deleted tcp 9000' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revert: Deleted tcp 9000' });
  await expect(dialog).toContainText('tcp 9000 is taken by medusa (30002).');
  await expect(dialog.getByRole('button', { name: 'Revert the rest' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('when the table cannot be read, nothing is reverted and the list says why', async ({ page, mockApi }) => {
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await expect(notifications(page)).toContainText('Deleted tcp 9000');
  await showChanges(page);
  mockApi.api.addFault({ kind: 'refuse', method: 'GET', path: PATH, times: 5 });
  await changes(page).getByRole('button', { name: 'Revert: Deleted tcp 9000' }).click();
  await expect(changes(page).getByRole('alert')).toContainText('Deleted tcp 9000: not reverted');
  mockApi.api.clearFaults();
  await changes(page).getByRole('button', { name: 'Revert: Deleted tcp 9000' }).click();
  await expect(notifications(page)).toContainText('Reverted tcp 9000');
  await expectRowVisible(tableIn(page), { 'Public port': '9000' });
});
