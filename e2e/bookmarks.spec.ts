import { expect, test } from './fixtures.ts';

test('a filter that looks like a number is kept at every key, in the URL, and over a reload', async ({
  page,
  panel,
}) => {
  await panel.signIn();
  const filter = page.getByRole('searchbox', { name: 'Filter servers' });
  await filter.pressSequentially('5.6.7.8');
  await expect(filter).toHaveValue('5.6.7.8');
  await expect(page.getByRole('table', { name: 'Servers' }).getByRole('link', { name: '1.2.3.4' })).toHaveCount(0);
  await expect(page).toHaveURL(/\?filter=5\.6\.7\.8$/);
  await page.reload();
  await expect(filter).toHaveValue('5.6.7.8');

  await page.goto('./containers?filter=30001&sort=-memory');
  await expect(page.getByRole('searchbox', { name: 'Filter containers' })).toHaveValue('30001');
  await expect(page).toHaveURL(/containers\?filter=30001&sort=-memory$/);
});

test('a bookmark leads through sign-in to what it names, number or not', async ({ page, mockApi }) => {
  await page.goto('./servers?filter=1.2&sort=-address');
  await page.getByRole('textbox', { name: 'API URL' }).fill(mockApi.url);
  await page.getByRole('textbox', { name: 'Username' }).fill('kratos');
  await page.getByLabel('Password', { exact: true }).fill('deimos');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/servers\?filter=1\.2&sort=-address$/);
  await expect(page.getByRole('searchbox', { name: 'Filter servers' })).toHaveValue('1.2');
});
