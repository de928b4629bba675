/** Taking memory and storage from one container for another on a full server. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { field, landed } from './new-container-form.ts';
import { passTimeUntil } from './page-time.ts';

type MockApi = import('../src/mock-api/application.ts').MockApi;

const ADDRESS = '5.6.7.8';
/** Of the seed: 2,000 MB and 50,000 MB. */
const CERBERUS = 30_003;
const ARGUS = 30_005;

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Take memory from another container' });
const takeButton = (page: Page) => page.getByRole('button', { name: 'Take it from…' });
const argus = (page: Page) => dialog(page).getByRole('radio', { name: 'argus 30005' });
const notice = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'argus (30005) was shrunk from 13,000 to 12,000 MB of memory' });

const sizeOf = (api: MockApi, uid: number) => api.containers().find((one) => one.uid === uid)?.memory;
const writes = (api: MockApi) =>
  api.log.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body]);

const TAKEN = [`containers/${ARGUS}`, { memory: 12_000 }];
const GIVEN_BACK = [`containers/${ARGUS}`, { memory: 13_000 }];
const LERNA = { server: ADDRESS, name: 'lerna', memory: 2000, storage: 1000 };
const CREATED = ['containers', LERNA];
const GROWN = [`containers/${CERBERUS}`, { memory: 4000 }];

/** 5.6.7.8 with 1,000 of its 16,000 MB free, declared on its capacity page. */
test.beforeEach(async ({ page, panel, mockApi }) => {
  mockApi.api.addContainer({ server: ADDRESS, name: 'argus', memory: 13_000, storage: 200_000 });
  await panel.holdSession();
  await page.goto(`./servers/${ADDRESS}/capacity`);
  await page.getByLabel('Total memory', { exact: true }).fill('16000');
  await page.getByLabel('Total storage', { exact: true }).fill('500000');
  await page.getByRole('button', { name: 'Save capacity' }).click();
  await expect(page.getByText(/declared in this browser on/).first()).toBeVisible();
  mockApi.api.clearLog();
});

async function askForLerna(page: Page) {
  await page.goto(`./servers/${ADDRESS}/containers/new`);
  await field(page, 'Name').fill('lerna');
  await field(page, 'Memory').fill('2 GB');
  await field(page, 'Storage').fill('1 GB');
}

async function takeForLerna(page: Page) {
  await askForLerna(page);
  await takeButton(page).click();
  await argus(page).check();
  await dialog(page).getByRole('button', { name: 'Move and create' }).click();
}

test('a new container takes its room from another: first the plan, then shrink and create', async ({
  page,
  mockApi,
}) => {
  await askForLerna(page);
  await page.getByRole('textbox', { name: 'Note' }).fill('a swamp');
  await takeButton(page).click();
  await expect(dialog(page)).toContainText(
    'lerna, a new container on 5.6.7.8, needs 1,000 MB of memory more than is free.',
  );
  const plan = dialog(page).getByRole('status').first();
  await expect(plan).toBeEmpty();
  await argus(page).check();
  await expect(plan).toContainText('Shrink argus (30005) from 13,000 to 12,000 MB of memory. It reboots.');
  await expect(dialog(page).getByLabel('Memory to take from argus')).toHaveValue('1 GB');
  await expect(dialog(page).getByRole('listitem')).toHaveText([
    'Shrink argus (30005) from 13,000 to 12,000 MB of memory. It reboots.',
    'Create lerna with 2,000 MB of memory and 1,000 MB of storage.',
  ]);
  await expect(dialog(page).getByRole('button', { name: 'Move and create' })).toHaveAccessibleDescription(
    'One container reboots: argus (30005).',
  );
  expect(writes(mockApi.api)).toEqual([]);
  await dialog(page).getByRole('button', { name: 'Move and create' }).click();
  await landed(page, 30_006, 'lerna');
  await expect(page.getByRole('status').filter({ hasText: 'Made room for lerna' })).toContainText(
    'Took 1,000 MB of memory from argus (now 12,000 MB). argus reboots.',
  );
  expect(writes(mockApi.api)).toEqual([TAKEN, CREATED, ['containers/30006', { note: 'a swamp' }]]);
  await page.goto(`./containers/${ARGUS}`);
  await expect(page.getByRole('heading', { level: 1, name: 'argus' })).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
});

test('a creation that is refused because others took the room is undone and told', async ({ page, mockApi }) => {
  const { api } = mockApi;
  api.addFault({ kind: 'hold', method: 'POST', path: 'containers' });
  await takeForLerna(page);
  await expect.poll(() => writes(api)).toEqual([TAKEN, CREATED]);
  api.addForeignContainer({ server: ADDRESS, memory: 500, storage: 1 });
  api.release();
  await expect(dialog(page).getByRole('alert')).toContainText('lerna was not created');
  await expect(dialog(page).getByRole('alert')).toContainText(
    'The API refused 2,000 MB of memory. Nothing was created. Ask for less. argus (30005) has 13,000 MB of memory again.',
  );
  expect(writes(api)).toEqual([TAKEN, CREATED, GIVEN_BACK]);
  expect(sizeOf(api, ARGUS)).toBe(13_000);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(field(page, 'Name')).toHaveValue('lerna');
});

test('a reload between the steps is told on every page that it is about, and given back', async ({ page, mockApi }) => {
  const { api } = mockApi;
  api.addFault({ kind: 'silence-before', method: 'POST', path: 'containers' });
  await takeForLerna(page);
  await expect.poll(() => writes(api)).toEqual([TAKEN, CREATED]);
  page.once('dialog', (asked) => asked.accept());
  await page.goto(`./servers/${ADDRESS}`);
  await expect(notice(page)).toContainText('for lerna, which is not there');
  await page.goto(`./servers/${ADDRESS}/containers/new`);
  await expect(notice(page)).toBeVisible();
  await page.goto(`./containers/${ARGUS}`);
  await expect(notice(page)).toBeVisible();
  await page.goto('./containers/30001');
  await expect(page.getByRole('heading', { level: 1, name: 'hydra' })).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
  await page.goto(`./containers/${ARGUS}`);
  await notice(page).getByRole('button', { name: 'Give it back' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'has 13,000 MB of memory again' })).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
  expect(writes(api)).toEqual([TAKEN, CREATED, GIVEN_BACK]);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'argus' })).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
});

test('a creation that nobody can tell of is not undone by itself: the form asks, and so does the notice', async ({
  page,
  mockApi,
}) => {
  test.setTimeout(90_000);
  const { api } = mockApi;
  await page.clock.install();
  await askForLerna(page);
  await takeButton(page).click();
  await argus(page).check();
  api.addFault({ kind: 'server-error', method: 'POST', path: 'containers' });
  await dialog(page).getByRole('button', { name: 'Move and create' }).click();
  await expect.poll(() => writes(api).length).toBeGreaterThan(1);
  const question = page.getByRole('alert').filter({ hasText: 'It is not known whether lerna was created' });
  await passTimeUntil(page, () => expect(question).toBeFocused({ timeout: 500 }));
  await expect(dialog(page)).toHaveCount(0);
  expect(sizeOf(api, ARGUS)).toBe(12_000);
  await expect(notice(page)).toContainText('so nothing was given back by itself');
  await question.getByRole('button', { name: 'Create it again' }).click();
  await passTimeUntil(page, () => expect(page).toHaveURL(/containers\/30006$/, { timeout: 500 }));
  await page.goto(`./servers/${ADDRESS}`);
  await expect(page.getByRole('table', { name: 'Containers' })).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
  expect(sizeOf(api, ARGUS)).toBe(12_000);
});

test('what was taken can be left as it is', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'silence-before', method: 'POST', path: 'containers' });
  await takeForLerna(page);
  await expect.poll(() => writes(mockApi.api)).toEqual([TAKEN, CREATED]);
  page.once('dialog', (asked) => asked.accept());
  await page.goto(`./servers/${ADDRESS}`);
  await notice(page).getByRole('button', { name: 'Leave it' }).click();
  await expect(notice(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('table', { name: 'Containers' })).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
  expect(sizeOf(mockApi.api, ARGUS)).toBe(12_000);
});

test('amounts are checked, several may give, and all of it works by keyboard', async ({ page, mockApi }) => {
  await askForLerna(page);
  await takeButton(page).focus();
  await page.keyboard.press('Enter');
  await argus(page).focus();
  await page.keyboard.press('Space');
  const amount = dialog(page).getByLabel('Memory to take from argus');
  await amount.fill('13000');
  await expect(dialog(page)).toContainText('Take at most 12,999 MB of memory from argus (30005): it must keep 1 MB.');
  await amount.fill('500');
  await expect(dialog(page)).toContainText('Take at least 1,000 MB of memory: it is 500 MB short.');
  await dialog(page).getByRole('checkbox', { name: 'Take it from several' }).focus();
  await page.keyboard.press('Space');
  await dialog(page).getByRole('checkbox', { name: 'cerberus 30003' }).focus();
  await page.keyboard.press('Space');
  await expect(dialog(page).getByLabel('Memory to take from cerberus')).toHaveValue('500 MB');
  await expect(dialog(page).getByRole('listitem').first()).toContainText('from 13,000 to 12,500 MB');
  await dialog(page).getByRole('button', { name: 'Move and create' }).focus();
  await page.keyboard.press('Enter');
  await landed(page, 30_006, 'lerna');
  expect(writes(mockApi.api)).toEqual([
    [`containers/${ARGUS}`, { memory: 12_500 }],
    [`containers/${CERBERUS}`, { memory: 1500 }],
    CREATED,
  ]);
});

test('where the total is unknown, a refusal by the API is the shortage: all that is asked, unless changed', async ({
  page,
  mockApi,
}) => {
  await page.getByRole('button', { name: 'Forget capacity' }).click();
  await expect(page.getByText('Not declared, and nothing learned yet.')).toHaveCount(2);
  await askForLerna(page);
  await expect(takeButton(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Create container' }).click();
  await takeButton(page).click();
  await expect(dialog(page)).toContainText('needs 2,000 MB of memory more than the API gave before.');
  await argus(page).check();
  await expect(dialog(page).getByLabel('Memory to take from argus')).toHaveValue('2 GB');
  await dialog(page).getByLabel('Memory to take from argus').fill('1 GB');
  mockApi.api.clearLog();
  await dialog(page).getByRole('button', { name: 'Move and create' }).click();
  await landed(page, 30_006, 'lerna');
  expect(writes(mockApi.api)).toEqual([TAKEN, CREATED]);
});

async function askToGrow(page: Page) {
  await page.goto(`./containers/${CERBERUS}`);
  await field(page, 'Memory').fill('4 GB');
  await takeButton(page).click();
  await argus(page).check();
}

test('a container grows by what another gives; other changes stay unsaved', async ({ page, mockApi }) => {
  await page.goto(`./containers/${CERBERUS}`);
  await field(page, 'Memory').fill('4 GB');
  await field(page, 'Name').fill('orthrus');
  await takeButton(page).click();
  await argus(page).check();
  await expect(dialog(page).getByRole('listitem')).toHaveText([
    'Shrink argus (30005) from 13,000 to 12,000 MB of memory. It reboots.',
    'Grow cerberus (30003) from 2,000 to 4,000 MB of memory. It reboots.',
  ]);
  await expect(dialog(page)).toContainText(
    'the other changes on this page stay unsaved. 2 containers reboot: argus (30005) and',
  );
  await expect(dialog(page).getByRole('button', { name: 'Move and resize' })).toHaveAccessibleDescription(
    '2 containers reboot: argus (30005) and cerberus (30003).',
  );
  await dialog(page).getByRole('button', { name: 'Move and resize' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'cerberus has 4,000 MB of memory now' })).toContainText(
    'Took 1,000 MB of memory from argus (now 12,000 MB). argus and cerberus reboot.',
  );
  expect(writes(mockApi.api)).toEqual([TAKEN, GROWN]);
  await expect(field(page, 'Name')).toHaveValue('orthrus');
  await expect(dialog(page)).toHaveCount(0);
  await expect(field(page, 'Memory')).toBeFocused();
});

test('a growth that the API has no room for is undone and told', async ({ page, mockApi }) => {
  const { api } = mockApi;
  api.addFault({ kind: 'hold', method: 'POST', path: `containers/${CERBERUS}` });
  await askToGrow(page);
  await dialog(page).getByRole('button', { name: 'Move and resize' }).click();
  await expect.poll(() => writes(api)).toEqual([TAKEN, GROWN]);
  api.addForeignContainer({ server: ADDRESS, memory: 500, storage: 1 });
  api.release();
  await expect(dialog(page).getByRole('alert')).toContainText(
    /cerberus was not resized.*argus \(30005\) has 13,000 MB of memory again\./,
    { timeout: 20_000 },
  );
  expect(writes(api)).toEqual([TAKEN, GROWN, GIVEN_BACK]);
  expect([sizeOf(api, ARGUS), sizeOf(api, CERBERUS)]).toEqual([13_000, 2000]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the dialog has no accessibility fault (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await askForLerna(page);
    await takeButton(page).click();
    await argus(page).check();
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(violations).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = await dialog(page).evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(overflow).toBe(0);
  });
}

test('what a container uses is shown; memory in use is warned of, storage in use cannot be taken', async ({ page }) => {
  await page.goto('./servers/1.2.3.4/capacity');
  await page.getByLabel('Total memory', { exact: true }).fill('12000');
  await page.getByLabel('Total storage', { exact: true }).fill('300000');
  await page.getByRole('button', { name: 'Save capacity' }).click();
  await expect(page.getByText(/declared in this browser on/).first()).toBeVisible();
  await page.goto('./servers/1.2.3.4/containers/new');
  await expect(
    page.getByText('1.2.3.4 is full: no memory and no storage are left. Enter the sizes you want'),
  ).toBeVisible();
  await field(page, 'Name').fill('lerna');
  await field(page, 'Memory').fill('7.9 GB');
  await field(page, 'Storage').fill('199 GB');
  await page.getByRole('button', { name: 'Take memory and storage from…' }).first().click();
  const both = page.getByRole('dialog', { name: 'Take memory and storage from another container' });
  await both.getByRole('radio', { name: 'hydra 30001' }).check();
  const storage = both.getByLabel('Storage to take from hydra');
  await expect(storage).toHaveAccessibleDescription(/hydra \(30001\) uses 41,\d{3} MB of its storage: take at most/);
  const move = both.getByRole('button', { name: 'Move and create' });
  await expect(move).toHaveAttribute('aria-disabled', 'true');
  await expect(both.getByLabel('Memory to take from hydra')).toHaveAccessibleDescription(
    /uses [\d,]+ MB of its 8 GB \(.+ ago\)/,
  );
  await both.getByRole('button', { name: 'Cancel' }).click();
  await field(page, 'Storage').fill('100 GB');
  await page.getByRole('button', { name: 'Take memory and storage from…' }).first().click();
  await both.getByRole('radio', { name: 'hydra 30001' }).check();
  await expect(both).toContainText(/hydra \(30001\) would keep 100 MB of memory and uses [\d,]+ MB/);
  await expect(move).not.toHaveAttribute('aria-disabled');
});
