/** Several mappings at once: selecting them by pointer and by keyboard, and what stands in the toolbar. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, expectRowGone, test } from './fixtures.ts';
import { ADDRESS, open, PATH, tableIn } from './port-mappings-page.ts';

test.beforeEach(async ({ panel, mockApi }) => {
  for (let port = 9001; port <= 9006; port += 1) {
    mockApi.api.addPortMapping({
      server: ADDRESS,
      container: 30_002,
      proto: 'tcp',
      public_port: port,
      private_port: port,
    });
  }
  await panel.holdSession();
});

const checkbox = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
const selectAll = (page: Page) => page.getByRole('checkbox', { name: 'Select all' });
const filter = (page: Page) => page.getByRole('searchbox', { name: 'Filter port mappings' });
const bar = (page: Page) => page.getByRole('region', { name: 'Selection' });

/** The ports whose rows are selected, in the order of the table. */
async function selected(page: Page) {
  const names = await tableIn(page)
    .getByRole('checkbox', { checked: true })
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label') ?? ''));
  return names.map((name) => name.replace('Select ', ''));
}

test('a range with Shift, all that the filter shows, and what a filter hides stays selected', async ({ page }) => {
  await open(page);
  await checkbox(page, 'tcp 9001').click();
  await checkbox(page, 'tcp 9003').click({ modifiers: ['Shift'] });
  expect(await selected(page)).toEqual(['tcp 9001', 'tcp 9002', 'tcp 9003']);
  await expect(selectAll(page)).toBeChecked({ indeterminate: true });
  await filter(page).fill('9003-9005');
  await expect(bar(page)).toContainText('3 selected 2 of them hidden by the filter');
  await selectAll(page).click();
  await expect(bar(page)).toContainText('5 selected');
  await filter(page).fill('');
  await expect.poll(() => selected(page)).toEqual(['tcp 9001', 'tcp 9002', 'tcp 9003', 'tcp 9004', 'tcp 9005']);
  await bar(page).getByRole('button', { name: 'Clear selection' }).click();
  await expect(bar(page)).toHaveCount(0);
  expect(await selected(page)).toEqual([]);
});

test('by keyboard alone: select, reach the actions, come back, clear', async ({ page }) => {
  await open(page);
  const focused = page.locator(':focus');
  await checkbox(page, 'tcp 9002').focus();
  await page.keyboard.press('Space');
  await checkbox(page, 'tcp 9004').focus();
  await page.keyboard.press('Shift+Space');
  expect(await selected(page)).toEqual(['tcp 9002', 'tcp 9003', 'tcp 9004']);
  await page.keyboard.press('Tab');
  await expect(focused).toHaveText('Go to actions');
  await page.keyboard.press('Enter');
  await expect(bar(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Clear selection' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(focused).toHaveText('Back to the list');
  await page.keyboard.press('Enter');
  await expect(checkbox(page, 'tcp 9004')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(checkbox(page, 'tcp 9004')).toBeFocused();
  expect(await selected(page)).toEqual([]);
});

test('a refresh keeps the selection, and what somebody deleted leaves it', async ({ page, mockApi }) => {
  await page.clock.install();
  await open(page);
  await checkbox(page, 'tcp 9001').click();
  await checkbox(page, 'tcp 9002').click();
  await expect(bar(page)).toContainText('2 selected');
  const gone = mockApi.api.portMappings(ADDRESS).find(({ public_port }) => public_port === 9001);
  const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
  const deleted = await page.request.delete(`${mockApi.url}/${PATH}`, {
    headers: { 'X-uwsgi-it-username': hex('kratos'), 'X-uwsgi-it-password': hex('deimos') },
    data: { id: gone?.id },
  });
  expect(deleted.ok()).toBe(true);
  await page.clock.fastForward(16_000);
  await expectRowGone(tableIn(page), { 'Public port': '9001' });
  await expect(bar(page)).toContainText('1 selected');
  expect(await selected(page)).toEqual(['tcp 9002']);
});

test('what is on one port is told apart by its container; what is alone is not', async ({ page, mockApi }) => {
  mockApi.api.addPortMapping({
    server: ADDRESS,
    container: 30_002,
    proto: 'tcp',
    public_port: 9000,
    private_port: 8001,
  });
  await open(page);
  await checkbox(page, 'tcp 9000 to medusa (30002)').click();
  expect(await selected(page)).toEqual(['tcp 9000 to medusa (30002)']);
  await expect(checkbox(page, 'tcp 9000 to hydra (30001)')).not.toBeChecked();
  await page.getByRole('link', { name: 'Resolve on the port map' }).click();
  await expect(page).toHaveURL(/\/servers\/1\.2\.3\.4\/port-mappings\/map/);
});

test('what is selected is deleted at once, and the bar goes with it', async ({ page, mockApi }) => {
  await open(page);
  await filter(page).fill('medusa');
  await expect(page.getByText('6 of 8 mappings').first()).toBeVisible();
  await selectAll(page).click();
  await bar(page).getByRole('button', { name: 'Delete selected' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 6 port mappings' }).click();
  await expect.poll(() => mockApi.api.portMappings(ADDRESS).length).toBe(2);
  await expect(bar(page)).toHaveCount(0);
  await expect(page.locator('body')).not.toBeFocused();
});

test('a mapping that the API would not create again is not deleted by the way, and no Undo is offered for it', async ({
  page,
  mockApi,
}) => {
  for (const port of [1999, 3022]) {
    mockApi.api.addPortMapping({
      server: ADDRESS,
      container: 30_002,
      proto: 'tcp',
      public_port: port,
      private_port: port,
    });
  }
  await open(page);
  await checkbox(page, 'tcp 1999').check();
  await checkbox(page, 'tcp 9001').check();
  await bar(page).getByRole('button', { name: 'Delete selected' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 port mappings' });
  await expect(dialog).toContainText('1 of them has a port that the API takes no mapping of: tcp 1999 → medusa:1999.');
  await dialog.getByRole('button', { name: 'Delete 1 port mapping' }).click();
  await expectRowGone(tableIn(page), { 'Public port': '9001' });
  await page.getByRole('button', { name: 'Delete tcp 3022' }).click();
  const toast = page.getByRole('region', { name: 'Notifications' }).getByText(/^It cannot be undone: /);
  await expect(toast).toBeVisible();
  expect(mockApi.api.portMappings(ADDRESS).filter((row) => row.public_port < 9000)).toMatchObject([
    { public_port: 5353 },
    { public_port: 1999 },
  ]);
});

test('the toolbar leads in, out, to the map and to what was changed', async ({ page }) => {
  await open(page);
  await checkbox(page, 'tcp 9001').click();
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('dialog', { name: /Export/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Export' })).toBeFocused();
  await page.getByRole('button', { name: 'Recent changes' }).click();
  await expect(page.getByRole('dialog', { name: /Recent changes/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page).toHaveURL(/\/port-mappings\/import$/);
  await page.goBack();
  await page.getByRole('link', { name: 'Port map', exact: true }).click();
  await expect(page).toHaveURL(/\/port-mappings\/map$/);
});

test('a label is in its row, and the filter finds it and its note; where nothing is found, what can be typed is said', async ({
  page,
  mockApi,
}) => {
  await page.goto('./favicon.svg');
  await page.evaluate((apiUrl) => {
    const labels = { 30002: { tcp9004: ['Grafana', 'ask Ann first'] } };
    localStorage.setItem(`port-mapping-labels:${JSON.stringify([apiUrl, 'kratos'])}:1.2.3.4:8`, JSON.stringify(labels));
  }, mockApi.url);
  await open(page);
  await expect(tableIn(page).getByRole('row', { name: /9004.*Grafana/ })).toBeVisible();
  await filter(page).fill('ann');
  await expect(page.getByText('1 of 8 mappings').first()).toBeVisible();
  await filter(page).fill('tcp 9999');
  await expect(page.getByText('No port mapping matches “tcp 9999”.')).toBeVisible();
  await expect(page.getByText(/8000-8100/)).toBeVisible();
});

for (const { width, colorScheme } of [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const) {
  test(`axe finds nothing in a selection, ${width} px wide and ${colorScheme}, and nothing overflows`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await open(page);
    await checkbox(page, 'tcp 9001').click();
    await checkbox(page, 'tcp 9003').click({ modifiers: ['Shift'] });
    await expect(bar(page)).toContainText('3 selected');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
