/** Importing a range of ports, and copying another server or container. */
import { expect, expectRowVisible, test } from './fixtures.ts';
import { apply, applyAs, expectApplied, MEDUSA, openImport, plan, SEED, stored } from './port-mapping-import-page.ts';
import { ADDRESS } from './port-mappings-page.ts';

test.beforeEach(({ panel }) => panel.holdSession());

test('a range says what it comes to, and maps both protocols', async ({ page, mockApi }) => {
  await openImport(page, 'range');
  await page.getByRole('textbox', { name: 'Public ports' }).fill('8000-8010');
  await page.getByRole('textbox', { name: 'Private ports' }).fill('9000-9010');
  await page.getByRole('combobox', { name: 'Container' }).selectOption('medusa (30002)');
  await expect(page.getByText('11 TCP mappings, 8000 → 9000 to 8010 → 9010').first()).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Protocol' }).getByRole('radio', { name: 'Both' }).check();
  await expect(apply(page)).toHaveAccessibleName('Apply 22 changes');
  await apply(page).click();
  await expectApplied(page);
  await expect.poll(() => mockApi.api.portMappings(ADDRESS).length).toBe(24);
  const rows = stored(mockApi);
  expect(rows).toContain('tcp 8010 → 30002:9010');
  expect(rows).toContain('udp 8000 → 30002:9000');
});

test('one container is made exactly a range, and the others keep theirs', async ({ page, mockApi }) => {
  mockApi.api.addPortMapping({
    server: ADDRESS,
    container: MEDUSA,
    proto: 'tcp',
    public_port: 7000,
    private_port: 7000,
  });
  await openImport(page, 'range');
  await page.getByRole('textbox', { name: 'Public ports' }).fill('8000');
  await page.getByRole('combobox', { name: 'Container' }).selectOption('medusa (30002)');
  await applyAs(page, 'Make medusa (30002) exactly this').check();
  await expectRowVisible(plan(page), { 'Public port': 'tcp 7000', 'What happens': 'Closes' });
  await expect(page.getByText('Adds 1 and deletes 1.')).toBeVisible();
  await apply(page).click();
  await expectApplied(page);
  await expect.poll(() => stored(mockApi)).toEqual([...SEED, 'tcp 8000 → 30002:8000']);
});

test('another server is copied, container by container', async ({ page, mockApi }) => {
  const there = { server: '5.6.7.8', container: 30_003, private_port: 7000 };
  mockApi.api.addPortMapping({ ...there, proto: 'tcp', public_port: 7000 });
  mockApi.api.addPortMapping({ ...there, proto: 'udp', public_port: 9000 });
  await openImport(page, 'copy');
  await page.getByRole('combobox', { name: 'Copy from' }).selectOption('5.6.7.8');
  await expect(page.getByText('0 mappings: 2 questions').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'cerberus (30003) becomes' }).selectOption('medusa (30002)');
  await expect(apply(page)).toHaveAccessibleName('Apply 2 changes');
  await apply(page).click();
  await expectApplied(page);
  await expect
    .poll(() => stored(mockApi).sort())
    .toEqual([...SEED, 'tcp 7000 → 30002:7000', 'udp 9000 → 30002:7000'].sort());
});

test('a server that cannot be read is named, and read again when asked', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: 'portmappings/5.6.7.8' });
  await openImport(page, 'copy');
  await page.getByRole('combobox', { name: 'Copy from' }).selectOption('5.6.7.8');
  await expect(page.getByRole('alert')).toContainText('Could not load the port mappings of 5.6.7.8');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('5.6.7.8 has no port mappings to copy.')).toBeVisible();
});

test('another container of the server is copied to other ports', async ({ page }) => {
  await openImport(page, 'copy');
  await page.getByRole('combobox', { name: 'Copy from' }).selectOption('1.2.3.4 (this server)');
  await page.getByRole('combobox', { name: 'Copy what' }).selectOption('hydra (30001), 2 mappings');
  await page.getByRole('combobox', { name: 'hydra (30001) becomes' }).selectOption('medusa (30002)');
  await expect(page.getByText('2 mappings: 2 in conflict').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Shift public ports by' }).fill('1000');
  await expectRowVisible(plan(page), { 'Public port': 'tcp 10000', Container: 'medusa 30002' });
  await expect(apply(page)).toHaveAccessibleName('Apply 2 changes');
});
