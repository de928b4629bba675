/** Signing out while a change is under way: it asks, and what was not sent by then never is. */
import { expect, test } from './fixtures.ts';

test('a bulk run is asked about, and ends for good, also when the same customer signs in again', async ({
  page,
  panel,
  mockApi,
}) => {
  await panel.signIn();
  await page.goto('./containers');
  for (const name of ['hydra', 'medusa']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  mockApi.api.addFault({ kind: 'latency', method: 'POST', path: 'containers/30001', afterMs: 3000 });
  await page.getByRole('button', { name: 'Reboot' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reboot 2 containers' }).click();
  const posts = () => mockApi.api.log.filter(({ method }) => method === 'POST').map(({ path }) => path);
  const question = page.getByRole('dialog', { name: 'A change is still under way' });

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toBeHidden();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Search/ }).fill('sign out');
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Sign out anyway' }).click();
  await panel.signIn();
  await expect.poll(posts, { timeout: 10_000 }).toEqual(['containers/30001']);
  await expect
    .poll(() => mockApi.api.log.find(({ method }) => method === 'POST')?.status, { timeout: 10_000 })
    .toBe(200);
  await expect(page.getByRole('status', { name: 'Notifications' })).toBeEmpty();
  expect(posts()).toEqual(['containers/30001']);
});
