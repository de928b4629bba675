/** Two tabs of one browser: what one does to the other, what it tells it, and what it leaves alone. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const connection = (page: Page) => page.getByRole('status', { name: 'Connection' });
const signInPage = (page: Page) => page.getByRole('heading', { level: 1, name: 'Sign in' });
const SIGNED_OUT = 'You signed out in another tab.';

/** A tab of its own, signed in to the mock, on that page, which listens to the other tabs by then. */
async function openTab(page: Page, apiUrl: string, path: string, username = 'kratos', password = 'deimos') {
  await page.goto('./favicon.svg');
  const session = JSON.stringify({ apiUrl, username, password });
  await page.evaluate((kept) => sessionStorage.setItem('session', kept), session);
  await page.goto(`./${path}`);
  await expect(connection(page)).toBeAttached();
}

async function signInAgain(page: Page, apiUrl: string) {
  await page.getByRole('textbox', { name: 'API URL' }).fill(apiUrl);
  await page.getByRole('textbox', { name: 'Username' }).fill('kratos');
  await page.getByLabel('Password', { exact: true }).fill('deimos');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** All that is said on the channel from now on, as text. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.goto('./favicon.svg');
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new BroadcastChannel('tabs').onmessage = ({ data }) => heard.push(JSON.stringify(data));
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

test('signing out in one tab signs out the others of this customer, which keep what was typed; nobody else', async ({
  page,
  context,
  mockApi,
}) => {
  const [typing, zeus] = [await context.newPage(), await context.newPage()];
  await openTab(page, mockApi.url, 'containers');
  await openTab(typing, mockApi.url, 'servers/1.2.3.4/containers/new');
  await openTab(zeus, mockApi.url, 'servers', 'zeus', 'zeus');
  await typing.getByRole('textbox', { name: 'Name' }).fill('argus');
  await typing.getByRole('textbox', { name: 'Memory' }).fill('1 GB');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(signInPage(page)).toBeVisible();
  await expect(page.getByText(SIGNED_OUT)).toHaveCount(0);
  await expect(signInPage(typing)).toBeVisible();
  await expect(typing.getByText(SIGNED_OUT)).toBeVisible();
  expect(await typing.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('deimos');
  await expect(zeus.getByRole('link', { name: '8.8.4.4' }).first()).toBeVisible();
  await zeus.reload();
  await expect(zeus.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();

  await signInAgain(typing, mockApi.url);
  await expect(typing.getByRole('textbox', { name: 'Name' })).toHaveValue('argus');
  await expect(typing.getByRole('textbox', { name: 'Memory' })).toHaveValue('1 GB');
  // Signed out once is not signed out for good.
  await typing.reload();
  await expect(typing.getByRole('textbox', { name: 'Name' })).toHaveValue('argus');
});

test('a tab with a creation under way is signed out too, and looks for it after the next sign-in', async ({
  page,
  context,
  mockApi,
}) => {
  const creating = await context.newPage();
  await openTab(page, mockApi.url, 'containers');
  await openTab(creating, mockApi.url, 'servers/1.2.3.4/containers/new');
  await creating.getByRole('textbox', { name: 'Name' }).fill('argus');
  await creating.getByRole('textbox', { name: 'Memory' }).fill('1 GB');
  await creating.getByRole('textbox', { name: 'Storage' }).fill('20 GB');
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: 'containers' });
  await creating.getByRole('button', { name: 'Create container' }).click();
  await expect.poll(() => mockApi.api.log.filter(({ method }) => method === 'POST').length).toBe(1);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(signInPage(creating)).toBeVisible();
  mockApi.api.release();
  await signInAgain(creating, mockApi.url);
  // The page looks for it by itself, and sends nothing.
  await expect(creating.getByText('argus').first()).toBeVisible();
  await expect.poll(() => mockApi.api.containers().filter(({ name }) => name === 'argus').length).toBe(1);
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a tab that the browser had put away is signed out when it comes back', async ({ page, context, mockApi }) => {
  const away = await context.newPage();
  await openTab(page, mockApi.url, 'containers');
  await openTab(away, mockApi.url, 'containers');
  // Its storage stays, and nothing of it hears anything.
  await away.goto('./favicon.svg');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(signInPage(page)).toBeVisible();
  await away.goto('./containers');
  await expect(signInPage(away)).toBeVisible();
  await expect(away.getByText(SIGNED_OUT)).toBeVisible();
  expect(await away.evaluate(() => sessionStorage.length)).toBe(0);
});

test('what is changed in one tab is read again in the others, of this customer alone, and the channel tells nothing else', async ({
  page,
  context,
  mockApi,
}) => {
  const [other, hidden, zeus] = [await context.newPage(), await context.newPage(), await context.newPage()];
  const heard = await listen(await context.newPage());
  for (const tab of [page, other, hidden]) await openTab(tab, mockApi.url, 'servers/1.2.3.4/port-mappings');
  await openTab(zeus, mockApi.url, 'servers', 'zeus', 'zeus');
  await hidden.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  });
  const asked: Record<string, string[]> = { hidden: [], zeus: [] };
  hidden.on('request', (request) => asked.hidden?.push(request.url()));
  zeus.on('request', (request) => asked.zeus?.push(request.url()));

  await page.getByRole('textbox', { name: 'Public port' }).fill('9100');
  await page.getByRole('combobox', { name: 'Container' }).selectOption('30002');
  await page.getByRole('textbox', { name: 'Private port' }).fill('9101');
  await page.getByRole('button', { name: 'Add mapping' }).click();
  // Sooner than the next refresh of its own, which is 15 s away.
  await expect(other.getByRole('button', { name: 'Delete tcp 9100' })).toBeVisible({ timeout: 8_000 });
  expect(asked).toEqual({ hidden: [], zeus: [] });
  await hidden.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  await expect(hidden.getByRole('button', { name: 'Delete tcp 9100' })).toBeVisible();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(signInPage(other)).toBeVisible();
  const said = (await heard()).map((text) => JSON.parse(text));
  expect(said).toEqual([
    { owner: expect.any(Number), kind: 'changed', keys: [['port-mappings', '1.2.3.4']] },
    { owner: expect.any(Number), kind: 'signed-out' },
  ]);
});

test('a list of servers counts what another tab added, and a container shows what another tab saved', async ({
  page,
  context,
  mockApi,
}) => {
  const [servers, container] = [await context.newPage(), await context.newPage()];
  await openTab(page, mockApi.url, 'containers/30001');
  await openTab(servers, mockApi.url, 'servers');
  await openTab(container, mockApi.url, 'containers/30001');
  await expect(container.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue('');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('lerna');
  await page.getByRole('button', { name: 'Save details' }).click();
  await expect(container.getByRole('heading', { level: 1, name: 'lerna' })).toBeVisible({ timeout: 8_000 });
  await page.goto('./servers/1.2.3.4/port-mappings');
  await expect(connection(page)).toBeAttached();
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await expect(
    servers
      .getByRole('row', { name: /1\.2\.3\.4/ })
      .getByRole('cell')
      .last(),
  ).toHaveText(/^1$/, {
    timeout: 8_000,
  });
});

test('theme and declared capacity of one tab are shown in the other', async ({ page, context, mockApi }) => {
  const other = await context.newPage();
  await openTab(page, mockApi.url, 'servers/1.2.3.4/capacity');
  await openTab(other, mockApi.url, 'servers/1.2.3.4/capacity');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(other.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('radio', { name: 'System' }).check({ force: true });
  await expect(other.locator('html')).not.toHaveAttribute('data-theme');
  await page.getByRole('textbox', { name: 'Total memory' }).fill('64 GB');
  await page.getByRole('textbox', { name: 'Total storage' }).fill('2 TB');
  await page.getByRole('button', { name: 'Save capacity' }).click();
  await expect(other.getByRole('meter', { name: 'Memory' })).toHaveAttribute('aria-valuemax', '64000');
});

test('what others of this origin say on the channel does nothing', async ({ page, context, mockApi }) => {
  await openTab(page, mockApi.url, 'containers');
  const hostile = await context.newPage();
  await hostile.goto('./favicon.svg');
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await hostile.evaluate(() => {
    const channel = new BroadcastChannel('tabs');
    for (const owner of [undefined, 0, 'kratos', { apiUrl: '', username: 'kratos' }]) {
      for (const kind of ['signed-out', 'changed']) channel.postMessage({ owner, kind, keys: [['containers']] });
    }
    for (const noMessage of [null, 7, 'signed-out', [], { kind: 'signed-out' }, new Map()])
      channel.postMessage(noMessage);
  });
  await hostile.close();
  await page.getByRole('link', { name: 'Tags' }).click();
  await expect(page.getByRole('table', { name: 'Tags' })).toBeVisible();
  expect(asked.filter((url) => /api\/(containers|me)$/.test(url))).toEqual([]);
});

for (const missing of ['BroadcastChannel', 'localStorage']) {
  test(`a browser without ${missing} works as before`, async ({ page, mockApi }) => {
    await page.addInitScript((name) => {
      Object.defineProperty(window, name, {
        get: () => {
          if (name === 'BroadcastChannel') return undefined;
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }, missing);
    await openTab(page, mockApi.url, 'servers/1.2.3.4/port-mappings');
    await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
    await expect(page.getByRole('status', { name: 'Notifications' })).toContainText('Deleted tcp 9000');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(signInPage(page)).toBeVisible();
  });
}
