/** Without an answer: what is said, what is asked meanwhile, what is sent, and how it ends. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { passTimeUntil } from './page-time.ts';

const connection = (page: Page) => page.getByRole('status', { name: 'Connection' });
const hydra = (page: Page) => page.getByRole('link', { name: 'hydra' }).first();

/** Opens the containers, and waits until what watches the connection is loaded. */
async function openContainers(page: Page) {
  await page.goto('./containers');
  await expect(hydra(page)).toBeVisible();
  await expect(connection(page)).toBeAttached();
}

/** What the page asks of the API from now on, as `GET me`; also what never gets out. */
function requestsOf(page: Page, apiUrl: string) {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(apiUrl))
      requests.push(`${request.method()} ${request.url().slice(apiUrl.length + 1)}`);
  });
  return requests;
}

/** As when the person looks at another tab, or back. */
const look = (page: Page, visibilityState: 'hidden' | 'visible') =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, visibilityState);

test('a browser without network says so on every page, sends nothing, and goes on by itself', async ({
  page,
  panel,
  context,
  mockApi,
}) => {
  await panel.signIn();
  await page.goto('./containers');
  await expect(hydra(page)).toBeVisible();
  // Without a load in between: what a page needs of the panel itself is there then.
  await page.getByRole('link', { name: 'Ports', exact: true }).click();
  await page.getByRole('link', { name: '1.2.3.4' }).first().click();
  await page.getByRole('link', { name: 'Port mappings' }).click();
  await expect(page.getByRole('button', { name: 'Delete tcp 9000' })).toBeVisible();
  await expect(connection(page)).toBeAttached();
  await page.getByRole('searchbox', { name: 'Filter port mappings' }).focus();
  const before = await page.getByRole('searchbox', { name: 'Filter port mappings' }).boundingBox();

  await context.setOffline(true);
  await expect(connection(page)).toContainText(
    /This browser has been offline since \d\d:\d\d\. What is shown may be old\./,
  );
  await expect(connection(page)).toContainText('Nothing is sent now, nor by itself later');
  await expect(page.getByRole('searchbox', { name: 'Filter port mappings' })).toBeFocused();
  expect(await page.getByRole('searchbox', { name: 'Filter port mappings' }).boundingBox()).toEqual(before);
  await page.getByRole('link', { name: 'Containers', exact: true }).first().click();
  await expect(hydra(page)).toBeVisible();
  await expect(connection(page)).toContainText('offline since');
  await page.goBack();

  mockApi.api.clearLog();
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing was changed.');
  await expect(page.getByRole('button', { name: 'Delete tcp 9000' })).toBeVisible();

  await context.setOffline(false);
  await expect(connection(page)).toBeEmpty();
  await expect(page.getByText('The API answers again. What is shown is read again.')).toBeAttached();
  await expect.poll(() => mockApi.api.log.some(({ path }) => path === 'portmappings/1.2.3.4')).toBe(true);
  expect(mockApi.api.log.filter(({ method }) => method === 'DELETE' || method === 'POST')).toEqual([]);
});

test('an API that does not answer is told once it is more than one lost read, and asked seldom until it does', async ({
  page,
  panel,
  mockApi,
}) => {
  await page.clock.install();
  await panel.signIn();
  await openContainers(page);
  // The browser itself repeats a read whose connection died (api.md §1).
  mockApi.api.addFault({ kind: 'cut-before', method: 'GET', path: 'containers', times: 2 });
  await page.clock.fastForward(16_000);
  await expect.poll(() => mockApi.api.log.filter(({ fault }) => fault === 'cut-before').length).toBeGreaterThan(0);
  await page.clock.runFor(5_000);
  await expect.poll(() => mockApi.api.log.at(-1)?.status).toBe(200);
  await expect(connection(page)).toBeEmpty();

  mockApi.api.clearFaults();
  mockApi.api.addFault({ kind: 'cut-before', method: 'GET', times: 100_000 });
  await page.clock.fastForward(16_000);
  await expect(async () => {
    await page.clock.runFor(1_000);
    await expect(connection(page)).toContainText(/127\.0\.0\.1:\d+ has given no answer since \d\d:\d\d\./, {
      timeout: 200,
    });
  }).toPass();
  await expect(connection(page)).toContainText('Nothing is sent by itself: a change that you ask for is tried once');
  const requests = requestsOf(page, mockApi.url);
  for (let minute = 0; minute < 10; minute += 1) await page.clock.runFor(60_000);
  expect(new Set(requests)).toEqual(new Set(['GET me']));
  expect(requests.length).toBeGreaterThan(8);
  expect(requests.length).toBeLessThan(25);

  const asked = requests.length;
  const tryAgain = page.getByRole('button', { name: 'Try again' }).last();
  await tryAgain.click();
  await expect.poll(() => requests.length).toBe(asked + 1);
  await expect(tryAgain).toBeEnabled();
  mockApi.api.clearFaults();
  mockApi.api.addContainer({ server: '1.2.3.4', name: 'argus', memory: 1000, storage: 1000 });
  await tryAgain.click();
  await expect(connection(page)).toBeEmpty();
  await expect(page.getByRole('link', { name: 'argus' })).toBeVisible();
  expect(requests.filter((request) => request === 'GET containers')).toHaveLength(1);
});

test('an API that stays silent is told after two reads have timed out, and found when the person looks again', async ({
  page,
  panel,
  mockApi,
}) => {
  await page.clock.install();
  await panel.signIn();
  await openContainers(page);
  mockApi.api.addFault({ kind: 'silence', method: 'GET', times: 1000 });
  await page.clock.fastForward(16_000);
  await page.clock.runFor(15_000);
  await expect(connection(page)).toBeEmpty();
  await expect(async () => {
    await page.clock.runFor(5_000);
    await expect(connection(page)).toContainText('has given no answer since', { timeout: 200 });
  }).toPass();
  mockApi.api.clearFaults();
  await look(page, 'hidden');
  await look(page, 'visible');
  await expect(async () => {
    await page.clock.runFor(5_000);
    await expect(connection(page)).toBeEmpty({ timeout: 200 });
  }).toPass();
});

test('a browser that believes it is offline is not believed while the API answers', async ({
  page,
  panel,
  mockApi,
}) => {
  await panel.signIn();
  await openContainers(page);
  mockApi.api.clearLog();
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    dispatchEvent(new Event('offline'));
  });
  await expect.poll(() => mockApi.api.log.some(({ path, status }) => path === 'me' && status === 200)).toBe(true);
  await page.getByRole('link', { name: 'Tags' }).click();
  await expect(page.getByRole('table', { name: 'Tags' })).toBeVisible();
  await expect(connection(page)).toBeEmpty();
});

for (const path of ['containers', 'servers', 'servers/1.2.3.4/port-mappings', 'port-mappings', 'containers/30001']) {
  test(`/${path} in a tab that nobody looks at asks nothing, and once when somebody does`, async ({
    page,
    panel,
    mockApi,
  }) => {
    await page.clock.install();
    await panel.holdSession();
    await page.goto(`./${path}`);
    await expect(connection(page)).toBeAttached();
    await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
    await page.clock.runFor(1_000);
    await look(page, 'hidden');
    await page.waitForLoadState('networkidle');
    const requests = requestsOf(page, mockApi.url);
    await page.clock.runFor(60_000);
    expect(requests).toEqual([]);
    await look(page, 'visible');
    await look(page, 'hidden');
    await look(page, 'visible');
    await expect.poll(() => requests.length).toBeGreaterThan(0);
    await page.waitForLoadState('networkidle');
    expect(requests.length, 'each is read once').toBe(new Set(requests).size);
  });
}

test('a clock that is set back neither stops the reading nor makes an age negative', async ({
  page,
  panel,
  mockApi,
}) => {
  await page.clock.install({ time: new Date('2026-11-28T12:00:00Z') });
  await panel.signIn();
  await openContainers(page);
  await page.clock.setSystemTime(new Date('2026-11-27T12:00:00Z'));
  mockApi.api.clearLog();
  const isRead = async () => expect(mockApi.api.log.map(({ path }) => path)).toContain('containers');
  await passTimeUntil(page, isRead, 30_000);
  await expect(page.getByText(/^updated (just now|\d+ s ago)$/)).toBeVisible();
});
