/** The port map of a server: the picture, what is at a port, where there is room, and the way out of a conflict. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { startMockApi } from '../src/mock-api/server.ts';
import { expect, expectRowVisible, rowsOf, test } from './fixtures.ts';
import { ADDRESS, PATH, publicPort, tableIn } from './port-mappings-page.ts';

type MockApi = Awaited<ReturnType<typeof startMockApi>>;
type Addition = Parameters<MockApi['api']['addPortMapping']>[0];

test.beforeEach(({ panel }) => panel.holdSession());

const blocks = (page: Page) => page.getByRole('grid', { name: 'Blocks of 256 ports' });
const ports = (page: Page) => page.getByRole('grid', { name: 'Ports of the block' });
const port = (page: Page, name: string | RegExp) => ports(page).getByRole('gridcell', { name });
const block = (page: Page, name: RegExp) => blocks(page).getByRole('gridcell', { name });

async function openMap(page: Page, search = '') {
  await page.goto(`./servers/${ADDRESS}/port-mappings/map${search}`);
  await expect(blocks(page)).toBeVisible();
}

/** A mapping that the API lets through though hydra holds the port. */
function clash(mockApi: MockApi, more: Partial<Addition> = {}) {
  const mapping = { server: ADDRESS, container: 30002, proto: 'tcp', public_port: 9000, private_port: 8001 };
  mockApi.api.addPortMapping({ ...mapping, ...more });
}

test('the map leads from the mappings to a port, and says what is at it', async ({ page }) => {
  await openMap(page, '?protocol=tcp');
  await expect(page).toHaveTitle(`Port map of ${ADDRESS} · uwsgi.it panel`);
  await expect(page.getByRole('heading', { level: 2, name: 'Port map' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'TCP' })).toBeChecked();
  // What is used is looked at first.
  await expect(port(page, 'tcp 9000, used by hydra (30001), to 10.0.0.3:8000')).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.getByRole('link', { name: 'Show tcp 9000' }).click();
  await expect(page.getByRole('searchbox', { name: 'Filter port mappings' })).toHaveValue('tcp 9000');
  await page.goBack();
  await page.getByRole('main').getByRole('link', { name: 'Port mappings' }).last().click();
  await expect(page).toHaveURL(/\/port-mappings$/);
});

test('a click on a block opens it at that port, and a click on a port says what is there', async ({ page }) => {
  await openMap(page);
  await block(page, /^5120–5375: tcp all free; udp 1 used, 255 free$/).click();
  await expect(page.getByRole('heading', { name: 'Ports 5120–5375' })).toBeVisible();
  await port(page, /udp 5353, used by hydra/).click();
  const card = page.getByRole('list', { name: 'What is at the port' });
  await expect(card.getByRole('listitem')).toHaveText([
    /tcp 5353, free/,
    /udp 5353, used by hydra \(30001\), to 10.0.0.3:5353/,
  ]);
  await expect(page).toHaveURL(/port=5353/);
  await page.reload();
  await expect(card.getByText('udp 5353, used by')).toBeVisible();
  await card.getByRole('link', { name: 'Open hydra (30001)' }).click();
  await expect(page).toHaveURL(/\/containers\/30001$/);
});

test('what the pointer is at is shown beside it', async ({ page }) => {
  await openMap(page, '?protocol=tcp');
  await block(page, /^1280–1535: all free$/).hover();
  await expect(page.getByText('1280–1535: all free')).toBeVisible();
  await port(page, 'tcp 9001, free').hover();
  await expect(ports(page).locator('..').getByText('tcp 9001, free')).toBeVisible();
});

test('by keyboard alone: over the blocks, into one, over its ports, and back', async ({ page }) => {
  await openMap(page, '?protocol=tcp&port=9000');
  const focused = (name: string | RegExp) =>
    expect(page.getByRole('gridcell', { name }).and(page.locator(':focus'))).toBeVisible();
  await page.getByRole('combobox', { name: 'Mark container' }).focus();
  await page.keyboard.press('Tab');
  await focused(/^8960–9215: 1 used, 255 free$/);
  await page.keyboard.press('ArrowRight');
  await focused(/^9216–9471/);
  await page.keyboard.press('ArrowDown');
  await focused(/^13312–13567/);
  await page.keyboard.press('Home');
  await focused(/^12288–12543/);
  await page.keyboard.press('End');
  await focused(/^16128–16383/);
  await page.keyboard.press('Control+Home');
  await focused(/^1–255: not offered/);
  await page.keyboard.press('PageDown');
  await focused(/^16384–16639/);
  await page.keyboard.press('Enter');
  await focused('tcp 16424, free');
  await page.keyboard.press('ArrowUp');
  await focused('tcp 16408, free');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await focused('tcp 16376, free');
  await expect(page.getByRole('heading', { name: 'Ports 16128–16383' })).toBeVisible();
  await page.keyboard.press('PageUp');
  await focused('tcp 16120, free');
  await page.keyboard.press('Escape');
  await focused(/^15872–16127/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await focused('tcp 16120, free');
  // A second Enter on the port that is looked at leads to what can be done with it.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Map tcp 16120' })).toBeFocused();
});

test('Go to port leads to any port, and says what is no port', async ({ page }) => {
  await openMap(page, '?protocol=tcp');
  const field = page.getByRole('textbox', { name: 'Go to port' });
  await field.fill('70000');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription('Enter 1 to 65535: there is no other port.');
  await field.fill('udp 5353');
  await field.press('Enter');
  await expect(port(page, /^udp 5353, used by hydra/)).toBeFocused();
  await expect(page.getByRole('radio', { name: 'UDP' })).toBeChecked();
  await field.fill('80');
  await field.press('Enter');
  await expect(port(page, 'udp 80, not offered: public ports begin at 1025')).toBeFocused();
});

test('a free port is mapped by the form, which begins with it', async ({ page }) => {
  await openMap(page, '?port=8443');
  await page.getByRole('link', { name: 'Map udp 8443' }).click();
  await expect(publicPort(page)).toHaveValue('8443');
  await expect(page.getByRole('radio', { name: 'UDP' })).toBeChecked();
});

test('the next free port and block are named, and lead to where they are mapped', async ({ page, mockApi }) => {
  for (const public_port of [8000, 8001, 8005]) clash(mockApi, { public_port, private_port: public_port });
  await openMap(page, '?protocol=tcp');
  const room = page.getByRole('region', { name: 'Next free' });
  await expect(room.getByRole('listitem')).toHaveText([
    /^Next free port: tcp 8002/,
    /^Next free block of 10: 8006–8015/,
  ]);
  await room.getByRole('textbox', { name: 'Block of' }).fill('3');
  await expect(room.getByRole('listitem').last()).toContainText('Next free block of 3: 8002–8004');
  await room.getByRole('textbox', { name: 'From port' }).fill('65535');
  await expect(room.getByRole('listitem')).toHaveText([
    /^Next free port: tcp 65535/,
    /^Next free block of 3: 1025–1027/,
  ]);
  await room.getByRole('textbox', { name: 'From port' }).fill('web');
  await expect(room.getByRole('textbox', { name: 'From port' })).toHaveAttribute('aria-invalid', 'true');
  await room.getByRole('textbox', { name: 'From port' }).fill('8000');
  await room.getByRole('link', { name: 'Map it' }).click();
  await expect(publicPort(page)).toHaveValue('8002');
  await page.goBack();
  await room.getByRole('link', { name: 'Map the block' }).click();
  await expect(page.getByRole('textbox', { name: 'Public ports' })).toHaveValue('8006-8015');
  await expect(page.getByRole('radio', { name: 'TCP' })).toBeChecked();
  await expect(page.getByText('Restored what you had typed.')).toHaveCount(0);
});

test('a conflict is explained, resolved by one click, and the other one can be kept instead', async ({
  page,
  mockApi,
}) => {
  clash(mockApi);
  await openMap(page);
  const conflicts = page.getByRole('region', { name: 'Conflicts' });
  await expect(conflicts).toContainText('Only one of them gets the traffic, and nobody can tell which.');
  await expect(conflicts).toContainText('Deletes tcp 9000 to medusa (30002)');
  await expect(port(page, /^tcp 9000, in conflict: hydra \(30001\), to 10.0.0.3:8000; medusa/)).toBeVisible();
  mockApi.api.clearLog();
  await conflicts.getByRole('button', { name: 'Keep hydra' }).click();
  await expect(conflicts).toContainText('No conflicts: no public port is held twice.');
  await expect(conflicts.getByRole('heading', { name: 'Conflicts' })).toBeFocused();
  const writes = () => mockApi.api.log.filter(({ method }) => method === 'DELETE' || method === 'POST');
  expect(writes().map(({ method, path, body }) => [method, path, body])).toEqual([['DELETE', PATH, { id: 3 }]]);
  // A clash is never created again, so the way back is to keep the other one.
  await conflicts.getByRole('button', { name: 'Keep medusa on tcp 9000 instead' }).click();
  await expect(conflicts).toContainText('tcp 9000 now leads to medusa (30002) alone.');
  await expect(port(page, 'tcp 9000, used by medusa (30002), to 10.0.0.4:8001. udp 9000, free')).toBeVisible();
  await page.goto(`./servers/${ADDRESS}/port-mappings`);
  await expectRowVisible(tableIn(page), { 'Public port': '9000', Container: 'medusa 30002' });
});

test("before a mapping of another customer's container is deleted, the panel asks", async ({ page, mockApi }) => {
  const foreign = mockApi.api.addForeignContainer({ server: ADDRESS, memory: 100, storage: 100 });
  clash(mockApi, { container: foreign.uid });
  await openMap(page);
  const conflicts = page.getByRole('region', { name: 'Conflicts' });
  await expect(conflicts).toContainText('for good');
  await conflicts.getByRole('button', { name: 'Keep hydra' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep hydra on tcp 9000?' });
  await expect(dialog).toContainText('there is no way back');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(mockApi.api.log.filter(({ method }) => method === 'DELETE')).toEqual([]);
  await conflicts.getByRole('button', { name: 'Keep hydra' }).click();
  await dialog.getByRole('button', { name: 'Delete 1 mapping' }).click();
  await expect(conflicts).toContainText('No conflicts');
});

test('the text alternative: a count a state, and all ports as ranges', async ({ page, mockApi }) => {
  for (const public_port of [8000, 8001, 8002]) clash(mockApi, { public_port, private_port: public_port });
  await openMap(page, '?protocol=tcp');
  await expect(blocks(page)).toHaveAccessibleDescription(
    /^tcp: 4 of 64,508 ports used, none in conflict, 64,504 free\./,
  );
  await page.getByRole('button', { name: 'Show all ports as ranges' }).click();
  const table = page.getByRole('table', { name: 'Ranges of public ports' });
  await expectRowVisible(table, {
    'Public ports': '8000–8002',
    Protocol: 'TCP',
    Count: '3',
    State: 'Used',
    Container: 'medusa (30002)',
    'Private address': '10.0.0.4:8000–8002',
  });
  const counts = (await rowsOf(table)).map(({ Count }) => Number(Count?.replace(/,/g, '')));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(65_535);
});

test('the ports of one container are marked', async ({ page }) => {
  await openMap(page);
  const pixels = () => page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await pixels();
  await page.getByRole('combobox', { name: 'Mark container' }).selectOption('hydra (30001)');
  await expect(page.getByText('hydra (30001): 1 tcp, 1 udp')).toBeVisible();
  await expect.poll(pixels).not.toBe(before);
});

test('a table that cannot be read says so and is tried again', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'server-error', method: 'GET', path: PATH, times: 4 });
  await page.goto(`./servers/${ADDRESS}/port-mappings/map`);
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 15_000 });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(blocks(page)).toBeVisible();
});

test('rows that cannot be read make nothing certain', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'bad-row', method: 'GET', path: PATH, times: 1 });
  await openMap(page);
  await expect(page.getByText('1 row is missing here')).toBeVisible();
  await expect(page.getByText('Not certain: 1 row of this table could not be read and may hold it.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Conflicts' })).toContainText('That is not certain');
});

test('an address that is not the customer’s has no map', async ({ page }) => {
  await page.goto('./servers/8.8.4.4/port-mappings/map');
  await expect(page.getByRole('heading', { name: 'Not your server' })).toBeVisible();
});

test('where the sidebar takes room the ports of a block can still be pointed at, and nothing scrolls sideways', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openMap(page, '?protocol=tcp');
  const box = await port(page, /^tcp 9000/).boundingBox();
  expect(box?.width).toBeGreaterThanOrEqual(12);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(1024);
});

test('on a phone nothing scrolls sideways, and a tap opens', async ({ browser, page, mockApi }) => {
  const session = await page.evaluate(() => sessionStorage.getItem('session') ?? '');
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const phone = await context.newPage();
  await phone.goto('./favicon.svg');
  await phone.evaluate((kept) => sessionStorage.setItem('session', kept), session);
  clash(mockApi);
  await openMap(phone);
  await block(phone, /^5120–5375/).tap();
  await port(phone, /udp 5353, used by hydra/).tap();
  await expect(phone.getByRole('link', { name: 'Show udp 5353' })).toBeVisible();
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}, also with a conflict and the ranges`, async ({ page, mockApi }) => {
    // Two grids of 256 cells are much for axe on a busy machine.
    test.slow();
    clash(mockApi);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openMap(page);
    await page.getByRole('button', { name: 'Show all ports as ranges' }).click();
    await expect(page.getByRole('table', { name: 'Ranges of public ports' })).toBeVisible();
    await block(page, /^8960/).hover();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
}
