/** Tables with more rows than are drawn at once: what is not drawn must be missed by nobody. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const MANY = 300;

const table = (page: Page) => page.getByRole('table', { name: 'Containers' });

test.beforeEach(async ({ panel, mockApi, page }) => {
  for (let number = 1; number <= MANY; number++) {
    const name = `box-${String(number).padStart(3, '0')}`;
    mockApi.api.addContainer({ server: '1.2.3.4', name, memory: 1, storage: 1 });
  }
  await panel.holdSession();
  await page.goto('./servers/1.2.3.4');
  await expect(table(page).getByRole('link', { name: 'box-001' })).toBeVisible();
  // The two of the seed world, and the header.
  await expect(table(page)).toHaveAttribute('aria-rowcount', String(MANY + 3));
  // The first hundred stand until the code for more has come.
  await expect.poll(() => table(page).getByRole('row').count()).toBeLessThan(100);
});

/** The table's row with that place among all, once it is drawn. */
const rowAt = (page: Page, place: number) => table(page).locator(`[role="row"][aria-rowindex="${place}"]`);

/** To this part of the page. */
const scrollTo = (page: Page, part: number) =>
  page.evaluate((wanted) => window.scrollTo(0, document.documentElement.scrollHeight * wanted), part);

/** The first container's link in the window, far from the list's beginning. */
async function firstInView(page: Page) {
  const links = table(page)
    .getByRole('rowheader')
    .getByRole('link', { name: /^box-[12]/ });
  const nameInView = () =>
    links.evaluateAll((all) => {
      // Not under the header of a narrow page.
      const inView = all.find((link) => {
        const { top, bottom } = link.getBoundingClientRect();
        return top > 100 && bottom < window.innerHeight;
      });
      return inView?.textContent ?? '';
    });
  await expect.poll(nameInView).not.toBe('');
  return table(page).getByRole('link', { name: await nameInView() });
}

for (const { name, width } of [
  { name: 'a table', width: 1280 },
  { name: 'cards', width: 390 },
]) {
  test(`the end of a long list can be reached as ${name}, and a filter goes over all of it`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    // Cards are as high as they turn out to be, so that the end moves while they are measured.
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(rowAt(page, MANY + 3)).toBeInViewport({ timeout: 500 });
    }).toPass();
    await expect(rowAt(page, MANY + 3)).toContainText('medusa');
    expect(await table(page).getByRole('row').count()).toBeLessThan(100);
    await page.getByRole('searchbox', { name: 'Filter containers' }).fill('box-299');
    await expect(table(page).getByRole('rowheader')).toHaveText(['box-299']);
    await expect(table(page)).not.toHaveAttribute('aria-rowcount');
  });

  test(`back in a long list as ${name}, the person stands where they left`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await scrollTo(page, 0.5);
    const wanted = await firstInView(page);
    await wanted.click();
    await expect(page.getByRole('heading', { level: 1, name: /^box-/ })).toBeVisible();
    await page.goBack();
    await expect(wanted).toBeInViewport();
  });
}

test('the focus stays on its row when that is scrolled away, and Tab goes on from there', async ({ page }) => {
  const link = table(page).getByRole('link', { name: 'box-002' });
  await link.focus();
  await scrollTo(page, 0.5);
  await firstInView(page);
  await expect(link).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(table(page).getByRole('link', { name: 'box-003' })).toBeFocused();
  await expect(rowAt(page, 4)).toBeInViewport();
});
