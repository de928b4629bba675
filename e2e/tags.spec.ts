/** The page of tags: who carries them, created and deleted, whatever the answers say; the next read decides (design.md §1.3). */
import AxeBuilder from '@axe-core/playwright';
import { expect, expectRowGone, expectRowVisible, test } from './fixtures.ts';
import {
  CONFLICT,
  create,
  deleteProd,
  editProd,
  formIn,
  meanwhile,
  meetConflict,
  nameField,
  noteField,
  openEdit,
  openTags,
  tableIn,
} from './tags-page.ts';

test.beforeEach(async ({ page, panel }) => openTags(page, panel));

test('the table tells who carries a tag, and leads there', async ({ page }) => {
  await expectRowVisible(tableIn(page), { Name: 'prod', Containers: '1', Members: 'hydra' });
  await expectRowVisible(tableIn(page), { Name: 'db', Containers: '0', Members: 'none' });
  await tableIn(page).getByRole('link', { name: 'prod' }).click();
  await expect(page).toHaveURL(/\/containers\?filter=tag%3Aprod$/);
  await expect(page.getByRole('link', { name: 'hydra' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'medusa' })).toBeHidden();
});

test('a tag is created with its note, once, and the next one can be typed', async ({ page, mockApi: { api } }) => {
  await create(page, 'eu', 'In Milan');
  await expectRowVisible(tableIn(page), { Name: 'eu', Note: 'In Milan', Containers: '0' });
  await expect(formIn(page)).toContainText('Created eu.');
  await expect(nameField(page)).toBeFocused();
  await expect(nameField(page)).toHaveValue('');
  const posts = api.log.filter(({ method }) => method === 'POST');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([['tags', { name: 'eu', note: 'In Milan' }]]);
});

test('what is typed of a new tag survives a reload, and leaving asks', async ({ page }) => {
  await nameField(page).fill('eu');
  await noteField(page).fill('In Mil');
  page.once('dialog', (asked) => asked.accept());
  await page.reload();
  await expect(noteField(page)).toHaveValue('In Mil');
  await expect(formIn(page)).toContainText('Restored what you had typed.');
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: 'Servers' }).click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(question).toContainText('You have not saved what you typed for the new tag.');
  await question.getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'Create tag' }).click();
  await expect(formIn(page)).toContainText('Created eu.');
  await main.getByRole('link', { name: 'Servers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
  await main.getByRole('link', { name: 'Tags' }).click();
  await expect(nameField(page)).toHaveValue('');
});

test('a name that is taken, or could not be asked for, is said at the field and not sent', async ({
  page,
  mockApi,
}) => {
  await create(page, 'prod');
  await expect(nameField(page)).toHaveAccessibleDescription(/the tag prod exists already/);
  await create(page, 'a,b');
  await expect(nameField(page)).toHaveAccessibleDescription(/Leave out the comma/);
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('a creation answered 409 though made is done; one refused is said', async ({ page, mockApi: { api } }) => {
  api.addFault({ kind: 'refuse-after', method: 'POST', path: 'tags', ...CONFLICT });
  await create(page, 'eu', 'In Milan');
  await expect(formIn(page)).toContainText('Created eu.');
  expect(api.tags().filter(({ name }) => name === 'eu')).toHaveLength(1);
  api.addFault({ kind: 'refuse', method: 'POST', path: 'tags', ...CONFLICT });
  await create(page, 'us');
  await expect(formIn(page).getByRole('alert')).toContainText('us was not created');
});

for (const kind of ['refuse-after', 'cut-after', 'server-error-after'] as const) {
  test(`a rename and a deletion that were done are done: ${kind}`, async ({ page, mockApi: { api } }) => {
    api.addFault({ kind, method: 'POST', path: 'tags/1', ...CONFLICT });
    await openEdit(page);
    await editProd(page).getByRole('textbox', { name: 'Name' }).fill('production');
    await editProd(page).getByRole('button', { name: 'Save tag' }).click();
    await expect(page.getByText('Renamed prod to production')).toBeVisible();
    api.addFault({ kind, method: 'DELETE', path: 'tags/1', status: 404, json: { error: 'Not found' } });
    await page.getByRole('button', { name: 'Delete production' }).click();
    await page.getByRole('button', { name: 'Delete tag' }).click();
    await expect(page.getByText('Deleted production')).toBeVisible();
    await expectRowGone(tableIn(page), { Name: 'production' });
  });
}

test('a deletion says who loses the tag, offers no undo, and leaves the focus in the table', async ({
  page,
  mockApi,
}) => {
  await page.getByRole('button', { name: 'Delete prod' }).click();
  await expect(deleteProd(page)).toContainText('1 container carries it and loses it: hydra.');
  await expect(deleteProd(page)).toContainText('There is no undo.');
  await expect(deleteProd(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await deleteProd(page).getByRole('button', { name: 'Delete tag' }).click();
  await expect(page.getByText('Deleted prod')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expectRowGone(tableIn(page), { Name: 'prod' });
  await expect(page.getByRole('button', { name: 'Delete staging' })).toBeFocused();
  expect(mockApi.api.log.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Containers' }).click();
  await expectRowVisible(page.getByRole('table', { name: 'Containers' }), { Name: 'hydra', Tags: '' });
});

test('a refused deletion leaves the row and says so', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'DELETE', path: 'tags/1' });
  await page.getByRole('button', { name: 'Delete prod' }).click();
  await deleteProd(page).getByRole('button', { name: 'Delete tag' }).click();
  await expect(page.getByRole('alert')).toContainText('prod was not deleted');
  await expectRowVisible(tableIn(page), { Name: 'prod', Containers: '1' });
});

test('with the keyboard alone: create, rename, delete', async ({ page }) => {
  await nameField(page).focus();
  await page.keyboard.type('eu');
  await page.keyboard.press('Tab');
  await page.keyboard.type('In Milan');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Edit eu' })).toBeVisible();
  await page.getByRole('button', { name: 'Edit eu' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Edit eu' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('-west');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Edit eu-west' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Delete eu-west?' });
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(page.getByRole('button', { name: 'Delete eu-west' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expectRowGone(tableIn(page), { Name: 'eu-west' });
  await expect(page.getByRole('button', { name: 'Delete prod' })).toBeFocused();
});

test('notes that cannot be read leave the rest, and the tags that cannot say so', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: 'tags/2' });
  await page.reload();
  await expectRowVisible(tableIn(page), { Name: 'staging', Note: 'not read' });
  mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: 'tags' });
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Could not load your tags');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectRowVisible(tableIn(page), { Name: 'prod' });
});

test('many tags are filtered, in the URL too', async ({ page, mockApi }) => {
  await meanwhile(mockApi.url, 'POST', 'tags', { name: 'eu', note: 'In Milan' });
  await meanwhile(mockApi.url, 'POST', 'tags', { name: 'us' });
  await meanwhile(mockApi.url, 'POST', 'tags', { name: 'quoted "and" spaced' });
  await meanwhile(mockApi.url, 'POST', 'containers/30002', { tags: ['quoted "and" spaced'] });
  await page.reload();
  await page.getByRole('searchbox', { name: 'Filter tags' }).fill('milan');
  await expect(page).toHaveURL(/filter=milan/);
  await expectRowGone(tableIn(page), { Name: 'us' });
  await expectRowVisible(tableIn(page), { Name: 'eu' });
  await page.getByRole('searchbox', { name: 'Filter tags' }).fill('nothing');
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await page.getByRole('link', { name: 'quoted "and" spaced' }).click();
  await expect(page.getByRole('link', { name: 'medusa' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'hydra' })).toBeHidden();
});

test('the navigation counts tags once they are loaded, and the search leads to them', async ({ page }) => {
  await page.goto('./servers');
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tags' });
  await expect(link).toHaveText('Tags');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('tags');
  await page.getByRole('option', { name: 'Tags' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tags' })).toBeVisible();
  await expect(link).toHaveText('Tags 3');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing in ${colorScheme}, ${width} px wide`, async ({ page, mockApi }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const expectClean = async () => {
        await page.evaluate(() =>
          Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))),
        );
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, 'nothing is wider than the window').toBeLessThanOrEqual(0);
      };
      await expectClean();
      await meetConflict(page, mockApi.url);
      await expectClean();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Delete prod' }).click();
      await expect(deleteProd(page)).toBeVisible();
      await expectClean();
    });
  }
}
