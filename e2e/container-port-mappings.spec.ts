/** The port mappings of one container, on its own page: by the same rules as on the page of its server. */
import type { Page } from '@playwright/test';
import { expect, expectRowGone, expectRowVisible, test } from './fixtures.ts';
import { ADDRESS, add, PATH, privatePort, publicPort, tableIn } from './port-mappings-page.ts';

test.beforeEach(async ({ panel }) => panel.holdSession());

const section = (page: Page) => page.getByRole('region', { name: 'Port mappings', exact: true });

async function open(page: Page, uid = 30_001) {
  await page.goto(`./containers/${uid}`);
  await expect(publicPort(page)).toBeVisible();
}

test('nothing moves under the pointer when they come', async ({ page, mockApi }) => {
  const reboot = page.getByRole('main').getByRole('button', { name: 'Reboot', exact: true });
  const topOfReboot = async () => (await reboot.boundingBox())?.y;
  await page.setViewportSize({ width: 390, height: 844 });
  mockApi.api.addFault({ kind: 'hold', method: 'GET', path: PATH });
  await page.goto('./containers/30001');
  await expect(page.getByRole('combobox', { name: 'Tags' })).toBeVisible();
  const before = await topOfReboot();
  mockApi.api.release();
  await expectRowVisible(tableIn(page), { 'Public port': /9000/ });
  expect(await topOfReboot()).toBe(before);
});

test('a mapping is added to this container without asking which', async ({ page, mockApi }) => {
  await open(page);
  await expectRowVisible(tableIn(page), { 'Public port': '9000', 'Private address': '10.0.0.3:8000' });
  await expect(section(page).getByRole('combobox', { name: 'Container' })).toHaveCount(0);
  await publicPort(page).fill('9001');
  await privatePort(page).fill('8001');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Added tcp 9001.')).toBeVisible();
  await expectRowVisible(tableIn(page), { 'Public port': '9001', 'Private address': '10.0.0.3:8001' });
  await expect(publicPort(page)).toBeFocused();
  expect(mockApi.api.portMappings(ADDRESS).at(-1)).toMatchObject({ public_port: 9001, container: 30_001 });
});

test('a pasted mapping fills the form, and the next free port is found', async ({ page, mockApi }) => {
  await open(page);
  await publicPort(page).fill('9000:8000/udp');
  await publicPort(page).press('Enter');
  await expectRowVisible(tableIn(page), { 'Public port': '9000', Protocol: 'UDP' });
  await publicPort(page).fill('9000');
  await expect(publicPort(page)).toHaveAccessibleDescription(/is taken by hydra \(30001\)/);
  await section(page).getByRole('button', { name: 'Next free' }).click();
  await expect(publicPort(page)).toHaveValue('9001');
  expect(mockApi.api.portMappings(ADDRESS)).toHaveLength(3);
});

test('a deletion is undone', async ({ page, mockApi }) => {
  await open(page);
  await page.getByRole('button', { name: 'Delete tcp 9000' }).click();
  await expect(page.getByText('Deleted tcp 9000')).toBeVisible();
  await expectRowGone(tableIn(page), { 'Public port': /9000/ });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectRowVisible(tableIn(page), { 'Public port': '9000', 'Private address': '10.0.0.3:8000' });
  expect(mockApi.api.portMappings(ADDRESS)).toHaveLength(2);
});

test('a mapping is edited', async ({ page, mockApi }) => {
  await open(page);
  await page.getByRole('button', { name: 'Edit tcp 9000' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit tcp 9000' });
  await dialog.getByRole('textbox', { name: 'Public port' }).fill('9002');
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await expectRowVisible(tableIn(page), { 'Public port': '9002' });
  await expectRowGone(tableIn(page), { 'Public port': /9000/ });
  expect(mockApi.api.portMappings(ADDRESS)).toHaveLength(2);
});

test('another container on the same public port is a clash that names it, and other mappings are not shown', async ({
  page,
  mockApi,
}) => {
  mockApi.api.addPortMapping({ server: ADDRESS, container: 30_002, proto: 'tcp', public_port: 9000, private_port: 80 });
  mockApi.api.addPortMapping({
    server: ADDRESS,
    container: 30_002,
    proto: 'tcp',
    public_port: 9009,
    private_port: 8009,
  });
  await open(page);
  await expect(section(page)).toContainText(
    'tcp 9000 is also taken by medusa (30002). Only one of them gets the traffic.',
  );
  await expectRowVisible(tableIn(page), { 'Public port': '9000 clash' });
  await expectRowGone(tableIn(page), { 'Public port': /9009/ });
  await publicPort(page).fill('9009');
  await expect(publicPort(page)).toHaveAccessibleDescription(/tcp 9009 is taken by medusa \(30002\)/);
});

test('a refused addition leaves no row and keeps the form', async ({ page, mockApi }) => {
  await open(page);
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: PATH });
  await publicPort(page).fill('9001');
  await privatePort(page).fill('8001');
  await add(page).click();
  await expect(page.getByRole('alert')).toContainText('tcp 9001 was not added. The API refused without a reason');
  await expectRowGone(tableIn(page), { 'Public port': /9001/ });
  await expect(publicPort(page)).toHaveValue('9001');
  await page.reload();
  await expect(publicPort(page)).toHaveValue('9001');
});

test('on a shared server it says why there is nothing to map', async ({ page, mockApi }) => {
  await page.goto('./containers/30004');
  await expect(section(page)).toContainText('Only the owner of 9.9.9.9 sees and changes its port mappings.');
  await expect(tableIn(page)).toHaveCount(0);
  expect(mockApi.api.log.filter(({ path }) => path.startsWith('portmappings'))).toEqual([]);
});
