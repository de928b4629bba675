/** What is said by itself of each write, of its refusal and of its progress: in words, and once (WCAG 2.2 4.1.3). */
import { expectHeard, expectHeardAmong, heard, listenTo } from './announcements.ts';
import { box, button, openContainer } from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';
import { createButton, fillArgus, landed, openForm } from './new-container-form.ts';
import { startRange } from './port-mapping-runs-page.ts';
import { ADDRESS, add, fill, open, PATH } from './port-mappings-page.ts';
import { formIn, nameField, openTags } from './tags-page.ts';

test.beforeEach(async ({ page, panel }) => {
  await panel.holdSession();
  await listenTo(page);
});

test('a mapping added, deleted and brought back', async ({ page }) => {
  await open(page);
  await heard(page);
  await fill(page, { from: '9001', to: '8000' });
  await add(page).click();
  await expectHeard(page, /^Added tcp 9001/);
  await button(page, 'Delete tcp 9001').click();
  await expectHeard(page, /Deleted tcp 9001/);
  await button(page, 'Undo').click();
  await expectHeard(page, /tcp 9001 is back/);
});

test('a mapping refused: by the panel while it is typed, and by the API', async ({ page, mockApi }) => {
  await open(page);
  await heard(page);
  await fill(page, { from: '9000', to: '8000' });
  await expectHeard(page, /9000 is taken/);
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: PATH });
  await fill(page, { from: '9001', to: '8000' });
  await add(page).click();
  await expectHeard(page, /tcp 9001 was not added/);
});

test('a deletion refused', async ({ page, mockApi }) => {
  await open(page);
  await heard(page);
  mockApi.api.addFault({ kind: 'refuse', method: 'DELETE', path: PATH });
  await button(page, 'Delete tcp 9000').click();
  await expectHeard(page, /tcp 9000 was not deleted/);
});

test('a run: its beginning, its pause, and its end', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: PATH, times: 4 });
  await startRange(page, '20000-20011');
  await expectHeardAmong(page, 'Adding 12 port mappings: 0 of 12 done');
  await button(page, 'Pause').click();
  mockApi.api.release();
  await expectHeard(page, /Paused: Addition of 12 port mappings: 4 of 12 done, 8 not sent/);
  await button(page, 'Resume').click();
  await expectHeardAmong(page, 'Added 12 port mappings: 12 of 12 done');
});

test('a selection, and what a filter leaves', async ({ page }) => {
  await open(page);
  await heard(page);
  await page.getByRole('checkbox', { name: 'Select udp 5353' }).check();
  await expectHeard(page, '1 selected');
  await page.getByRole('searchbox', { name: 'Filter port mappings' }).fill('tcp');
  await expectHeard(page, '1 of 2 mappings', '1 selected, hidden by the filter');
});

test('what a search finds', async ({ page }) => {
  await page.goto('./servers');
  await expect(page.getByRole('link', { name: '1.2.3.4' }).first()).toBeVisible();
  await heard(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Search/ }).pressSequentially('medusa');
  await expectHeard(page, /^\d+ found: medusa/);
  await page.getByRole('combobox', { name: /^Search/ }).fill('nobody');
  await expectHeard(page, /^Nothing is called “nobody”/);
});

test('a container created, saved, and a save refused', async ({ page, mockApi }) => {
  await openForm(page);
  await heard(page);
  await fillArgus(page);
  await createButton(page).click();
  await landed(page, 30_005);
  await expectHeardAmong(page, 'Created argus (30005)');
  await openContainer(page);
  await heard(page);
  await box(page, 'Note').fill('nine heads');
  await button(page, 'Save details').click();
  await expectHeard(page, 'Saved note of hydra');
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30001' });
  await box(page, 'Note').fill('ten heads');
  await button(page, 'Save details').click();
  await expectHeard(page, /Not changed: note\./);
});

test('a link and a reboot', async ({ page }) => {
  await openContainer(page);
  const links = page.getByRole('region', { name: 'Links', exact: true });
  await expect(links.getByRole('combobox', { name: 'Link to' })).toBeVisible();
  await heard(page);
  await links.getByRole('combobox', { name: 'Link to' }).fill('medusa');
  await expectHeard(page, 'That is medusa (30002).');
  await button(page, 'Link').click();
  await expectHeard(page, /^hydra links to medusa, and medusa links to hydra/);
  await button(page, 'Reboot').click();
  await button(page, 'Reboot hydra').click();
  await expectHeard(page, 'hydra reboots');
});

test('a tag created, refused here and by the API; a capacity saved', async ({ page, panel, mockApi }) => {
  await openTags(page, panel);
  await heard(page);
  await nameField(page).fill('eu');
  await formIn(page).getByRole('button', { name: 'Create tag' }).click();
  await expectHeard(page, 'Created eu.');
  await nameField(page).fill('prod');
  await formIn(page).getByRole('button', { name: 'Create tag' }).click();
  // The focus leads to what is refused, which is read with why: a live region would say it a second time.
  await expect(nameField(page)).toBeFocused();
  await expect(nameField(page)).toHaveAccessibleDescription(/the tag prod exists already/);
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'tags' });
  await nameField(page).fill('us');
  await formIn(page).getByRole('button', { name: 'Create tag' }).click();
  await expectHeard(page, /^us was not created/);
  await page.goto(`./servers/${ADDRESS}/capacity`);
  await expect(button(page, 'Save capacity')).toBeVisible();
  await heard(page);
  await page.getByLabel('Total memory', { exact: true }).fill('64 GB');
  await button(page, 'Save capacity').click();
  await expectHeardAmong(page, `Capacity of ${ADDRESS} saved`);
});
