/** Somebody else changes a container while it is edited here: what differs is kept, what is contested is asked about. */
import type { Page } from '@playwright/test';
import {
  addTag,
  bar,
  box,
  button,
  changeElsewhere,
  changesOf,
  inApi,
  KEY,
  OTHER_KEY,
  openContainer,
  pageOfSomebodyElse,
  THIRD_KEY,
  tagsInApi,
  told,
} from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';
import { declareTotals } from './new-container-form.ts';

test.beforeEach(({ panel }) => panel.holdSession());

test('what somebody else changes elsewhere is shown, what is typed stays, and both survive', async ({
  page,
  mockApi,
}) => {
  await page.clock.install();
  await openContainer(page);
  await box(page, 'Name').fill('lerna');
  await changeElsewhere(mockApi.url, 30_001, { note: 'theirs' });
  await page.clock.fastForward(16_000);
  await expect(box(page, 'Note')).toHaveValue('theirs');
  await expect(box(page, 'Name')).toHaveValue('lerna');
  await expect(box(page, 'Name')).toBeFocused();
  await box(page, 'Name').press('Enter');
  await expect(told(page, 'Saved name of lerna')).toBeVisible();
  expect(changesOf(mockApi.api).at(-1)).toEqual({ name: 'lerna' });
  expect(inApi(mockApi.api)?.settings.note).toBe('theirs');
});

test.describe('somebody else changed the same', () => {
  test.beforeEach(async ({ page, mockApi }) => {
    await openContainer(page);
    await box(page, 'Name').fill('mine');
    await box(page, 'Note').fill('my note');
    await changeElsewhere(mockApi.url, 30_001, { name: 'theirs', note: 'their note' });
    mockApi.api.clearLog();
    await button(page, 'Save details').click();
  });

  test('nothing is sent, and each can be chosen', async ({ page, mockApi }) => {
    const dialog = page.getByRole('dialog', { name: /was changed meanwhile/ });
    await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0);
    expect(changesOf(mockApi.api)).toEqual([]);
    await dialog.getByRole('group', { name: 'name' }).getByRole('radio', { name: 'Mine: mine' }).check();
    await expect(button(page, 'Save with these choices')).toHaveAccessibleDescription(/Choose mine or theirs/);
    await dialog.getByRole('group', { name: 'note' }).getByRole('radio', { name: 'Theirs: their note' }).check();
    await button(page, 'Save with these choices').click();
    await expect(told(page, 'Saved name of mine')).toBeVisible();
    await expect(box(page, 'Note')).toHaveValue('their note');
    await expect(bar(page)).toBeHidden();
    expect(changesOf(mockApi.api)).toEqual([{ name: 'mine' }]);
  });

  test('all theirs: nothing is sent, it is said, and the focus is where the choice was made', async ({
    page,
    mockApi,
  }) => {
    const chooseTheirs = async () => {
      const dialog = page.getByRole('dialog', { name: /was changed meanwhile/ });
      await expect(dialog).toBeVisible();
      for (const choice of await dialog.getByRole('radio', { name: /^Theirs/ }).all()) await choice.check();
      await button(page, 'Save with these choices').click();
      await expect(told(page, 'Nothing of yours left to save: theirs is kept').last()).toBeVisible();
      await expect(bar(page)).toBeHidden();
    };
    await chooseTheirs();
    await expect(box(page, 'Note')).toBeFocused();
    await expect(box(page, 'Name')).toHaveValue('theirs');
    await expect(box(page, 'Note')).toHaveValue('their note');
    await box(page, 'Name').fill('mine again');
    await changeElsewhere(mockApi.url, 30_001, { name: 'theirs again' });
    mockApi.api.clearLog();
    await bar(page).getByRole('button', { name: 'Save all' }).click();
    await chooseTheirs();
    await expect(box(page, 'Name')).toBeFocused();
    await expect(box(page, 'Name')).toHaveValue('theirs again');
    expect(changesOf(mockApi.api)).toEqual([]);
  });

  test('Cancel keeps what was typed and sends nothing', async ({ page, mockApi }) => {
    await button(page, 'Cancel').click();
    await expect(box(page, 'Name')).toHaveValue('mine');
    await expect(box(page, 'Note')).toHaveValue('my note');
    expect(changesOf(mockApi.api)).toEqual([]);
  });
});

test.describe('the screens of two people', () => {
  let other: Page;

  test.beforeEach(async ({ page, mockApi, browser, baseURL }) => {
    other = await pageOfSomebodyElse({ browser, baseURL, apiUrl: mockApi.url });
    await changeElsewhere(mockApi.url, 30_001, { ssh_keys: [KEY, OTHER_KEY] });
    mockApi.api.clearLog();
    await openContainer(page);
    await openContainer(other);
  });

  test.afterEach(() => other.context().close());

  test('different fields both survive', async ({ page, mockApi }) => {
    await box(page, 'Name').fill('lerna');
    await box(other, 'Note').fill('from the other screen');
    await button(other, 'Save details').click();
    await expect(told(other, 'Saved note of hydra')).toBeVisible();
    await button(page, 'Save details').click();
    await expect(told(page, 'Saved name of lerna')).toBeVisible();
    await expect(box(page, 'Note')).toHaveValue('from the other screen');
    expect(changesOf(mockApi.api)).toEqual([{ note: 'from the other screen' }, { name: 'lerna' }]);
  });

  test('the same field asks', async ({ page, mockApi }) => {
    await box(page, 'Name').fill('mine');
    await box(other, 'Name').fill('theirs');
    await button(other, 'Save details').click();
    await expect(told(other, 'Saved name of theirs')).toBeVisible();
    await button(page, 'Save details').click();
    const dialog = page.getByRole('dialog', { name: 'theirs was changed meanwhile' });
    await dialog.getByRole('radio', { name: 'Mine: mine' }).check();
    expect(changesOf(mockApi.api)).toEqual([{ name: 'theirs' }]);
    await button(page, 'Save with these choices').click();
    await expect(told(page, 'Saved name of mine')).toBeVisible();
    expect(changesOf(mockApi.api)).toEqual([{ name: 'theirs' }, { name: 'mine' }]);
  });

  test('a key that one adds survives when the other removes another one', async ({ page, mockApi }) => {
    await button(page, 'Remove key zeus@olympus').click();
    await box(other, 'SSH keys').fill(THIRD_KEY);
    await button(other, 'Save start').click();
    await expect(told(other, 'Saved SSH keys of hydra')).toBeVisible();
    await button(page, 'Save start').click();
    await expect(told(page, 'Kept 1 SSH key that was added meanwhile.')).toBeVisible();
    await expect(button(page, 'Remove key ares@olympus')).toBeVisible();
    expect(inApi(mockApi.api)?.sshKeys).toEqual([OTHER_KEY, THIRD_KEY]);
  });

  test("the other's tag is not told as one's own choice", async ({ page, mockApi }) => {
    await page.getByRole('combobox', { name: 'Tags' }).focus();
    await addTag(other, 'staging');
    await button(other, 'Save details').click();
    await expect(told(other, 'Saved tags of hydra')).toBeVisible();
    await box(page, 'Note').fill('mine');
    await button(page, 'Save details').click();
    await expect(told(page, 'Saved note of hydra')).toBeVisible();
    await expect(button(page, 'Remove staging')).toBeVisible();
    await expect(page.getByText('staging chosen.')).toHaveCount(0);
    expect(tagsInApi(mockApi.api)).toEqual(['prod', 'staging']);
  });
});

test('a key and a tag that were added meanwhile survive the removal of others', async ({ page, mockApi }) => {
  await changeElsewhere(mockApi.url, 30_001, { ssh_keys: [KEY], tags: ['prod', 'staging'] });
  await openContainer(page);
  await button(page, 'Remove key zeus@olympus').click();
  await button(page, 'Remove staging').click();
  await changeElsewhere(mockApi.url, 30_001, { ssh_keys: [KEY, OTHER_KEY], tags: ['prod', 'staging', 'db'] });
  await button(page, 'Save start').click();
  await expect(told(page, 'Saved SSH keys and tags of hydra')).toBeVisible();
  await expect(told(page, 'Kept the tag db and 1 SSH key that were added meanwhile.')).toBeVisible();
  expect(inApi(mockApi.api)?.sshKeys).toEqual([OTHER_KEY]);
  expect(tagsInApi(mockApi.api)).toEqual(['prod', 'db']);
  await expect(button(page, 'Remove key hera@olympus')).toBeVisible();
});

test('a secret that somebody else changed too is contested without being shown', async ({ page, mockApi }) => {
  await changeElsewhere(mockApi.url, 30_001, { pushbullet_token: 'sesame-old' });
  await openContainer(page);
  await page.getByText('Alarms go to Pushbullet').click();
  await page.getByLabel('Pushbullet token', { exact: true }).fill('sesame-mine');
  await changeElsewhere(mockApi.url, 30_001, { pushbullet_token: 'sesame-theirs' });
  mockApi.api.clearLog();
  await button(page, 'Save alarm channels').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: 'Theirs: set to something else' })).toBeVisible();
  expect(await page.content()).not.toContain('sesame');
  await dialog.getByRole('radio', { name: 'Mine: what you typed' }).check();
  await button(page, 'Save with these choices').click();
  await expect(told(page, 'Saved Pushbullet token of hydra')).toBeVisible();
  expect(inApi(mockApi.api)?.settings.pushbullet_token).toBe('sesame-mine');
});

test('room for a size that somebody else changed too is not taken from anybody', async ({ page, mockApi }) => {
  await page.clock.install();
  await declareTotals(page);
  await openContainer(page);
  await box(page, 'Memory').fill('61 GB');
  await expect(button(page, 'Take it from…')).not.toHaveAttribute('aria-disabled');
  await changeElsewhere(mockApi.url, 30_001, { memory: 9000 });
  await page.clock.fastForward(16_000);
  await expect(button(page, 'Take it from…')).toHaveAccessibleDescription(/Somebody else changed its memory meanwhile/);
  await expect(box(page, 'Memory')).toHaveValue('61 GB');
});
