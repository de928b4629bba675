/** A server with more mappings than are drawn at once: what is not drawn is filtered, sorted and selected all the same. */
import type { Page } from '@playwright/test';
import { expect, rowsOf, test } from './fixtures.ts';
import { ADDRESS, open, tableIn } from './port-mappings-page.ts';

const MANY = 600;
const FIRST = 20_000;

test.beforeEach(async ({ panel, mockApi }) => {
  // From the last port to the first, and to either container by turns: the table has an order of its own.
  for (let port = FIRST + MANY - 1; port >= FIRST; port -= 1) {
    const container = port % 2 === 0 ? 30_001 : 30_002;
    mockApi.api.addPortMapping({ server: ADDRESS, container, proto: 'udp', public_port: port, private_port: port });
  }
  await panel.holdSession();
});

const filter = (page: Page) => page.getByRole('searchbox', { name: 'Filter port mappings' });
const portsDrawn = async (page: Page) => (await rowsOf(tableIn(page))).map((row) => row['Public port']);

/** Until the code for many rows has come: the header counts, too. */
async function openLong(page: Page) {
  await open(page);
  await expect(tableIn(page)).toHaveAttribute('aria-rowcount', String(MANY + 3));
  await expect.poll(() => tableIn(page).getByRole('row').count()).toBeLessThan(100);
}

test('all that the filter shows is selected, also what is not drawn', async ({ page }) => {
  await openLong(page);
  await filter(page).fill('medusa 20000-20399');
  await expect(page.getByText('200 of 602 mappings').first()).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('200 selected');
  await filter(page).fill('');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('200 selected');
  await expect(page.getByRole('checkbox', { name: 'Select all' })).toBeChecked({ indeterminate: true });
  await page.getByRole('button', { name: 'Delete selected' }).click();
  await expect(page.getByRole('dialog', { name: 'Delete 200 port mappings' })).toBeVisible();
});

test('a range from a row that is not drawn any more to one far below', async ({ page }) => {
  await openLong(page);
  await page.getByRole('checkbox', { name: 'Select udp 20001' }).click();
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const last = page.getByRole('checkbox', { name: `Select udp ${FIRST + MANY - 1}` });
  await expect(last).toBeVisible();
  await last.click({ modifiers: ['Shift'] });
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText(`${MANY - 1} selected`);
});

test('each column sorts all rows', async ({ page }) => {
  await openLong(page);
  const sort = (name: string) => tableIn(page).getByRole('button', { name }).click();
  expect((await portsDrawn(page)).slice(0, 3)).toEqual(['5353', '9000', '20000']);
  await sort('Public port');
  await expect.poll(async () => (await portsDrawn(page))[0]).toBe(String(FIRST + MANY - 1));
  await sort('Protocol');
  await expect.poll(async () => (await portsDrawn(page)).slice(0, 2)).toEqual(['9000', '5353']);
  await sort('Container');
  await expect.poll(async () => (await portsDrawn(page)).slice(0, 3)).toEqual(['5353', '9000', '20000']);
  await sort('Container');
  await expect.poll(async () => (await portsDrawn(page)).slice(0, 2)).toEqual(['20001', '20003']);
  await sort('Private address');
  await expect.poll(async () => (await portsDrawn(page)).slice(0, 2)).toEqual(['5353', '9000']);
});

test('on a phone a mapping is low enough for a browser to show all that a server can have', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLong(page);
  const heights = await tableIn(page)
    .locator('tr[data-index]')
    .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  // 129,016 of them in what Firefox lays out (17.8 million px), and Chromium on a screen of three pixels a px (11.1).
  expect(Math.max(...heights)).toBeLessThan(11_100_000 / 129_016);
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByRole('checkbox', { name: `Select udp ${FIRST + MANY - 1}` })).toBeInViewport({
      timeout: 500,
    });
  }).toPass();
});
