import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Containers' });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Filter containers' });
const selection = (page: Page) => page.getByRole('region', { name: 'Selection' });
/** The containers in their order, without the headings of groups. */
const names = (page: Page) =>
  table(page)
    .getByRole('rowheader')
    .getByRole('link', { name: /^[a-z]+$/ });

test.describe('the filter', () => {
  test('knows fields, sizes and negation, and lives in the URL', async ({ page, panel }) => {
    await panel.holdSession();
    await page.goto('./containers');
    await expect(names(page)).toHaveText(['cerberus', 'hydra', 'medusa', 'sharedbox']);
    for (const [filter, found] of [
      ['server:1.2.3.4', ['hydra', 'medusa']],
      ['server:1.2.3.4 -tag:prod', ['medusa']],
      ['memory:>=4GB', ['hydra', 'medusa']],
      ['memory:500..2000 -name:shared', ['cerberus']],
      ['storage:<60 GB -is:shared', ['cerberus']],
      ['-hydra -uid:30002', ['cerberus', 'sharedbox']],
      ['"hydra" ip:10.0.0.3', ['hydra']],
    ] as const) {
      await search(page).fill(filter);
      await expect(names(page)).toHaveText([...found]);
    }
    await page.reload();
    await expect(search(page)).toHaveValue('"hydra" ip:10.0.0.3');
    await expect(names(page)).toHaveText(['hydra']);
    await page.goto('./containers?filter=tag:prod');
    await expect(names(page)).toHaveText(['hydra']);
  });

  test('says what it cannot understand, applies the rest, and waits for a term that is only begun', async ({
    page,
    panel,
  }) => {
    await panel.holdSession();
    await page.goto('./containers');
    await search(page).fill('memory:>abc hydra');
    await expect(search(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(search(page)).toHaveAccessibleDescription(
      '“memory:>abc” is not applied. Write a number and a unit, such as 4 GB or 4000 MB.',
    );
    await expect(names(page)).toHaveText(['hydra']);

    await search(page).fill('hydra memory:>');
    await expect(search(page)).not.toHaveAttribute('aria-invalid');
    await expect(names(page)).toHaveText(['hydra']);
    // Who leaves it so is told.
    await search(page).blur();
    await expect(search(page)).toHaveAccessibleDescription(/“memory:>” is not applied\. Write a size right after it/);

    await search(page).fill('tag:pro');
    await expect(search(page)).toHaveAccessibleDescription('No tag “pro”: taken as prod.');
    await expect(names(page)).toHaveText(['hydra']);
    await expect(page.getByRole('status').filter({ hasText: '1 of 4 containers. No tag “pro”' })).toBeAttached();
  });

  test('teaches by examples, and a tag in the table narrows it', async ({ page, panel }) => {
    await panel.holdSession();
    await page.goto('./containers?filter=hyd');
    await names(page).first().waitFor();
    await table(page).getByRole('button', { name: 'prod' }).click();
    await expect(search(page)).toHaveValue('hyd tag:prod');
    await expect(page).toHaveURL(/filter=hyd\+tag%3Aprod$/);
    await page.getByText('Filter syntax').click();
    await page.getByRole('button', { name: 'memory:>4GB' }).click();
    await expect(search(page)).toHaveValue('memory:>4GB');
    await expect(names(page)).toHaveText(['hydra']);
  });
});

test('grouped by server or tag, in the URL, beside the sort', async ({ page, panel }) => {
  await panel.holdSession();
  await page.goto('./containers?sort=-memory');
  await expect(names(page)).toHaveText(['hydra', 'medusa', 'cerberus', 'sharedbox']);
  const groupBy = page.getByRole('radiogroup', { name: 'Group by' });
  await groupBy.getByRole('radio', { name: 'Server' }).check();
  await expect(page).toHaveURL(/sort=-memory&group=server$/);
  await expect(page.getByRole('status').filter({ hasText: 'Grouped by server, 3 groups' })).toBeAttached();
  const heading = (name: RegExp) => table(page).getByRole('rowheader', { name });
  await expect(heading(/^1\.2\.3\.4 server0001, 2 containers, 12,000 MB memory, 300 GB storage$/)).toBeVisible();
  await expect(heading(/^9\.9\.9\.9 shared01 shared ?, 1 container,/)).toBeVisible();
  await search(page).fill('tag:prod');
  await expect(heading(/server0001, 1 container, 8,000 MB memory, 200 GB storage$/)).toBeVisible();
  await expect(heading(/9\.9\.9\.9/)).toHaveCount(0);
  await page.reload();
  await expect(groupBy.getByRole('radio', { name: 'Server' })).toBeChecked();
  await search(page).fill('');
  await groupBy.getByRole('radio', { name: 'Tag' }).check();
  await expect(heading(/^prod, 1 container,/)).toBeVisible();
  await expect(heading(/^No tag, 3 containers,/)).toBeVisible();
  await groupBy.getByRole('radio', { name: 'Server' }).check();
  await heading(/1\.2\.3\.4/)
    .getByRole('link')
    .click();
  await expect(page.getByRole('heading', { level: 1, name: '1.2.3.4' })).toBeVisible();
});

test('what is shared says what cannot be changed there', async ({ page, panel }) => {
  await panel.holdSession();
  await page.goto('./containers');
  await expect(table(page).getByText('shared', { exact: true })).toHaveAttribute('title', /Memory, storage/);
  await expect(page.getByText(/^Shared: .* cannot be changed there\.$/)).toBeVisible();
  await page.goto('./servers/1.2.3.4');
  await expect(names(page)).toHaveText(['hydra', 'medusa']);
  await expect(page.getByText(/^Shared: /)).toHaveCount(0);
});

test.describe('the selection', () => {
  test('takes all that match, survives filter and sort, and says what is hidden', async ({ page, panel }) => {
    await panel.holdSession();
    await page.goto('./containers?filter=server:1.2.3.4');
    const all = page.getByRole('checkbox', { name: 'Select all' });
    await all.check();
    await expect(selection(page)).toContainText('2 selected');
    await expect(page.getByRole('status').filter({ hasText: '2 selected' })).toBeAttached();
    await search(page).fill('');
    await expect(all).toHaveJSProperty('indeterminate', true);
    await expect(page.getByRole('checkbox', { name: 'Select hydra (30001)' })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: 'Select cerberus (30003)' })).not.toBeChecked();
    await table(page).getByRole('button', { name: 'Memory' }).click();
    await search(page).fill('-hydra');
    await expect(selection(page)).toContainText('2 selected 1 of them hidden by the filter');
    await selection(page).getByRole('button', { name: 'Clear selection' }).click();
    await expect(selection(page)).toBeHidden();
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);
  });

  test('shift takes a range, and what no longer exists does not count', async ({ page, panel, mockApi }) => {
    await page.clock.install();
    await panel.holdSession();
    await page.goto('./containers');
    await page.getByRole('checkbox', { name: 'Select hydra (30001)' }).click();
    await page.getByRole('checkbox', { name: 'Select sharedbox (30004)' }).click({ modifiers: ['Shift'] });
    await expect(selection(page)).toContainText('3 selected');
    await expect(page.getByRole('checkbox', { name: 'Select cerberus (30003)' })).not.toBeChecked();
    for (const container of mockApi.api.containers()) if (container.name === 'medusa') container.owner = 'zeus';
    await page.clock.fastForward(16_000);
    await expect(selection(page)).toContainText('2 selected');
  });

  test('no row moves when the bar comes, and the keyboard alone does it all', async ({ page, panel }) => {
    await panel.holdSession();
    await page.goto('./containers');
    const link = page.getByRole('link', { name: 'hydra' });
    const before = await link.boundingBox();
    await search(page).focus();
    await page.keyboard.type('-is:shared');
    await expect(names(page)).toHaveText(['cerberus', 'hydra', 'medusa']);
    await page.getByRole('radio', { name: 'None' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page).toHaveURL(/group=server/);
    await page.keyboard.press('ArrowLeft');
    await expect(page).not.toHaveURL(/group=/);
    const all = page.getByRole('checkbox', { name: 'Select all' });
    for (let tabs = 0; tabs < 5 && !(await all.evaluate((box) => box === document.activeElement)); tabs += 1) {
      await page.keyboard.press('Tab');
    }
    await expect(all).toBeFocused();
    await page.keyboard.press('Space');
    await expect(selection(page)).toContainText('3 selected');
    expect(await link.boundingBox()).toEqual(before);
    await selection(page).getByRole('button', { name: 'Clear selection' }).press('Enter');
    await expect(selection(page)).toBeHidden();
    await search(page).press('Escape');
    await expect(names(page)).toHaveCount(4);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    for (const width of [1280, 390]) {
      test(`groups, problems and the selection are accessible, ${width} px wide`, async ({ page, panel }) => {
        test.setTimeout(90_000);
        await page.setViewportSize({ width, height: 800 });
        await panel.holdSession();
        for (const path of ['containers?group=server&filter=memory:abc', 'containers?group=tag&filter=tag:pro']) {
          await page.goto(`./${path}`);
          await page.getByRole('checkbox', { name: 'Select hydra (30001)' }).check();
          await page.getByText('Filter syntax').click();
          await expect(selection(page)).toBeVisible();
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(overflow, 'nothing is wider than the window').toBeLessThanOrEqual(0);
        }
      });
    }
  });
}
