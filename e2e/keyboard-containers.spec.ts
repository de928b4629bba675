/** Creating, changing, linking and rebooting containers by keyboard alone. */
import { box, button, changeElsewhere, inApi, tagsInApi, told } from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';
import { keyboardOf } from './keyboard.ts';
import { createButton, field, landed } from './new-container-form.ts';

// A trace keeps the page anew for each of hundreds of keys.
test.use({ trace: 'off' });

test.beforeEach(({ panel }) => panel.holdSession());

test('a new container with a tag, a distro and a suggested size', async ({ page, mockApi }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open('./servers/1.2.3.4');
  await keyboard.use(page.getByRole('link', { name: 'New container' }));
  await expect(page.getByRole('main', { name: 'New container' })).toBeFocused();
  await keyboard.fill(field(page, 'Name'), 'argus');
  await keyboard.fill(field(page, 'Memory'), '1 GB');
  await keyboard.use(page.getByRole('group', { name: 'Suggestions for storage' }).getByRole('button').first());
  await expect(field(page, 'Storage')).toHaveValue('1 GB');
  await keyboard.to(page.getByRole('slider', { name: 'Memory: what is in it, read only' }));
  await keyboard.press('ArrowRight');
  await keyboard.select(page.getByRole('combobox', { name: 'Distro' }), 'Alpine');
  await keyboard.fill(page.getByRole('combobox', { name: 'Tags' }), 'stag');
  await keyboard.press('Enter');
  await keyboard.use(createButton(page));
  await landed(page, 30_005);
  await expect.poll(() => tagsInApi(mockApi.api, 30_005)).toEqual(['staging']);
});

test('a spare is used instead', async ({ page, mockApi }) => {
  const { uid } = mockApi.api.addContainer({ server: '1.2.3.4', name: 'spare', memory: 1, storage: 1 });
  const keyboard = keyboardOf(page);
  await keyboard.open('./servers/1.2.3.4/containers/new');
  await keyboard.use(page.getByRole('button', { name: `Use the spare ${uid} instead` }));
  await keyboard.fill(field(page, 'Name'), 'argus');
  await keyboard.fill(field(page, 'Memory'), '1 GB');
  await keyboard.fill(field(page, 'Storage'), '1 GB');
  await keyboard.use(page.getByRole('button', { name: `Use spare ${uid}` }));
  await landed(page, uid);
});

test('an edit, a key, a tag, and one save of all', async ({ page, mockApi }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open('./containers');
  await keyboard.use(page.getByRole('link', { name: 'hydra' }));
  await expect(button(page, 'Save details')).toBeVisible();
  await keyboard.fill(box(page, 'Note'), 'nine heads');
  await keyboard.use(button(page, 'Remove prod'));
  await expect(page.getByRole('combobox', { name: 'Tags' })).toBeFocused();
  await keyboard.use(page.getByRole('region', { name: 'Unsaved changes' }).getByRole('button', { name: 'Save all' }));
  await expect(told(page, /saved/i).first()).toBeVisible();
  await expect.poll(() => inApi(mockApi.api)?.settings.note).toBe('nine heads');
  expect(tagsInApi(mockApi.api)).toEqual([]);
  await keyboard.to(box(page, 'Name'));
});

test('a conflict is decided in its dialog', async ({ page, mockApi }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open('./containers/30001');
  await expect(button(page, 'Save details')).toBeVisible();
  await keyboard.fill(box(page, 'Note'), 'mine');
  await changeElsewhere(mockApi.url, 30_001, { note: 'theirs' });
  await keyboard.use(button(page, 'Save details'));
  const dialog = page.getByRole('dialog', { name: 'hydra was changed meanwhile' });
  await expect(
    dialog.getByRole('button', { name: 'Cancel' }).or(dialog.getByRole('radio')).and(page.locator(':focus')),
  ).toHaveCount(1);
  await keyboard.choose(dialog.getByRole('group', { name: 'note' }), 'Theirs: theirs');
  await keyboard.use(dialog.getByRole('button', { name: 'Save with these choices' }));
  await expect(dialog).toBeHidden();
  await expect(box(page, 'Note')).toHaveValue('theirs');
  await keyboard.to(button(page, 'Save details'));
});

test('room is taken from another container', async ({ page, mockApi }) => {
  mockApi.api.addContainer({ server: '5.6.7.8', name: 'argus', memory: 13_000, storage: 200_000 });
  const keyboard = keyboardOf(page);
  await keyboard.open('./servers/5.6.7.8/capacity');
  await keyboard.fill(page.getByLabel('Total memory', { exact: true }), '16000');
  await keyboard.fill(page.getByLabel('Total storage', { exact: true }), '500 GB');
  await keyboard.use(page.getByRole('button', { name: 'Save capacity' }));
  await expect(page.getByText(/declared in this browser on/).first()).toBeVisible();
  await keyboard.to(page.getByRole('button', { name: 'Forget capacity' }));

  await keyboard.open('./servers/5.6.7.8/containers/new');
  await keyboard.fill(field(page, 'Name'), 'lerna');
  await keyboard.fill(field(page, 'Memory'), '2 GB');
  await keyboard.fill(field(page, 'Storage'), '1 GB');
  await keyboard.backTo(page.getByRole('button', { name: 'Take it from…' }));
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Take memory from another container' });
  await keyboard.to(dialog.getByRole('radio').first());
  await keyboard.press('Space');
  if (!(await dialog.getByRole('radio', { name: 'argus 30005' }).isChecked())) await keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'argus 30005' })).toBeChecked();
  await keyboard.use(dialog.getByRole('button', { name: 'Move and create' }));
  await landed(page, 30_006, 'lerna');
});

test('a link is made and undone, and a reboot asked for', async ({ page, mockApi }) => {
  const keyboard = keyboardOf(page);
  const links = page.getByRole('region', { name: 'Links', exact: true });
  await keyboard.open('./containers/30001');
  await keyboard.fill(links.getByRole('combobox', { name: 'Link to' }), 'medusa');
  await keyboard.use(links.getByRole('checkbox', { name: 'Also link back' }), 'Space');
  await keyboard.use(links.getByRole('button', { name: 'Link', exact: true }));
  await expect(links.getByText('One way: medusa does not link back')).toBeVisible();
  await keyboard.backTo(links.getByRole('button', { name: 'Unlink medusa' }));
  await keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Unlink medusa?' });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.use(question.getByRole('button', { name: 'Unlink', exact: true }));
  await expect(links.getByText('No links yet.')).toBeVisible();

  await keyboard.use(page.getByRole('region', { name: 'Reboot' }).getByRole('button', { name: 'Reboot' }));
  const reboot = page.getByRole('dialog', { name: 'Reboot hydra?' });
  await expect(reboot.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.use(reboot.getByRole('button', { name: 'Reboot hydra' }));
  await expect(told(page, 'hydra reboots')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Reboot' }).getByRole('button', { name: 'Reboot' })).toBeFocused();
  await expect.poll(() => inApi(mockApi.api)?.reboots).toBe(3);
});

test('many are changed at once: select, plan, run, and back in the list', async ({ page, mockApi }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open('./containers');
  await keyboard.use(page.getByRole('checkbox', { name: 'Select hydra' }), 'Space');
  await keyboard.use(page.getByRole('checkbox', { name: 'Select medusa' }), 'Space');
  await keyboard.use(page.getByRole('button', { name: 'Go to actions' }).last());
  await keyboard.use(page.getByRole('button', { name: 'Change tags' }));
  const dialog = page.getByRole('dialog', { name: 'Change the tags of 2 containers' });
  await expect(dialog.getByRole('combobox', { name: 'Add tags' })).toBeFocused();
  await keyboard.type('db');
  await keyboard.press('Enter');
  await keyboard.use(dialog.getByRole('button', { name: 'Change tags of 2 containers' }));
  const run = page.getByRole('region', { name: 'Tags of 2 containers' });
  await expect(run).toContainText('2 of 2 done');
  await keyboard.use(run.getByRole('button', { name: 'Dismiss' }));
  await expect(run).toBeHidden();
  expect(tagsInApi(mockApi.api)).toEqual(['prod', 'db']);
  await keyboard.to(page.getByRole('checkbox', { name: 'Select cerberus' }));
});
