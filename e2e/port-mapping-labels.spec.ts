/** Labels and notes of mappings, which this browser keeps because the API has no place for them. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ADDRESS, add, fill, open, tableIn } from './port-mappings-page.ts';

const dialogOf = (page: Page, name = 'tcp 9000') => page.getByRole('dialog', { name: `Edit ${name}` });
const notifications = (page: Page) => page.getByRole('region', { name: 'Notifications' });

async function openDialog(page: Page, name = 'tcp 9000') {
  await page.getByRole('button', { name: `Edit ${name}` }).click();
  await expect(dialogOf(page, name).getByRole('textbox', { name: 'Label' })).toBeVisible();
  return dialogOf(page, name);
}

async function label(page: Page, text: string, note = '') {
  const dialog = await openDialog(page);
  await dialog.getByRole('textbox', { name: 'Label' }).fill(text);
  if (note) await dialog.getByRole('textbox', { name: 'Note' }).fill(note);
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await expect(dialog).toBeHidden();
}

async function expectLabel(page: Page, name: string, text: string) {
  const dialog = await openDialog(page, name);
  await expect(dialog.getByRole('textbox', { name: 'Label' })).toHaveValue(text);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

test.beforeEach(async ({ page, panel }) => {
  await panel.holdSession();
  await open(page);
});

test('a label alone is saved without a request, and is there after a reload', async ({ page, mockApi }) => {
  const dialog = await openDialog(page);
  await expect(dialog).toContainText('The API has no place for a label and a note: they are kept in this browser');
  await page.keyboard.press('Escape');
  await label(page, 'Web', 'behind the proxy');
  await expect(notifications(page)).toContainText('nothing was sent to the API');
  await expect(page.getByRole('button', { name: 'Edit tcp 9000' })).toBeFocused();
  expect(mockApi.api.log.filter(({ method }) => method === 'POST' || method === 'DELETE')).toEqual([]);
  await page.reload();
  const again = await openDialog(page);
  await expect(again.getByRole('textbox', { name: 'Label' })).toHaveValue('Web');
  await expect(again.getByRole('textbox', { name: 'Note' })).toHaveValue('behind the proxy');
});

test('a label goes along with an edit, and back with its Undo', async ({ page }) => {
  await label(page, 'Web');
  const dialog = await openDialog(page);
  await dialog.getByRole('textbox', { name: 'Public port' }).fill('9001');
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await expect(notifications(page)).toContainText('Changed tcp 9000 to tcp 9001');
  await expectLabel(page, 'tcp 9001', 'Web');
  await notifications(page).getByRole('button', { name: 'Undo' }).click();
  await expectLabel(page, 'tcp 9000', 'Web');
});

test('a label stays while its mapping is deleted and brought back', async ({ page }) => {
  await label(page, 'Web');
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await notifications(page).getByRole('button', { name: 'Undo' }).click();
  await expect(notifications(page)).toContainText('tcp 9000 is back');
  await expectLabel(page, 'tcp 9000', 'Web');
});

test('a new mapping can be labelled where it is made', async ({ page }) => {
  await fill(page, { from: '9100', to: '8080' });
  await expect(page.getByRole('textbox', { name: 'Label' })).toBeHidden();
  await page.getByText('Label and note', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Label' }).fill('Medusa web');
  await add(page).click();
  await expect(page.getByText('Added tcp 9100.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Label' })).toHaveValue('');
  await expectLabel(page, 'tcp 9100', 'Medusa web');
});

test('another tab sees it, and another customer does not', async ({ page, context, mockApi }) => {
  const other = await context.newPage();
  await other.goto('./favicon.svg');
  const session = JSON.stringify({ apiUrl: mockApi.url, username: 'kratos', password: 'deimos' });
  await other.evaluate((kept) => sessionStorage.setItem('session', kept), session);
  await open(other);
  await expect(tableIn(other)).not.toContainText('Web');
  await label(page, 'Web');
  await expect(tableIn(other)).toContainText('Web');
  const slots = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('labels')));
  expect(slots).toEqual([expect.stringContaining('"kratos"')]);
});

test('markup and addresses stay text', async ({ page }) => {
  const hostile = '<img src=x onerror=alert(1)> javascript:alert(1)';
  await label(page, hostile);
  await expect(tableIn(page)).toContainText(hostile);
  await expect(page.locator('img')).toHaveCount(0);
  await expect(page.locator('a[href^="javascript"]')).toHaveCount(0);
});

test('a label that is too long is said at its field, and nothing is saved', async ({ page }) => {
  const dialog = await openDialog(page);
  const field = dialog.getByRole('textbox', { name: 'Label' });
  await field.fill('x'.repeat(61));
  await expect(field).toHaveAccessibleDescription('Label is 61 characters long. Keep it to 60.');
  await expect(dialog.getByRole('button', { name: 'Save mapping' })).toHaveAttribute('aria-disabled', 'true');
});

test('a full storage is said, and the edit is made all the same', async ({ page }) => {
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  const dialog = await openDialog(page);
  await dialog.getByRole('textbox', { name: 'Label' }).fill('Web');
  await dialog.getByRole('textbox', { name: 'Public port' }).fill('9001');
  const before = dialog.getByRole('status').filter({ hasText: 'is closed for a moment' });
  await expect(before).toContainText('This browser cannot remember the edit over a reload');
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await expect(notifications(page)).toContainText('This browser did not keep 1 label or note');
  await expect(page.getByRole('button', { name: 'Edit tcp 9001' })).toBeVisible();
});

test('a label that moves onto a full storage is told of, and is there until the tab is closed', async ({ page }) => {
  await label(page, 'Web');
  await page.evaluate(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (this: Storage, key: string, value: string) {
      if (this === localStorage) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
  const dialog = await openDialog(page);
  await dialog.getByRole('textbox', { name: 'Public port' }).fill('20000');
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await expect(notifications(page)).toContainText('A label that moved is not kept');
  await expect(notifications(page)).toContainText('This browser did not keep 1 label or note');
  await expectLabel(page, 'tcp 20000', 'Web');
});

test('what is typed and not saved asks before the page is left, and survives a reload', async ({ page }) => {
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Containers' }).click();
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Port mappings' }).click();
  const dialog = await openDialog(page);
  await dialog.getByRole('textbox', { name: 'Label' }).fill('Web');
  await page.goBack();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(question).toContainText('your changes of tcp 9000');
  await question.getByRole('button', { name: 'Stay' }).click();
  page.on('dialog', (asked) => void asked.accept());
  await page.reload();
  const again = await openDialog(page);
  await expect(again.getByRole('textbox', { name: 'Label' })).toHaveValue('Web');
  await expect(again).toContainText('Restored what you had typed.');
  await again.getByRole('button', { name: 'Discard changes' }).click();
  await expect(again.getByRole('textbox', { name: 'Label' })).toHaveValue('');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`by keyboard alone, on a phone, ${colorScheme}: labelled, and axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Edit tcp 9000' }).focus();
    await page.keyboard.press('Enter');
    const field = dialogOf(page).getByRole('textbox', { name: 'Label' });
    await expect(field).toBeVisible();
    for (
      let presses = 0;
      presses < 10 && !(await field.evaluate((it) => it === document.activeElement));
      presses += 1
    ) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('Web');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBe(0);
    await page.keyboard.press('Enter');
    await expect(notifications(page)).toContainText('Saved the label and the note of tcp 9000');
    await expect(page.getByRole('button', { name: 'Edit tcp 9000' })).toBeFocused();
  });
}

test('the labels of a server are by its address', async ({ page }) => {
  await label(page, 'Web');
  await page.goto('./servers/5.6.7.8/port-mappings');
  await expect(page.getByRole('heading', { name: 'No port mappings yet' })).toBeVisible();
  await page.goto(`./servers/${ADDRESS}/port-mappings`);
  await expectLabel(page, 'tcp 9000', 'Web');
});
