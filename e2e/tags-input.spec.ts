import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const picker = (page: Page) => page.getByRole('combobox', { name: 'Tags' });
const options = (page: Page) => page.getByRole('listbox', { name: 'Tags' }).getByRole('option');
const removal = (page: Page, tag: string) => page.getByRole('button', { name: `Remove ${tag}` });

test.beforeEach(async ({ page, panel }) => {
  await panel.holdSession();
  await page.goto('./containers/30001');
  await expect(removal(page, 'prod')).toBeVisible();
});

test('tags are chosen and removed by the keyboard alone', async ({ page }) => {
  await picker(page).focus();
  await expect(options(page)).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(options(page)).toHaveText(['prod', 'staging', 'db']);
  await page.keyboard.type('sta');
  await page.keyboard.press('Enter');
  await expect(removal(page, 'staging')).toBeVisible();
  await expect(options(page)).toHaveCount(0);
  // Escape closes the list and nothing else.
  await page.keyboard.press('ArrowDown');
  await expect(options(page).filter({ hasText: 'staging' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(options(page)).toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('group', { name: 'staging' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Delete');
  await expect(removal(page, 'prod')).toBeHidden();
  await expect(page.getByRole('group', { name: 'staging' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(picker(page)).toBeFocused();
  await page.keyboard.press('Backspace');
  await expect(removal(page, 'staging')).toBeHidden();
});

test('a click in the list chooses, a second one takes it back, and the field keeps the focus', async ({ page }) => {
  await picker(page).click();
  await options(page).filter({ hasText: 'db' }).click();
  await expect(removal(page, 'db')).toBeVisible();
  await expect(options(page).filter({ hasText: 'db' })).toHaveAttribute('aria-selected', 'true');
  await options(page).filter({ hasText: 'db' }).click();
  await expect(removal(page, 'db')).toBeHidden();
  await expect(picker(page)).toBeFocused();
});

test('text that is no tag says that it counts for nothing, and Escape clears it', async ({ page }) => {
  await picker(page).fill('nowhere');
  await page.getByRole('textbox', { name: 'Name' }).focus();
  await expect(picker(page)).toHaveAccessibleDescription(/"nowhere" is not chosen/);
  await picker(page).focus();
  await page.keyboard.press('Escape');
  await expect(picker(page)).toHaveValue('');
});
