/** Refusals, lost answers and failed reads of port mappings: what is said, what was sent, what the table shows. */
import { expect, expectRowGone, expectRowVisible, test } from './fixtures.ts';
import { passTimeUntilShown } from './page-time.ts';
import { ADDRESS, add, fill, open, PATH, privatePort, publicPort, tableIn } from './port-mappings-page.ts';

test.beforeEach(({ panel }) => panel.holdSession());

test('a refused addition leaves no row and keeps the form', async ({ page, mockApi }) => {
  await open(page);
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: PATH });
  await fill(page, { from: '9001', to: '8000' });
  await add(page).click();
  await expect(page.getByRole('alert')).toContainText('tcp 9001 was not added. The API refused without a reason');
  await expectRowGone(tableIn(page), { 'Public port': /9001/ });
  await expect(publicPort(page)).toHaveValue('9001');
});

test('a port taken since the last read is found just before the write, and nothing is sent', async ({
  page,
  mockApi,
}) => {
  await open(page);
  await fill(page, { from: '9001', to: '8000' });
  await expect(page.getByText('2 mappings')).toBeVisible();
  mockApi.api.addPortMapping({
    server: ADDRESS,
    container: 30_001,
    proto: 'tcp',
    public_port: 9001,
    private_port: 9001,
  });
  await add(page).click();
  await expect(publicPort(page)).toHaveAccessibleDescription(/^tcp 9001 is taken by hydra \(30001\)/);
  await expect(publicPort(page)).toBeFocused();
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('an addition whose repetition by the browser is refused is recognised as done', async ({ page, mockApi }) => {
  await open(page);
  mockApi.api.addFault({ kind: 'cut-after', method: 'POST', path: PATH });
  await fill(page, { from: '9001', to: '8000' });
  await add(page).click();
  await expect(page.getByText('Added tcp 9001.')).toBeVisible();
  await expectRowVisible(tableIn(page), { 'Public port': '9001' });
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(mockApi.api.portMappings(ADDRESS)).toHaveLength(3);
});

test('a deletion whose repetition by the browser is refused is recognised as done', async ({ page, mockApi }) => {
  await open(page);
  mockApi.api.addFault({ kind: 'cut-after', method: 'DELETE', path: PATH });
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await expect(page.getByText('Deleted tcp 9000')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(mockApi.api.portMappings(ADDRESS)).toHaveLength(1);
});

for (const kind of ['break-off', 'silence'] as const) {
  test(`an addition and a deletion whose answers are lost (${kind}) end in what the table shows, sent once each`, async ({
    page,
    mockApi,
  }) => {
    await page.clock.install();
    await open(page);
    mockApi.api.addFault({ kind, method: 'POST', path: PATH });
    await fill(page, { from: '9001', to: '8000' });
    await add(page).click();
    await expect.poll(() => mockApi.api.portMappings(ADDRESS)).toHaveLength(3);
    await page.clock.fastForward(21_000);
    await expect(page.getByText('Added tcp 9001.')).toBeVisible();

    mockApi.api.addFault({ kind, method: 'DELETE', path: PATH });
    await page.getByRole('button', { name: 'Delete tcp 9001' }).click();
    await expectRowGone(tableIn(page), { 'Public port': /9001/ });
    await expect.poll(() => mockApi.api.portMappings(ADDRESS)).toHaveLength(2);
    await page.clock.fastForward(21_000);
    await expect(page.getByText('Deleted tcp 9001')).toBeVisible();
    const writes = mockApi.api.log.filter(({ method }) => method === 'POST' || method === 'DELETE');
    expect(writes.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  });
}

test('an addition of which nothing is ever seen is not called done, and not sent again', async ({ page, mockApi }) => {
  await page.clock.install();
  await open(page);
  mockApi.api.addFault({ kind: 'server-error', method: 'POST', path: PATH });
  await fill(page, { from: '9001', to: '8000' });
  await add(page).click();
  await expect.poll(() => mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
  await passTimeUntilShown(
    page,
    page.getByRole('alert').filter({ hasText: 'It is not known whether tcp 9001 was added' }),
  );
  await expectRowGone(tableIn(page), { 'Public port': /9001/ });
  await expect(publicPort(page)).toHaveValue('9001');
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('an Undo that is refused says so', async ({ page, mockApi }) => {
  await open(page);
  await page.getByRole('button', { name: 'Delete udp 5353' }).click();
  await expect(page.getByText('Deleted udp 5353')).toBeVisible();
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: PATH });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('alert')).toContainText('udp 5353 was not put back');
  await expectRowGone(tableIn(page), { 'Public port': /5353/ });
});

test('a failure after the page was left is still told', async ({ page, mockApi }) => {
  await open(page);
  mockApi.api.addFault({ kind: 'refuse', method: 'DELETE', path: PATH, afterMs: 2_000 });
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Containers' }).click();
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('tcp 9000 is still there');
});

test('a deletion that is refused brings the row back and says why', async ({ page, mockApi }) => {
  await open(page);
  mockApi.api.addFault({ kind: 'refuse', method: 'DELETE', path: PATH });
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await expect(page.getByRole('alert')).toContainText('tcp 9000 was not deleted. The API refused without a reason');
  await expectRowVisible(tableIn(page), { 'Public port': '9000' });
});

test('a refresh that fails keeps the data, says its age and offers to try again', async ({ page, mockApi }) => {
  await page.clock.install();
  await open(page);
  await expectRowVisible(tableIn(page), { 'Public port': '9000' });
  mockApi.api.addFault({ kind: 'refuse', method: 'GET', path: PATH, status: 404, times: 1 });
  await page.clock.fastForward(16_000);
  await expect(page.getByText(/^Refresh failed: this is the data from \d+ s ago/)).toBeVisible();
  await expectRowVisible(tableIn(page), { 'Public port': '9000' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Refresh failed')).toHaveCount(0);
});

test('a first load that fails says why and can be tried again', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'wrong-shape', method: 'GET', path: PATH });
  await page.goto(`./servers/${ADDRESS}/port-mappings`);
  await expect(page.getByRole('alert')).toContainText('Could not load the port mappings of 1.2.3.4');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectRowVisible(tableIn(page), { 'Public port': '9000' });
});

test('a row that cannot be read hides no other', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'bad-row', method: 'GET', path: PATH });
  await open(page);
  await expect(page.getByText(/^1 row is missing/)).toBeVisible();
  await expectRowVisible(tableIn(page), { 'Public port': '9000' });
});

test('a password that expires in mid-work is asked for over the page, and the form is kept', async ({
  page,
  mockApi,
}) => {
  await open(page);
  await fill(page, { from: '9001', to: '8000' });
  mockApi.api.setPassword('kratos', 'blade');
  await add(page).click();
  const dialog = page.getByRole('dialog', { name: 'Enter your password again' });
  await dialog.getByLabel('Password', { exact: true }).fill('blade');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toBeHidden();
  await expect(publicPort(page)).toHaveValue('9001');
  await expect(privatePort(page)).toHaveValue('8000');
  await expect(page.getByRole('alert')).toContainText('tcp 9001 was not added');
  expect(mockApi.api.portMappings(ADDRESS)).toHaveLength(2);
  await add(page).click();
  await expectRowVisible(tableIn(page), { 'Public port': '9001' });
});
