/** A password and tokens that nobody else has, and all the places where they must never be found. */
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { bar, box, button, openContainer, told } from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';

const PASSWORD = 'sésame:open';
const TOKENS = { 'Pushbullet token': 'token-of-pushbullet', 'XMPP password': 'secret-of-jabber' };

/** As it is, and as it is spelt in a header, a URL, Base64 or JSON. */
const spellingsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64'),
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
];
const SPELLINGS = [PASSWORD, ...Object.values(TOKENS)].flatMap(spellingsOf);

const found = (where: string, text: string) =>
  SPELLINGS.filter((spelling) => text.includes(spelling)).map((spelling) => `${where}: ${spelling}`);

/** What goes out of the page by itself: the lines of the console, and every request but the one header it belongs in. */
function listen(context: BrowserContext): string[] {
  const finds: string[] = [];
  context.on('console', (message) => void finds.push(...found('console', message.text())));
  context.on('request', (request) => {
    const { 'x-uwsgi-it-password': _, ...headers } = request.headers();
    finds.push(...found('address', request.url()), ...found('header', JSON.stringify(headers)));
    if (!request.url().includes('/api/containers/')) finds.push(...found('body', request.postData() ?? ''));
  });
  return finds;
}

/** Everything that the page keeps and shows, but for the session of this tab and the fields that hide what is typed. */
async function expectNowhere(page: Page, finds: readonly string[], what: string) {
  const kept = await page.evaluate(async () => {
    const { session: _, ...tab } = { ...sessionStorage };
    const fields = [...document.querySelectorAll<HTMLInputElement>('input:not([type=password]), textarea, select')];
    const page = document.documentElement.cloneNode(true) as HTMLElement;
    for (const field of page.querySelectorAll('input[type=password]')) field.removeAttribute('value');
    const databases = await indexedDB.databases();
    return {
      'storage of the tab': JSON.stringify(tab),
      'storage of the browser': JSON.stringify({ ...localStorage }),
      cookies: document.cookie,
      databases: JSON.stringify(databases),
      caches: JSON.stringify(await caches.keys()),
      document: `${document.title} ${page.outerHTML}`,
      fields: fields.map(({ value }) => value).join('\n'),
      history: `${location.href} ${JSON.stringify(history.state)}`,
    };
  });
  const finding = Object.entries(kept).flatMap(([where, text]) => found(where, text));
  expect([...finding, ...finds], what).toEqual([]);
  expect([kept.databases, kept.caches, kept.cookies], what).toEqual(['[]', '[]', '']);
}

test('password and tokens are in their fields, the session of the tab and their header, and nowhere else', async ({
  page,
  context,
  mockApi,
}) => {
  test.setTimeout(60_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  mockApi.api.setPassword('kratos', PASSWORD);
  const finds = listen(context);
  const nowhere = (what: string) => expectNowhere(page, finds, what);
  const password = page.getByLabel('Password', { exact: true });

  await page.goto('./sign-in?returnTo=/servers');
  await page.getByRole('textbox', { name: 'API URL' }).fill(mockApi.url);
  await page.getByRole('textbox', { name: 'Username' }).fill('kratos');
  await password.fill(`${PASSWORD} wrong`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await nowhere('a refused sign-in');
  await password.fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('link', { name: '1.2.3.4' }).first()).toBeVisible();
  await nowhere('servers');

  await page.goto('./servers/1.2.3.4/port-mappings');
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Delete tcp 9000' })).toBeVisible();
  await nowhere('a deletion and its undo');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export port mappings' });
  for (const format of ['CSV', 'JSON', 'Shell script']) {
    await dialog.getByRole('radio', { name: format }).check();
    const started = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download' }).click();
    const path = await (await started).path();
    expect(found(format, await readFile(path, 'utf8'))).toEqual([]);
  }
  await nowhere('the exports');

  await openContainer(page);
  await box(page, 'Note').fill('nine heads');
  await page.getByText('No channel is set').click();
  for (const [label, token] of Object.entries(TOKENS)) await page.getByLabel(label, { exact: true }).fill(token);
  await nowhere('a draft with tokens');
  await bar(page).getByRole('button', { name: 'Copy as curl' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('curl -X POST');
  expect(found('clipboard', await page.evaluate(() => navigator.clipboard.readText()))).toEqual([]);
  await button(page, 'Save alarm channels').click();
  await expect(told(page, /^Saved .*Pushbullet token.* of hydra/)).toBeVisible();
  await nowhere('tokens that are saved');

  mockApi.api.setPassword('kratos', 'another');
  await page.goto('./containers');
  await expect(page.getByRole('dialog', { name: 'Enter your password again' })).toBeVisible();
  await password.fill(PASSWORD);
  await nowhere('a password that has expired');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await nowhere('after signing out');
  expect(await page.evaluate(() => sessionStorage.getItem('session'))).toBeNull();
  expect(found('log of the API', JSON.stringify(mockApi.api.log))).toEqual([]);
});
