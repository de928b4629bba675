/** Tags by keyboard alone: created, renamed against somebody else's rename, deleted. */
import { expect, expectRowGone, test } from './fixtures.ts';
import { keyboardOf } from './keyboard.ts';
import { deleteProd, editProd, meanwhile, nameField, noteField, prodConflict, tableIn } from './tags-page.ts';

// A trace keeps the page anew for each of hundreds of keys.
test.use({ trace: 'off' });

test('create, rename with a conflict, delete', async ({ page, panel, mockApi }) => {
  const keyboard = keyboardOf(page);
  await panel.holdSession();
  await keyboard.open('./tags');
  await keyboard.fill(nameField(page), 'eu');
  await keyboard.fill(noteField(page), 'In Milan');
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Edit eu' })).toBeVisible();
  await expect(nameField(page)).toBeFocused();

  await keyboard.use(page.getByRole('button', { name: 'Edit prod' }));
  await keyboard.fill(editProd(page).getByRole('textbox', { name: 'Note' }), 'mine');
  await meanwhile(mockApi.url, 'POST', 'tags/1', { note: 'theirs' });
  await keyboard.use(editProd(page).getByRole('button', { name: 'Save tag' }));
  await keyboard.choose(prodConflict(page).getByRole('group', { name: 'note' }), 'Mine: mine');
  await keyboard.use(prodConflict(page).getByRole('button', { name: 'Save with these choices' }));
  await expect(prodConflict(page)).toBeHidden();
  await expect.poll(() => mockApi.api.tags().find(({ id }) => id === 1)?.note).toBe('mine');

  await keyboard.use(page.getByRole('button', { name: 'Delete prod' }));
  await expect(deleteProd(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.use(deleteProd(page).getByRole('button', { name: 'Delete tag' }));
  await expectRowGone(tableIn(page), { Name: 'prod' });
  await keyboard.to(page.getByRole('button', { name: 'Delete staging' }));
});
