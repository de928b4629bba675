import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { MockApi } from '../src/mock-api/application.ts';
import type { Fault } from '../src/mock-api/faults.ts';
import { expect, test } from './fixtures.ts';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const meter = (page: Page, name: string) => page.getByRole('meter', { name, exact: true });
const createButton = (page: Page) => page.getByRole('button', { name: 'Create container' });
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xw zeus@olympus';

async function openForm(page: Page, address = '1.2.3.4') {
  await page.goto(`./servers/${address}/containers/new`);
  await expect(createButton(page)).toBeVisible();
}

async function declareTotals(page: Page, memory = '64000', storage = '2000000') {
  await page.goto('./servers/1.2.3.4/capacity');
  await page.getByLabel('Total memory', { exact: true }).fill(memory);
  await page.getByLabel('Total storage', { exact: true }).fill(storage);
  await page.getByRole('button', { name: 'Save capacity' }).click();
  await expect(page.getByText(/declared in this browser on/).first()).toBeVisible();
}

async function fillArgus(page: Page) {
  await field(page, 'Name').fill('argus');
  await field(page, 'Memory').fill('8 GB');
  await field(page, 'Storage').fill('200 GB');
}

async function landed(page: Page, uid: number, name = 'argus') {
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/containers/${uid}$`));
}

test.beforeEach(({ panel }) => panel.holdSession());

function posts(log: readonly { method: string; path: string; body: unknown }[], path = 'containers') {
  return log.filter((entry) => entry.method === 'POST' && entry.path === path);
}

/** Longer than any test. */
const NEVER = 600_000;

const called = (api: MockApi, name: string) => api.containers().filter((container) => container.name === name);

test('creates a container with one request and lands on its page', async ({ page, mockApi }) => {
  await openForm(page);
  await fillArgus(page);
  await expect(page.getByText('Hostname argus')).toBeVisible();
  await createButton(page).click();
  await landed(page, 30_005);
  expect(posts(mockApi.api.log)).toMatchObject([
    { body: { server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 } },
  ]);
});

test('starts it right away with one more request', async ({ page, mockApi }) => {
  await openForm(page);
  await fillArgus(page);
  const start = page.getByRole('group', { name: 'Start it right away' });
  await start.getByRole('combobox', { name: 'Distro' }).selectOption('Xenial64');
  await start.getByRole('textbox', { name: 'SSH keys' }).fill(KEY);
  await start.getByRole('textbox', { name: 'Note' }).fill('hundred eyes');
  await start.getByRole('combobox', { name: 'Tags' }).fill('eu');
  await page.getByRole('option', { name: 'Create the tag eu' }).click();
  await expect(start.getByRole('button', { name: 'Remove eu' })).toBeVisible();
  await createButton(page).click();
  await landed(page, 30_005);
  expect(posts(mockApi.api.log, 'containers/30005')).toMatchObject([
    { body: { distro: 2, ssh_keys: [KEY], tags: ['eu'], note: 'hundred eyes' } },
  ]);
});

test('a tag whose answer was lost and whose repetition was refused counts as created', async ({ page, mockApi }) => {
  await openForm(page);
  mockApi.api.addFault({ kind: 'cut-after', method: 'POST', path: 'tags' });
  await page.getByRole('combobox', { name: 'Tags' }).fill('eu');
  await page.getByRole('option', { name: 'Create the tag eu' }).click();
  await expect(page.getByRole('button', { name: 'Remove eu' })).toBeVisible();
  expect(mockApi.api.tags().filter((tag) => tag.name === 'eu')).toHaveLength(1);
  expect(posts(mockApi.api.log, 'tags').map((entry) => entry.body)).toEqual([{ name: 'eu' }, { name: 'eu' }]);
});

test('what could not be set on the new container is kept, and its page opens', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30005' });
  await openForm(page);
  await fillArgus(page);
  await field(page, 'Note').fill('hundred eyes');
  await createButton(page).click();
  await landed(page, 30_005);
  expect(posts(mockApi.api.log)).toHaveLength(1);
  await expect(page.getByRole('alert')).toContainText('note “hundred eyes”');
  await page.reload();
  await expect(page.getByRole('alert'), 'kept over a reload').toContainText('note “hundred eyes”');
});

test('the gauges follow each key, and overselling is refused before anything is sent', async ({ page, mockApi }) => {
  await declareTotals(page);
  await openForm(page);
  await expect(page.getByText(/Totals declared by you on \d+ \w+ \d{4}/)).toBeVisible();
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuenow', '12000');
  await field(page, 'Memory').pressSequentially('1000');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuenow', '13000');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuemax', '64000');
  await expect(meter(page, 'Memory')).toHaveAttribute(
    'aria-valuetext',
    '13,000 of 64,000 MB allocated after this, 51,000 MB left',
  );
  await field(page, 'Memory').pressSequentially('00');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuetext', /48,000 MB over/);
  await expect(field(page, 'Memory')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText(/48,000 MB over/), 'said once, by the meter').toHaveCount(1);
  await expect(field(page, 'Memory')).toHaveAccessibleDescription(/Only 52,000 MB of memory is free on this server/);
  await field(page, 'Name').fill('argus');
  await field(page, 'Storage').fill('3 TB');
  await createButton(page).click();
  await expect(field(page, 'Storage')).toHaveAccessibleDescription(/Only 1,700,000 MB of storage is free/);
  await expect(field(page, 'Memory')).toBeFocused();
  expect(posts(mockApi.api.log)).toEqual([]);

  await page.getByRole('group', { name: 'Suggestions for memory' }).getByRole('button', { name: /^All/ }).click();
  await expect(field(page, 'Memory')).toHaveValue('52 GB');
  await expect(field(page, 'Memory')).not.toHaveAttribute('aria-invalid');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuetext', /0 MB left$/);
});

test('an unknown total is said, not guessed, and a change of server keeps what was typed', async ({ page }) => {
  await openForm(page);
  await fillArgus(page);
  await page.getByRole('combobox', { name: 'Server' }).selectOption('5.6.7.8');
  await expect(page).toHaveURL(/\/servers\/5\.6\.7\.8\/containers\/new$/);
  await expect(field(page, 'Name')).toHaveValue('argus');
  await expect(field(page, 'Storage')).toHaveValue('200 GB');
  await expect(meter(page, 'Memory')).toHaveAttribute(
    'aria-valuetext',
    '10,000 MB allocated after this, total unknown',
  );
  await expect(page.getByText('Totals unknown.')).toBeVisible();
  await page.getByRole('link', { name: 'Declare them' }).click();
  await expect(page).toHaveURL(/\/servers\/5\.6\.7\.8\/capacity$/);
});

test('sizes are read as people write them', async ({ page }) => {
  await openForm(page);
  for (const [typed, read] of [
    ['1000', '1,000 MB'],
    ['1000 MB', '1,000 MB'],
    [' 1 GB ', '1,000 MB'],
    ['1.5g', '1,500 MB'],
    ['2 TB', '2,000,000 MB'],
    ['12,000', '12,000 MB'],
  ] as const) {
    await field(page, 'Memory').fill(typed);
    await expect(field(page, 'Memory')).toHaveAccessibleDescription(read);
  }
});

test('every kind of impossible size has its own message, and nothing is sent', async ({ page, mockApi }) => {
  await openForm(page);
  await field(page, 'Name').fill('argus');
  await field(page, 'Storage').fill('1 GB');
  const messages = new Set<string>();
  for (const typed of ['', '0', '-5', '0.5', '1e9', 'plenty']) {
    await field(page, 'Memory').fill(typed);
    await createButton(page).click();
    await expect(field(page, 'Memory')).toHaveAttribute('aria-invalid', 'true');
    const message = await field(page, 'Memory').evaluate((input) =>
      (input.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .find((text) => /^(Enter|Write) /.test(text)),
    );
    messages.add(message ?? 'none');
  }
  expect(messages.size).toBe(6);
  expect(posts(mockApi.api.log)).toEqual([]);
});

test('keys are checked line by line, and a private key is refused at once', async ({ page, mockApi }) => {
  await openForm(page);
  await fillArgus(page);
  await field(page, 'SSH keys').fill(`${KEY}\nnonsense`);
  await createButton(page).click();
  await expect(field(page, 'SSH keys')).toHaveAccessibleDescription(/Line 2: Start the line with the type/);
  await field(page, 'SSH keys').fill('-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn');
  await expect(field(page, 'SSH keys')).toHaveAccessibleDescription(/Line 1: This is a private key/);
  expect(posts(mockApi.api.log)).toEqual([]);
});

for (const resource of ['Memory', 'Storage'] as const) {
  test(`a refusal for ${resource.toLowerCase()} is shown at its field, creates nothing, and is remembered`, async ({
    page,
    mockApi,
  }) => {
    mockApi.api.addForeignContainer({ server: '1.2.3.4', memory: 50_000, storage: 1_650_000 });
    await openForm(page);
    await field(page, 'Name').fill('argus');
    await field(page, 'Memory').fill(resource === 'Memory' ? '8 GB' : '1 GB');
    await field(page, 'Storage').fill('100 GB');
    await createButton(page).click();
    const refused = field(page, resource);
    await expect(refused).toHaveAccessibleDescription(/The API refused .* Nothing was created\. Ask for less\.$/);
    await expect(refused).toBeFocused();
    await expect(page.getByText('It may refuse this too.'), 'the same is not said twice').toHaveCount(0);
    await refused.press('Space');
    await expect(refused).toHaveAccessibleDescription(/The API refused .* here on .* It may refuse this too\./);
    const offered = page.getByRole('group', { name: `Suggestions for ${resource.toLowerCase()}` }).getByRole('button');
    for (const label of await offered.allInnerTexts()) expect(label).not.toMatch(/left|8 GB|100 GB/);
    expect(mockApi.api.containers().filter((container) => container.name === 'argus')).toEqual([]);

    await openForm(page);
    await expect(page.getByText(/the API refused .* more than/)).toBeVisible();
  });
}

test('a server that is refused has the focus and the sentence', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers' });
  await openForm(page);
  await fillArgus(page);
  await createButton(page).click();
  const server = page.getByRole('combobox', { name: 'Server' });
  await expect(server).toBeFocused();
  await expect(server).toHaveAccessibleDescription(/Nothing was created\. Choose another server\./);
  await expect(page.getByRole('alert'), 'said once').toHaveCount(0);
});

test('one that is like another in name, server and size is told apart', async ({ page, mockApi }) => {
  mockApi.api.addContainer({ server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 });
  await openForm(page);
  await fillArgus(page);
  await createButton(page).click();
  await landed(page, 30_006);
});

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

test('double click, Enter twice and a slow API make one request', async ({ page, mockApi: { api } }) => {
  api.addFault({ kind: 'silence', method: 'POST', path: 'containers' });
  await openForm(page);
  await fillArgus(page);
  await page.clock.install();
  await createButton(page).dblclick();
  await expect(page.getByRole('status').filter({ hasText: 'Creating argus…' })).toBeVisible();
  await field(page, 'Name').press('Enter');
  await field(page, 'Name').press('Enter');
  await expect.poll(() => called(api, 'argus')).toHaveLength(1);
  await page.clock.fastForward(25_000);
  await landed(page, 30_005);
  expect(posts(api.log)).toHaveLength(1);
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
  await panel.signIn({ username: 'zeus', password: 'zeus' });
  await page.clock.fastForward(25_000);
  await openForm(page, '8.8.4.4');
  await expect(page.getByText(/argus/)).toBeHidden();
  await expect(field(page, 'Name')).toHaveValue('');
  expect(api.log.filter((entry) => entry.method === 'POST')).toHaveLength(1);
});

test('a tag that is typed and not chosen blocks, and one that exists is taken', async ({ page, mockApi: { api } }) => {
  await openForm(page);
  await fillArgus(page);
  const tags = page.getByRole('combobox', { name: 'Tags' });
  await tags.fill('eu');
  await createButton(page).click();
  await expect(tags).toHaveAccessibleDescription(/"eu" is not chosen/);
  await expect(tags).toBeFocused();
  expect(posts(api.log)).toEqual([]);
  await tags.fill('prod');
  await createButton(page).click();
  await landed(page, 30_005);
  expect(posts(api.log, 'containers/30005')).toMatchObject([{ body: { tags: ['prod'] } }]);
});

test('a tag that is still being created blocks', async ({ page, mockApi: { api } }) => {
  await openForm(page);
  await fillArgus(page);
  api.addFault({ kind: 'latency', afterMs: NEVER, method: 'POST', path: 'tags' });
  await page.getByRole('combobox', { name: 'Tags' }).fill('eu');
  await page.getByRole('option', { name: 'Create the tag eu' }).click();
  await expect.poll(() => posts(api.log, 'tags').length).toBe(1);
  await createButton(page).click();
  await expect(page.getByRole('combobox', { name: 'Tags' })).toHaveAccessibleDescription(/still being created/);
  expect(posts(api.log)).toEqual([]);
});

test('the button is in sight on a small screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await declareTotals(page);
  await openForm(page);
  await fillArgus(page);
  await expect(createButton(page)).toBeInViewport({ ratio: 1 });
});

test('an expired password is asked for over the form, and nothing is sent again by itself', async ({
  page,
  mockApi,
}) => {
  await openForm(page);
  await fillArgus(page);
  mockApi.api.setPassword('kratos', 'phobos');
  await createButton(page).click();
  const dialog = page.getByRole('dialog', { name: 'Enter your password again' });
  await dialog.getByLabel('Password', { exact: true }).fill('phobos');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toBeHidden();
  await expect(field(page, 'Name')).toHaveValue('argus');
  const refused = page.getByText('The password was refused, so nothing was created. Press Create container again.');
  await expect(refused).toBeVisible();
  await field(page, 'Note').fill('h');
  await expect(refused).toBeHidden();
  expect(mockApi.api.containers().filter((container) => container.name === 'argus')).toEqual([]);
  await createButton(page).click();
  await landed(page, 30_005);
  expect(posts(mockApi.api.log).filter((entry) => (entry as { status?: number }).status === 201)).toHaveLength(1);
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

test('Copy as curl holds the request and never the password', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openForm(page);
  await fillArgus(page);
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await expect(page.getByText('Copied')).toBeAttached();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('"name":"argus","memory":8000');
  expect(text).not.toContain('deimos');
  expect(text).not.toContain(Buffer.from('deimos').toString('hex'));
});

test('works by keyboard alone', async ({ page }) => {
  await openForm(page);
  await page.getByRole('combobox', { name: 'Server' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('argus');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1 GB');
  // The suggestions are in between: as many as there are, and no more.
  for (const _ of await page.getByRole('group', { name: 'Suggestions for memory' }).getByRole('button').all()) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Tab');
  await expect(field(page, 'Storage')).toBeFocused();
  await page.keyboard.type('10 GB');
  await page.keyboard.press('Enter');
  await landed(page, 30_005);
});

test('an address that is not theirs is said to be so', async ({ page }) => {
  await page.goto('./servers/8.8.4.4/containers/new');
  await expect(page.getByRole('heading', { name: 'Not your server' })).toBeVisible();
});

test('a list that cannot be loaded is said, and loads on demand', async ({ page, mockApi }) => {
  const down: Fault = { kind: 'server-error', method: 'GET', path: 'containers', times: 100 };
  mockApi.api.addFault(down);
  await page.goto('./servers/1.2.3.4/containers/new');
  await expect(page.getByRole('alert')).toContainText('Could not load your servers and containers', {
    timeout: 15_000,
  });
  mockApi.api.clearFaults();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(createButton(page)).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the gauges are in sight while a size is typed, and nothing is wider than the screen', async ({ page }) => {
    await openForm(page);
    await field(page, 'Memory').click();
    await field(page, 'Memory').pressSequentially('8 GB');
    await expect(meter(page, 'Memory')).toBeInViewport({ ratio: 1 });
    const [typedAt, gaugeAt] = await Promise.all([
      field(page, 'Memory').boundingBox(),
      meter(page, 'Memory').boundingBox(),
    ]);
    // What an on-screen keyboard leaves of this height.
    expect((gaugeAt?.y ?? 1000) - (typedAt?.y ?? 0)).toBeLessThan(400);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any state of the form, ${colorScheme}`, async ({ page, mockApi }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    mockApi.api.addContainer({ server: '1.2.3.4', name: 'spare', memory: 1, storage: 1 });
    await declareTotals(page);
    await openForm(page);
    const findings = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    expect(await findings()).toEqual([]);
    await field(page, 'Memory').fill('60 GB');
    await field(page, 'SSH keys').fill('nonsense');
    await createButton(page).click();
    await expect(field(page, 'Name')).toHaveAttribute('aria-invalid', 'true');
    expect(await findings()).toEqual([]);
    await page.getByRole('combobox', { name: 'Tags' }).click();
    await expect(page.getByRole('option', { name: 'prod' })).toBeVisible();
    expect(await findings()).toEqual([]);
  });
}
