/** From another origin, with real preflights: what the browser would refuse shows here (api.md §1). */
import { expect, expectRowGone, expectRowVisible, test } from './fixtures.ts';

test('sign in, list, create, map and delete from another origin', async ({ page, panel, mockApi }) => {
  await panel.signIn();
  expect(new URL(mockApi.url).origin).not.toBe(new URL(page.url()).origin);
  await expectRowVisible(page.getByRole('table', { name: 'Servers' }), { Address: /^1\.2\.3\.4/, Containers: '2' });

  await page.getByRole('link', { name: '1.2.3.4' }).first().click();
  await page.getByRole('link', { name: 'New container' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('argus');
  await page.getByRole('textbox', { name: 'Memory' }).fill('1 GB');
  await page.getByRole('textbox', { name: 'Storage' }).fill('20 GB');
  await page.getByRole('button', { name: 'Create container' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'argus' })).toBeVisible();
  await expect(page).toHaveURL(/\/containers\/30005$/);

  await page.goto('./servers/1.2.3.4/port-mappings');
  const table = page.getByRole('table', { name: 'Port mappings' });
  await expectRowVisible(table, { 'Public port': '9000', Container: /hydra/ });
  await page.getByRole('textbox', { name: 'Public port' }).fill('9100');
  await page.getByRole('combobox', { name: 'Container' }).selectOption({ label: 'argus 30005' });
  await page.getByRole('textbox', { name: 'Private port' }).fill('9100');
  await page.getByRole('button', { name: 'Add mapping' }).click();
  await expectRowVisible(table, { 'Public port': '9100', Protocol: 'TCP', 'Private address': '10.0.0.7:9100' });

  await page.getByRole('button', { name: 'Delete tcp 9100' }).click();
  await expectRowGone(table, { 'Public port': '9100' });
  await expect.poll(() => mockApi.api.portMappings('1.2.3.4')).toHaveLength(2);

  const preflights = mockApi.api.log.filter((entry) => entry.method === 'OPTIONS');
  expect(preflights.length).toBeGreaterThan(0);
});

test('a password with a colon and non-ASCII letters signs in', async ({ page, panel }) => {
  await panel.signIn({ username: 'noserver', password: 'no:pässword' });
  await expect(page.getByRole('heading', { name: 'No dedicated servers' })).toBeVisible();
});

test('no cookie is kept and no credential reaches a URL or localStorage', async ({ page, panel, context }) => {
  await panel.signIn();
  expect(await context.cookies()).toEqual([]);
  expect(page.url()).not.toContain('deimos');
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain('deimos');
  expect(kept).not.toContain('6465696d6f73');
});
