import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { createButton, field, fillArgus, KEY, landed, openForm, posts } from './new-container-form.ts';

const leaving = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });
const notice = (page: Page) => page.getByText('Restored what you had typed.');
const passwordDialog = (page: Page) => page.getByRole('dialog', { name: 'Enter your password again' });

/** To the form as a person goes: what a load would end stays. */
async function openFormByLinks(page: Page) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  await page.getByRole('table', { name: 'Servers' }).getByRole('link', { name: '1.2.3.4' }).click();
  await page.getByRole('link', { name: 'New container' }).first().click();
  await expect(createButton(page)).toBeVisible();
}

async function expectEmptyForm(page: Page) {
  await expect(field(page, 'Name')).toHaveValue('');
  await expect(field(page, 'Memory')).toHaveValue('');
  await expect(notice(page)).toHaveCount(0);
}

async function signInAgain(page: Page, username: string, password: string) {
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await field(page, 'Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
}

/** The API takes this password from now on, and a read of the page that is open finds it out. */
async function lock(page: Page, api: { setPassword(username: string, password: string): void }) {
  api.setPassword('kratos', 'ares');
  await page.clock.fastForward(16_000);
  await expect(passwordDialog(page)).toBeVisible();
}

const stored = (page: Page) => page.evaluate(() => JSON.stringify({ ...sessionStorage }));

test('a reload asks first, and brings back what was typed and chosen', async ({ page, panel }) => {
  await panel.holdSession();
  await openForm(page);
  let questions = 0;
  page.on('dialog', (dialog) => {
    questions += 1;
    void dialog.accept();
  });
  await page.reload();
  await expect(createButton(page)).toBeVisible();
  expect(questions, 'nothing was typed yet').toBe(0);

  await fillArgus(page);
  await page.getByRole('combobox', { name: 'Distro' }).selectOption({ index: 2 });
  await page.getByRole('combobox', { name: 'Tags' }).fill('pro');
  await page.getByRole('option', { name: 'prod' }).click();
  await field(page, 'SSH keys').fill(KEY);
  await field(page, 'Note').fill('a hundred eyes');
  await page.reload();
  expect(questions).toBe(1);

  await expect(notice(page)).toBeVisible();
  await expect(field(page, 'Name')).toHaveValue('argus');
  await expect(field(page, 'Memory')).toHaveValue('8 GB');
  await expect(field(page, 'Storage')).toHaveValue('200 GB');
  await expect(page.getByRole('combobox', { name: 'Distro' })).toHaveValue('2');
  await expect(page.getByRole('button', { name: /prod/ })).toBeVisible();
  await expect(field(page, 'SSH keys')).toHaveValue(KEY);
  await expect(field(page, 'Note')).toHaveValue('a hundred eyes');

  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expectEmptyForm(page);
  await page.reload();
  await expect(createButton(page)).toBeVisible();
  expect(questions, 'nothing is unsaved any more').toBe(1);
  await expectEmptyForm(page);
});

test('leaving by a link or by Back asks: Stay keeps page and values, Discard and leave forgets them', async ({
  page,
  panel,
}) => {
  await panel.signIn();
  await openFormByLinks(page);
  await field(page, 'Name').fill('argus');
  const here = page.url();

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  await expect(leaving(page)).toHaveAccessibleDescription(/You have not saved what you typed for the new container\./);
  await expect(leaving(page).getByRole('button', { name: 'Stay' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(leaving(page)).toBeHidden();
  await expect(page).toHaveURL(here);

  await page.goBack();
  await expect(leaving(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(leaving(page)).toBeHidden();
  await expect(page).toHaveURL(here);
  await expect(field(page, 'Name')).toHaveValue('argus');

  await page.goBack();
  await leaving(page).getByRole('button', { name: 'Discard and leave' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '1.2.3.4' })).toBeVisible();
  await page.getByRole('link', { name: 'New container' }).first().click();
  await expect(createButton(page)).toBeVisible();
  await expectEmptyForm(page);
  expect(await stored(page)).not.toContain('argus');
});

test('another server takes along what was typed, and asks nothing', async ({ page, panel }) => {
  await panel.holdSession();
  await openForm(page);
  await field(page, 'Name').fill('argus');
  await page.getByRole('combobox', { name: 'Server' }).selectOption('5.6.7.8');
  await expect(page).toHaveURL(/5\.6\.7\.8\/containers\/new$/);
  await expect(field(page, 'Name')).toHaveValue('argus');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(field(page, 'Name')).toHaveValue('argus');
  await page.goto('./servers/1.2.3.4/containers/new');
  await expect(createButton(page)).toBeVisible();
  await expectEmptyForm(page);
});

test('the way to declare the totals and back loses nothing, and asks nothing', async ({ page, panel }) => {
  await panel.holdSession();
  await openForm(page);
  await field(page, 'Name').fill('argus');
  await page.getByRole('link', { name: 'Declare them' }).click();
  await expect(page.getByRole('button', { name: 'Save capacity' })).toBeVisible();
  await page.goBack();
  await expect(notice(page)).toBeVisible();
  await expect(field(page, 'Name')).toHaveValue('argus');
});

test('a creation that succeeds leaves no draft and asks nothing', async ({ page, panel }) => {
  await panel.holdSession();
  await openForm(page);
  await fillArgus(page);
  await createButton(page).click();
  await landed(page, 30_005);
  expect(await stored(page)).not.toContain('argus');
  await openForm(page);
  await expectEmptyForm(page);
});

test('a creation under way can be left; what an unresolved one asked for wins over the draft', async ({
  page,
  panel,
  mockApi,
}) => {
  await panel.signIn();
  await openFormByLinks(page);
  await fillArgus(page);
  mockApi.api.addFault({ kind: 'silence', method: 'POST', path: 'containers' });
  await createButton(page).click();
  await expect.poll(() => posts(mockApi.api.log).length).toBe(1);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Containers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Containers' })).toBeVisible();
  // The form itself may never be seen: what was asked for can be found before it is drawn.
  await page.goto('./servers/1.2.3.4/containers/new');
  await landed(page, 30_005);
  expect(await stored(page)).not.toContain('argus');
});

test('a draft survives the password dialog, and a sign-out from there until the same customer is back', async ({
  page,
  panel,
  mockApi,
}) => {
  await page.clock.install();
  await panel.signIn();
  await openFormByLinks(page);
  await fillArgus(page);
  await field(page, 'SSH keys').fill('-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA');
  await lock(page, mockApi.api);
  await page.goBack();
  await expect(leaving(page)).toBeVisible();
  await leaving(page).getByRole('button', { name: 'Stay' }).click();
  await passwordDialog(page).getByLabel('Password', { exact: true }).fill('ares');
  await passwordDialog(page).getByRole('button', { name: 'Continue' }).click();
  await expect(passwordDialog(page)).toBeHidden();
  await expect(field(page, 'Name')).toHaveValue('argus');

  mockApi.api.setPassword('kratos', 'deimos');
  await page.clock.fastForward(16_000);
  await passwordDialog(page).getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  const kept = await stored(page);
  for (const secret of ['ares', 'deimos', 'PRIVATE KEY', 'b3BlbnNzaC1rZXk']) expect(kept).not.toContain(secret);
  await signInAgain(page, 'kratos', 'deimos');
  await openFormByLinks(page);
  await expect(notice(page)).toBeVisible();
  await expect(field(page, 'Name')).toHaveValue('argus');
  await expect(field(page, 'SSH keys')).toHaveValue('');

  // Signing out on purpose asks, and keeps nothing.
  await page.getByRole('button', { name: 'Sign out' }).click();
  const question = page.getByRole('dialog', { name: 'Sign out without saving?' });
  await expect(question).toHaveAccessibleDescription(/You have not saved what you typed for the new container/);
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(field(page, 'Name')).toHaveValue('argus');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await question.getByRole('button', { name: 'Discard and sign out' }).click();
  await signInAgain(page, 'kratos', 'deimos');
  await openFormByLinks(page);
  await expectEmptyForm(page);
});

test('somebody else who signs in finds no draft, nor does the tab keep it', async ({ page, panel, mockApi }) => {
  await page.clock.install();
  await panel.signIn();
  await openFormByLinks(page);
  await fillArgus(page);
  await lock(page, mockApi.api);
  await passwordDialog(page).getByRole('button', { name: 'Sign out' }).click();
  await signInAgain(page, 'zeus', 'zeus');
  expect(await stored(page)).not.toContain('argus');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInAgain(page, 'kratos', 'ares');
  await openFormByLinks(page);
  await expectEmptyForm(page);
});

test('leaving a total that was typed and not saved asks; saved, it does not', async ({ page, panel }) => {
  await panel.holdSession();
  await page.goto('./servers/1.2.3.4/capacity');
  await field(page, 'Total memory').fill('64 GB');
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Containers' }).click();
  await expect(leaving(page)).toHaveAccessibleDescription(/the capacity of 1\.2\.3\.4/);
  await leaving(page).getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'Save capacity' }).click();
  await expect(page.getByText('Capacity of 1.2.3.4 saved')).toBeVisible();
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Containers' }).click();
  await expect(page.getByRole('table', { name: 'Containers' })).toBeVisible();
});
