import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** The page of hydra in a browser that is never idle: the tags picker loads when the person comes to it. */
async function openWithoutPicker(page: Page) {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 1;
    window.cancelIdleCallback = () => {};
  });
  await page.goto('./containers/30001');
  return page.getByRole('textbox', { name: 'Tags', exact: true });
}

const picker = (page: Page) => page.getByRole('combobox', { name: 'Tags' });

test('a click before the tags picker is there opens its list', async ({ page, panel }) => {
  await panel.holdSession();
  await (await openWithoutPicker(page)).click();
  await expect(page.getByRole('option', { name: 'staging' })).toBeVisible();
  await expect(picker(page)).toBeFocused();
});

test('what is typed before the tags picker is there is typed in it, and the picker takes its place exactly', async ({
  page,
  panel,
}) => {
  await panel.holdSession();
  const plain = await openWithoutPicker(page);
  const before = await plain.boundingBox();
  await plain.pressSequentially('sta');
  await expect(page.getByRole('option', { name: 'staging' })).toBeVisible();
  expect(await picker(page).boundingBox()).toEqual(before);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove staging' })).toBeVisible();
});
