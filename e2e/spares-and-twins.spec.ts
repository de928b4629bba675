/** More containers than one asked for, spares, and outcomes that arrive when the person is elsewhere. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { called, createButton, field, fillArgus, landed, meter, openForm, posts } from './new-container-form.ts';

test.beforeEach(({ panel }) => panel.holdSession());

test('somebody else creates the same at the same moment: both are shown, and both can be kept', async ({
  page,
  mockApi,
}) => {
  const { api } = mockApi;
  await openForm(page);
  await fillArgus(page);
  await field(page, 'Note').fill('hundred eyes');
  // The one of the panel exists, its answer never comes: the other one is there before the panel looks.
  api.addFault({ kind: 'silence', method: 'POST', path: 'containers' });
  await page.clock.install();
  await createButton(page).click();
  await expect(page.getByRole('status').filter({ hasText: 'Creating argus…' })).toBeVisible();
  await expect.poll(() => called(api, 'argus')).toHaveLength(1);
  api.addContainer({ server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 });
  await page.clock.fastForward(25_000);
  await expect(page.getByRole('alert').getByText('2 containers match what you asked for')).toBeVisible();
  await expect(page.getByRole('link', { name: 'argus (30005)' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'argus (30006)' })).toBeVisible();
  await page.getByRole('button', { name: 'Keep both' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(createButton(page)).toBeFocused();
  await expect(page.getByText('None was set up.')).toBeVisible();
  await page.getByRole('button', { name: 'Open 30005' }).click();
  await landed(page, 30_005);
  await expect(page.getByRole('alert')).toContainText('note “hundred eyes”');
  expect(api.log.filter((entry) => entry.method === 'POST')).toHaveLength(1);
});

test('uses a spare instead: one change of it, and no creation', async ({ page, mockApi }) => {
  const { uid } = mockApi.api.addContainer({ server: '1.2.3.4', name: 'spare', memory: 1, storage: 1 });
  await openForm(page);
  await page.getByRole('button', { name: `Use the spare ${uid} instead` }).click();
  await fillArgus(page);
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuenow', '20000');
  await page.getByRole('button', { name: `Use spare ${uid}` }).click();
  await landed(page, uid);
  expect(posts(mockApi.api.log)).toEqual([]);
  expect(posts(mockApi.api.log, `containers/${uid}`)).toMatchObject([
    { body: { name: 'argus', memory: 8000, storage: 200_000 } },
  ]);
});

test('a spare that somebody has taken meanwhile is left alone', async ({ page, mockApi: { api } }) => {
  const spare = api.addContainer({ server: '1.2.3.4', name: 'spare', memory: 1, storage: 1 });
  await openForm(page);
  await page.getByRole('button', { name: `Use the spare ${spare.uid} instead` }).click();
  await fillArgus(page);
  spare.name = 'shop';
  await page.getByRole('button', { name: `Use spare ${spare.uid}` }).click();
  await expect(page.getByRole('alert')).toContainText(
    'is no spare any more: somebody uses it as shop. Nothing was sent.',
  );
  await expect(createButton(page)).toBeVisible();
  expect(api.log.filter((entry) => entry.method === 'POST')).toEqual([]);
});

test('a spare that is used while the person is elsewhere is told of there', async ({ page, mockApi: { api } }) => {
  const { uid } = api.addContainer({ server: '1.2.3.4', name: 'spare', memory: 1, storage: 1 });
  await openForm(page);
  await page.getByRole('button', { name: `Use the spare ${uid} instead` }).click();
  await fillArgus(page);
  api.addFault({ kind: 'silence', method: 'POST', path: `containers/${uid}` });
  await page.clock.install();
  await page.getByRole('button', { name: `Use spare ${uid}` }).click();
  await expect.poll(() => called(api, 'argus')).toHaveLength(1);
  await leaveForServers(page);
  await page.clock.fastForward(25_000);
  await expect(page.getByText(`argus uses the spare ${uid} now`)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
});

test('twins that are decided while the person is elsewhere are told of there', async ({ page, mockApi: { api } }) => {
  await openForm(page);
  await fillArgus(page);
  api.addFault({ kind: 'cut-after', method: 'POST', path: 'containers' });
  await createButton(page).click();
  const keep = page.getByRole('button', { name: 'Keep 30005, make 30006 a spare' });
  await expect(keep).toBeVisible();
  api.addFault({ kind: 'silence', method: 'POST', path: 'containers/30006' });
  await page.clock.install();
  await keep.click();
  await expect.poll(() => called(api, 'spare')).toHaveLength(1);
  await leaveForServers(page);
  await page.clock.fastForward(25_000);
  await expect(page.getByText('Kept argus (30005)')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
});

test('a kept change that is done while the person is elsewhere is told of there', async ({
  page,
  mockApi: { api },
}) => {
  api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30005' });
  await openForm(page);
  await fillArgus(page);
  await field(page, 'Note').fill('hundred eyes');
  await createButton(page).click();
  await landed(page, 30_005);
  api.addFault({ kind: 'silence', method: 'POST', path: 'containers/30005' });
  await page.clock.install();
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => posts(api.log, 'containers/30005').length).toBe(2);
  await leaveForServers(page);
  await page.clock.fastForward(25_000);
  await expect(page.getByText('argus is set up')).toBeVisible();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await landed(page, 30_005);
  await expect(page.getByRole('alert').filter({ hasText: 'Not set yet' })).toBeHidden();
});

test('nothing of a creation is told to the next user', async ({ page, panel, mockApi: { api } }) => {
  await openForm(page);
  await fillArgus(page);
  await field(page, 'Note').fill('hundred eyes');
  api.addFault({ kind: 'silence', method: 'POST', path: 'containers' });
  await page.clock.install();
  await createButton(page).click();
  await expect.poll(() => called(api, 'argus')).toHaveLength(1);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out anyway' }).click();
  await panel.signIn({ username: 'zeus', password: 'zeus' });
  await page.clock.fastForward(25_000);
  await openForm(page, '8.8.4.4');
  await expect(page.getByText(/argus/)).toBeHidden();
  await expect(field(page, 'Name')).toHaveValue('');
  expect(api.log.filter((entry) => entry.method === 'POST')).toHaveLength(1);
});

async function leaveForServers(page: Page) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
}

test('an outcome that arrives elsewhere is told there, with a way to it', async ({ page, mockApi: { api } }) => {
  api.addFault({ kind: 'silence', method: 'POST', path: 'containers' });
  await openForm(page);
  await fillArgus(page);
  await page.clock.install();
  await createButton(page).click();
  await expect.poll(() => called(api, 'argus')).toHaveLength(1);
  await leaveForServers(page);
  await page.clock.fastForward(25_000);
  await expect(page.getByText('Created argus (30005)')).toBeVisible();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await landed(page, 30_005);
});
