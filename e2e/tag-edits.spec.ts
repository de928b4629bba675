/** Tags that are renamed and noted: only what changed is sent, and neither somebody else's change nor what is typed is lost. */
import { expect, expectRowVisible, test } from './fixtures.ts';
import { passTimeUntilShown } from './page-time.ts';
import {
  CONFLICT,
  editProd,
  meanwhile,
  meetConflict,
  openEdit,
  openTags,
  prodConflict,
  save,
  tableIn,
} from './tags-page.ts';

test.beforeEach(async ({ page, panel }) => openTags(page, panel));

test('a rename sends the name alone, shows at once, and on the containers', async ({ page, mockApi: { api } }) => {
  await openEdit(page);
  const dialog = editProd(page);
  await expect(dialog).toContainText('Renaming shows at once on its 1 container. Nothing reboots.');
  await expect(dialog.getByRole('button', { name: 'Save tag' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('production');
  await dialog.getByRole('button', { name: 'Save tag' }).click();
  await expect(page.getByText('Renamed prod to production')).toBeVisible();
  await expectRowVisible(tableIn(page), { Name: 'production', Containers: '1', Members: 'hydra' });
  await expect(page.getByRole('button', { name: 'Edit production' })).toBeFocused();
  const posts = api.log.filter(({ method }) => method === 'POST');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([['tags/1', { name: 'production' }]]);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Containers' }).click();
  await expectRowVisible(page.getByRole('table', { name: 'Containers' }), { Name: 'hydra', Tags: 'production' });
});

test('the name of another tag is refused before anything is sent', async ({ page, mockApi }) => {
  await openEdit(page);
  await editProd(page).getByRole('textbox', { name: 'Name' }).fill('db');
  await save(page);
  await expect(editProd(page).getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/db exists already/);
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('a note alone is sent alone, and shown', async ({ page, mockApi: { api } }) => {
  await openEdit(page);
  await editProd(page).getByRole('textbox', { name: 'Note' }).fill('Ask Anna first');
  await save(page);
  await expectRowVisible(tableIn(page), { Name: 'prod', Note: 'Ask Anna first' });
  expect(api.log.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
    { note: 'Ask Anna first' },
  ]);
});

test('a refused rename stays in the dialog with what was typed, and can be sent again', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'tags/1', ...CONFLICT });
  await openEdit(page);
  await editProd(page).getByRole('textbox', { name: 'Name' }).fill('production');
  await save(page);
  await expect(editProd(page).getByRole('alert')).toContainText('another tag has it');
  await expect(editProd(page).getByRole('textbox', { name: 'Name' })).toHaveValue('production');
  await save(page);
  await expect(page.getByText('Renamed prod to production')).toBeVisible();
});

test('somebody else’s change of the other field stays', async ({ page, mockApi }) => {
  await openEdit(page);
  await meanwhile(mockApi.url, 'POST', 'tags/1', { note: 'theirs' });
  await editProd(page).getByRole('textbox', { name: 'Name' }).fill('production');
  await save(page);
  await expectRowVisible(tableIn(page), { Name: 'production', Note: 'theirs' });
});

test('when both change the note, theirs can be kept: nothing is sent', async ({ page, mockApi }) => {
  await meetConflict(page, mockApi.url);
  mockApi.api.clearLog();
  const choose = prodConflict(page).getByRole('button', { name: 'Save with these choices' });
  await expect(choose).toHaveAttribute('aria-disabled', 'true');
  await prodConflict(page).getByRole('radio', { name: 'Theirs: theirs' }).check();
  await choose.click();
  await expect(editProd(page)).toHaveCount(0);
  await expectRowVisible(tableIn(page), { Name: 'prod', Note: 'theirs' });
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('or mine replaces it on purpose', async ({ page, mockApi }) => {
  await meetConflict(page, mockApi.url);
  expect(mockApi.api.tags().find(({ id }) => id === 1)).toMatchObject({ note: 'theirs' });
  await prodConflict(page).getByRole('radio', { name: 'Mine: mine' }).check();
  await prodConflict(page).getByRole('button', { name: 'Save with these choices' }).click();
  await expectRowVisible(tableIn(page), { Name: 'prod', Note: 'mine' });
  expect(mockApi.api.tags().find(({ id }) => id === 1)).toMatchObject({ note: 'mine' });
});

test('a conflict that is put off is asked about again, and overwrites nothing', async ({ page, mockApi }) => {
  await meetConflict(page, mockApi.url);
  await prodConflict(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(editProd(page).getByRole('textbox', { name: 'Note' })).toHaveValue('mine');
  await save(page);
  await expect(prodConflict(page)).toBeVisible();
  expect(mockApi.api.tags().find(({ id }) => id === 1)).toMatchObject({ note: 'theirs' });
});

test('a tag that was deleted meanwhile is said to be gone', async ({ page, mockApi }) => {
  await openEdit(page);
  await meanwhile(mockApi.url, 'DELETE', 'tags/1');
  await editProd(page).getByRole('textbox', { name: 'Note' }).fill('mine');
  await save(page);
  await expect(editProd(page).getByRole('alert')).toContainText('prod was deleted meanwhile. Nothing was sent.');
});

test('what is typed in an edit survives a reload and Escape, and Cancel gives it up', async ({ page }) => {
  const note = editProd(page).getByRole('textbox', { name: 'Note' });
  await openEdit(page);
  await note.fill('half a sent');
  page.once('dialog', (asked) => asked.accept());
  await page.reload();
  await openEdit(page);
  await expect(note).toHaveValue('half a sent');
  await expect(editProd(page)).toContainText('Restored what you had typed.');
  await page.keyboard.press('Escape');
  await openEdit(page);
  await expect(note).toHaveValue('half a sent');
  await editProd(page).getByRole('button', { name: 'Cancel' }).click();
  await openEdit(page);
  await expect(note).toHaveValue('');
});

test('leaving in the middle of an edit asks', async ({ page }) => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tags' }).click();
  await openEdit(page);
  await editProd(page).getByRole('textbox', { name: 'Note' }).fill('mine');
  await page.goBack();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(question).toContainText('You have not saved your changes of the tag prod.');
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(editProd(page).getByRole('textbox', { name: 'Note' })).toHaveValue('mine');
  await page.goBack();
  await question.getByRole('button', { name: 'Discard and leave' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
});

test('a password that is refused in the middle: asked over the edit, which is then saved again', async ({
  page,
  mockApi: { api },
}) => {
  await openEdit(page);
  await editProd(page).getByRole('textbox', { name: 'Note' }).fill('mine');
  api.setPassword('kratos', 'ares');
  await save(page);
  const password = page.getByRole('dialog', { name: 'Enter your password again' });
  await password.getByLabel('Password', { exact: true }).fill('ares');
  await password.getByRole('button', { name: 'Continue' }).click();
  await expect(password).toHaveCount(0);
  await expect(editProd(page).getByRole('textbox', { name: 'Note' })).toHaveValue('mine');
  expect(api.tags().find(({ id }) => id === 1)).not.toMatchObject({ note: 'mine' });
  await save(page);
  await expectRowVisible(tableIn(page), { Name: 'prod', Note: 'mine' });
});

test('an answer that never comes: the read decides, and the dialog can be closed meanwhile', async ({
  page,
  mockApi,
}) => {
  await page.clock.install();
  await page.reload();
  mockApi.api.addFault({ kind: 'silence', method: 'POST', path: 'tags/1' });
  await openEdit(page);
  await editProd(page).getByRole('textbox', { name: 'Name' }).fill('production');
  await save(page);
  await expect.poll(() => mockApi.api.tags().find(({ id }) => id === 1)?.name).toBe('production');
  await editProd(page).getByRole('button', { name: 'Close' }).first().click();
  await passTimeUntilShown(page, page.getByText('Renamed prod to production'));
  await expectRowVisible(tableIn(page), { Name: 'production', Containers: '1' });
  await page.getByRole('button', { name: 'Edit production' }).click();
  const again = page.getByRole('dialog', { name: 'Edit production' });
  await expect(again.getByRole('textbox', { name: 'Name' })).toHaveValue('production');
  await expect(again).not.toContainText('Restored');
});
