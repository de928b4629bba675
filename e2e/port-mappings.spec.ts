/** Port mappings of a server: showing, checking while typing, adding and deleting. */
import AxeBuilder from '@axe-core/playwright';
import { expect, expectRowGone, expectRowVisible, rowsOf, test } from './fixtures.ts';
import { ADDRESS, add, fill, open, PATH, privatePort, publicPort, tableIn } from './port-mappings-page.ts';

test.beforeEach(({ panel }) => panel.holdSession());

test('what is mapped is listed; sort and filter stand in the URL and survive a reload', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('heading', { level: 2, name: 'Port mappings' })).toBeAttached();
  const ports = async () => (await rowsOf(tableIn(page))).map((row) => row['Public port']);
  await expect.poll(ports).toEqual(['5353', '9000']);
  await expectRowVisible(tableIn(page), {
    'Public port': '9000',
    Protocol: 'TCP',
    Container: 'hydra 30001',
    'Private address': '10.0.0.3:8000',
  });
  await page.getByRole('button', { name: 'Public port' }).click();
  await expect.poll(ports).toEqual(['9000', '5353']);
  await page.getByRole('searchbox', { name: 'Filter port mappings' }).fill('hydra 9000');
  await expect(page.getByText('1 of 2 mappings').first()).toBeVisible();
  await expect(page).toHaveURL(/filter=hydra.9000/);
  await page.reload();
  await expect.poll(ports).toEqual(['9000']);
  await expect(page.getByRole('columnheader', { name: 'Public port' })).toHaveAttribute('aria-sort', 'descending');
});

test('by keyboard alone: Enter adds once, and the cursor is back in Public port', async ({ page, mockApi }) => {
  await open(page);
  await publicPort(page).focus();
  await page.keyboard.type('9001');
  await page.keyboard.press('Tab');
  await page.keyboard.type('medusa');
  await page.keyboard.press('Tab');
  await page.keyboard.type('8000');
  await page.keyboard.press('Enter');
  await expectRowVisible(tableIn(page), { 'Public port': '9001', Container: 'medusa 30002' });
  await expect(publicPort(page)).toBeFocused();
  await expect(publicPort(page)).toHaveValue('');
  await expect(page.getByText('Added tcp 9001.')).toBeVisible();
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

for (const [typed, message] of [
  ['80', 'Enter 1025 to 65535: public ports up to 1024 cannot be mapped.'],
  ['1999', "Choose another port: 1999 is the platform's own, like 3022 and 3026."],
  ['99999', 'Enter 65535 at most: no port is higher.'],
  ['80.5', 'Enter a whole number: a port has no fraction.'],
  ['00080', 'Read as 80. Enter 1025 to 65535: public ports up to 1024 cannot be mapped.'],
  ['9000', 'tcp 9000 is taken by hydra (30001).'],
  ['web', 'Write the port in digits only, such as 9000.'],
] as const) {
  test(`${typed} as a public port is refused while typing, and nothing is sent`, async ({ page, mockApi }) => {
    await open(page);
    await fill(page, { from: typed, to: '8000' });
    await expect(publicPort(page)).toHaveAccessibleDescription(new RegExp(`^${message.replace(/[.()]/g, '\\$&')}`));
    await expect(publicPort(page)).toHaveAttribute('aria-invalid', 'true');
    await add(page).click();
    await expect(publicPort(page)).toBeFocused();
    await expect(publicPort(page)).toHaveValue(typed);
    expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toEqual([]);
  });
}

test('the message about a taken port leads to its holder', async ({ page }) => {
  await open(page);
  await publicPort(page).fill('9000');
  await page.getByRole('link', { name: 'Open hydra' }).click();
  await expect(page).toHaveURL(/\/containers\/30001$/);
});

test('the message about a taken port shows its holder in the table', async ({ page }) => {
  await open(page);
  await publicPort(page).fill('9000');
  await page.getByRole('link', { name: 'Show tcp 9000' }).click();
  await expect(page.getByRole('searchbox', { name: 'Filter port mappings' })).toHaveValue('tcp 9000');
  await expect.poll(async () => (await rowsOf(tableIn(page))).map((row) => row['Public port'])).toEqual(['9000']);
  await expect(publicPort(page)).toHaveValue('9000');
});

test('an empty form leads to its first field, and a field that is left is checked at once', async ({ page }) => {
  await open(page);
  await add(page).click();
  await expect(publicPort(page)).toBeFocused();
  await page.reload();
  await publicPort(page).click();
  await page.keyboard.press('Tab');
  await expect(publicPort(page)).not.toHaveAttribute('aria-invalid');
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await privatePort(page).fill('80');
  await expect(privatePort(page)).not.toHaveAttribute('aria-invalid');
  await privatePort(page).blur();
  await expect(privatePort(page)).toHaveAttribute('aria-invalid', 'true');
});

test('what was said goes at the next key, and the count is announced for the filter only', async ({ page }) => {
  await open(page);
  await fill(page, { from: '9001', to: '8000' });
  await add(page).click();
  await expect(page.getByText('Added tcp 9001.')).toBeVisible();
  const count = page.getByRole('status').filter({ hasText: /mappings?$/ });
  await expect(count).toHaveCount(0);
  await publicPort(page).press('9');
  await expect(page.getByText('Added tcp 9001.')).toBeHidden();
  await page.getByRole('searchbox', { name: 'Filter port mappings' }).fill('9001');
  await expect(count).toHaveText('1 of 3 mappings');
});

test('other spellings are read and said: full width, spaces, zeros', async ({ page }) => {
  await open(page);
  await fill(page, { from: '９００１', to: ' 08080 ' });
  await expect(publicPort(page)).toHaveAccessibleDescription('Read as 9001.');
  await expect(privatePort(page)).toHaveAccessibleDescription('Read as 8080.');
  await add(page).click();
  await expectRowVisible(tableIn(page), { 'Public port': '9001', 'Private address': '10.0.0.4:8080' });
});

test('a private port that is mapped already is refused with the mapping that leads there', async ({ page }) => {
  await open(page);
  await fill(page, { from: '9001', container: 'hydra 30001', to: '8000' });
  await expect(privatePort(page)).toHaveAccessibleDescription(
    'tcp 8000 of hydra (30001) is already mapped, from tcp 9000.',
  );
});

test('9000:8000/udp fills the form, pasted or typed', async ({ page, context, browserName: _ }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.evaluate(() => navigator.clipboard.writeText('7000:7001/udp'));
  await publicPort(page).fill('12');
  await publicPort(page).press('ControlOrMeta+v');
  await expect(publicPort(page)).toHaveValue('7000');
  await expect(privatePort(page)).toHaveValue('7001');
  await expect(page.getByRole('radio', { name: 'UDP' })).toBeChecked();
  await publicPort(page).clear();
  await page.getByRole('combobox', { name: 'Container' }).selectOption('medusa 30002');
  await publicPort(page).pressSequentially('7100:7101/tcp');
  await publicPort(page).press('Enter');
  await expectRowVisible(tableIn(page), { 'Public port': '7100', Protocol: 'TCP', 'Private address': '10.0.0.4:7101' });
});

test('Next free fills a port that nobody holds', async ({ page }) => {
  await open(page);
  const nextFree = page.getByRole('button', { name: 'Next free' });
  await nextFree.click();
  await expect(publicPort(page)).toHaveValue('8000');
  await publicPort(page).fill('9000');
  await nextFree.click();
  await expect(publicPort(page)).toHaveValue('9001');
});

test('what is typed and not added is still there after leaving the page and after a reload', async ({ page }) => {
  await open(page);
  await fill(page, { from: '9001', to: '80' });
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Containers' }).click();
  await expect(page.getByRole('table', { name: 'Containers' })).toBeVisible();
  await page.goBack();
  await expect(publicPort(page)).toHaveValue('9001');
  await page.reload();
  await expect(privatePort(page)).toHaveValue('80');
  await expect(page.getByRole('combobox', { name: 'Container' })).toHaveValue('30002');
  await page.getByRole('button', { name: 'Clear it' }).click();
  await expect(publicPort(page)).toHaveValue('');
  await expect(publicPort(page)).toBeFocused();
});

test('two containers on one port are flagged and explained; containers of others stand by their uid', async ({
  page,
  mockApi,
}) => {
  const server = ADDRESS;
  mockApi.api.addPortMapping({ server, container: 30_002, proto: 'tcp', public_port: 9000, private_port: 8001 });
  mockApi.api.addPortMapping({ server, container: 30_099, proto: 'tcp', public_port: 9100, private_port: 9100 });
  await open(page);
  await expect(page.getByText('4 mappings, 1 clash')).toBeVisible();
  await expect(
    page.getByText('tcp 9000 is taken by hydra (30001) and medusa (30002). Only one of them gets the traffic'),
  ).toBeVisible();
  await expectRowVisible(tableIn(page), { 'Public port': '9000 clash', Container: 'medusa 30002' });
  await expectRowVisible(tableIn(page), { 'Public port': '9100', Container: '30099' });
  await expect(page.getByRole('button', { name: 'Delete tcp 9000' }).first()).toHaveAccessibleDescription(
    'This one leads to hydra (30001). tcp 9000 is also taken by medusa (30002). Only one of them gets the traffic.',
  );
  await page.getByRole('button', { name: 'Delete tcp 9100' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expectRowGone(tableIn(page), { 'Public port': '9100' });
  const notifications = page.getByRole('region', { name: 'Notifications' });
  await expect(notifications).toContainText(
    'Deleted tcp 9100It cannot be undone: the API takes no new mapping to its container.',
  );
  await expect(notifications.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('on a slow API the row is pending, and Enter twice or a double click sends one request', async ({
  page,
  mockApi,
}) => {
  await open(page);
  mockApi.api.addFault({ kind: 'latency', method: 'POST', path: PATH, afterMs: 2_500 });
  await fill(page, { from: '9001', to: '8000' });
  await privatePort(page).press('Enter');
  await expect(page.getByRole('row', { name: '9001 adding TCP medusa 30002 :8000' })).toBeVisible();
  await privatePort(page).press('Enter');
  await add(page).dblclick({ force: true });
  await expectRowVisible(tableIn(page), { 'Public port': '9001', 'Private address': '10.0.0.4:8000' });
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
  expect(await rowsOf(tableIn(page))).toHaveLength(3);
});

test('a deletion is at once, leads to the next row, and can be undone', async ({ page, mockApi }) => {
  await open(page);
  await page.clock.install();
  mockApi.api.addFault({ kind: 'silence', method: 'DELETE', path: PATH });
  await page.getByRole('button', { name: 'Delete udp 5353' }).focus();
  await page.keyboard.press('Enter');
  await expectRowGone(tableIn(page), { 'Public port': '5353' });
  await expect(page.getByText('deleting udp 5353')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete tcp 9000' })).toBeFocused();
  await expect.poll(() => mockApi.api.log.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  await page.clock.fastForward(21_000);
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('Deleted udp 5353');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectRowVisible(tableIn(page), { 'Public port': '5353', Protocol: 'UDP', 'Private address': '10.0.0.3:5353' });
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('udp 5353 is back');
});

test('a double click on Delete deletes one mapping', async ({ page, mockApi }) => {
  await open(page);
  await page.getByRole('button', { name: 'Delete udp 5353' }).dblclick();
  await expect(page.getByText('Deleted udp 5353')).toBeVisible();
  await expectRowVisible(tableIn(page), { 'Public port': '9000' });
  expect(mockApi.api.log.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});

test('an empty table teaches what a mapping is', async ({ page }) => {
  await open(page, '5.6.7.8');
  await expect(page.getByRole('heading', { name: 'No port mappings yet' })).toBeVisible();
  await expect(page.getByText("must listen on the container's 10.x.x.x address")).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Container' })).toHaveValue('30003');
});

test('Copy as curl gives the request without the password', async ({ page, context, mockApi }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await fill(page, { from: '9001', to: '8000' });
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`curl -X POST '${mockApi.url}/${PATH}'`);
  expect(copied).toContain('{"container":30002,"proto":"tcp","public_port":9001,"private_port":8000}');
  expect(copied).not.toMatch(/deimos|6465696d6f73/);
});

test('on a phone the rows are cards and nothing overflows', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await expectRowVisible(tableIn(page), { 'Public port': '9000', Protocol: 'TCP' });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});

test('where the form takes two lines, its button stands in the second, beside the last field', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await open(page);
  const [field, button] = [await privatePort(page).boundingBox(), await add(page).boundingBox()];
  expect(button?.y).toBe(field?.y);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in ${colorScheme}: mistakes, a clash, a failure, the dialog`, async ({ page, mockApi }) => {
    test.setTimeout(60_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    mockApi.api.addPortMapping({
      server: ADDRESS,
      container: 30_002,
      proto: 'tcp',
      public_port: 9000,
      private_port: 8001,
    });
    mockApi.api.addFault({ kind: 'refuse', method: 'DELETE', path: PATH });
    await open(page);
    await fill(page, { from: '9000', to: '80' });
    await page.getByRole('button', { name: 'Delete udp 5353' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await add(page).click();
    await expect(privatePort(page)).toHaveAttribute('aria-invalid', 'true');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole('button', { name: 'Edit udp 5353' }).click();
    await expect(page.getByRole('dialog', { name: 'Edit udp 5353' })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}

test('a server without containers explains itself and leads to the way out', async ({ page, panel, mockApi }) => {
  await panel.holdSession({ username: 'zeus', password: 'zeus' });
  await page.goto('./servers/8.8.4.4/port-mappings');
  await expect(page.getByText('No container to map to.')).toBeVisible();
  await page.getByRole('link', { name: 'Create a container first' }).click();
  await expect(page).toHaveURL(/\/servers\/8\.8\.4\.4\/containers\/new$/);
  expect(mockApi.api.log.some(({ method }) => method === 'POST')).toBe(false);
});

test("somebody else's server is not shown", async ({ page }) => {
  await page.goto('./servers/8.8.4.4/port-mappings');
  await expect(page.getByRole('heading', { name: 'Not your server' })).toBeVisible();
  await expect(tableIn(page)).toHaveCount(0);
});
