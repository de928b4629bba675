/** The port map and the page of all ports by keyboard alone. */
import { expect, test } from './fixtures.ts';
import { keyboardOf } from './keyboard.ts';
import { ADDRESS } from './port-mappings-page.ts';

// A trace keeps the page anew for each of hundreds of keys.
test.use({ trace: 'off' });

test.beforeEach(async ({ panel, mockApi }) => {
  mockApi.api.addPortMapping({
    server: ADDRESS,
    container: 30_002,
    proto: 'tcp',
    public_port: 9000,
    private_port: 8001,
  });
  await panel.holdSession();
});

test('from a clash in the table to the map, over its blocks and ports, and the clash resolved', async ({
  page,
  mockApi,
}) => {
  const keyboard = keyboardOf(page);
  await keyboard.open(`./servers/${ADDRESS}/port-mappings`);
  await keyboard.use(page.getByRole('link', { name: 'Resolve on the port map' }));
  const cell = (name: string | RegExp) => page.getByRole('gridcell', { name });
  await keyboard.choose(page.getByRole('radiogroup', { name: 'Protocol' }), 'TCP');
  await keyboard.to(cell(/^8960–9215: 1 in conflict/));
  await keyboard.press('ArrowUp', 'ArrowDown', 'Enter');
  await keyboard.to(cell(/^tcp 9000, in conflict/));
  await keyboard.press('ArrowRight');
  await keyboard.to(cell('tcp 9001, free'));
  await keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Map tcp 9001' })).toBeFocused();

  await keyboard.use(page.getByRole('button', { name: 'Keep hydra on tcp 9000' }));
  const conflicts = page.getByRole('region', { name: 'Conflicts' });
  await expect(conflicts).toContainText('No conflicts');
  await expect(conflicts.getByRole('heading', { name: 'Conflicts' })).toBeFocused();
  await keyboard.to(conflicts.getByRole('button', { name: 'Keep medusa on tcp 9000 instead' }));
  expect(mockApi.api.portMappings(ADDRESS).map(({ id }) => id)).toEqual([1, 2]);

  await keyboard.use(page.getByRole('button', { name: 'Show all ports as ranges' }));
  await expect(page.getByRole('table', { name: 'Ranges of public ports' })).toBeVisible();
});

test('go to a port, mark a container, find room, and map it', async ({ page }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open(`./servers/${ADDRESS}/port-mappings/map`);
  await keyboard.fill(page.getByRole('textbox', { name: 'Go to port' }), 'udp 5353');
  await keyboard.press('Enter');
  await expect(page.getByRole('gridcell', { name: /udp 5353, used by hydra/ })).toBeFocused();
  await keyboard.press('Escape');
  await expect(page.getByRole('gridcell', { name: /^5120–5375/ })).toBeFocused();
  await keyboard.backTo(page.getByRole('combobox', { name: 'Mark container' }));
  await keyboard.type('medusa');
  const room = page.getByRole('region', { name: 'Next free' });
  await keyboard.fill(room.getByRole('textbox', { name: 'Block of' }), '3');
  await keyboard.use(room.getByRole('link', { name: 'Map the block' }));
  await expect(page.getByRole('textbox', { name: 'Public ports' })).not.toHaveValue('');
});

test('all ports: filter, sort, and go to the server of a row', async ({ page }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open('./port-mappings');
  await keyboard.fill(page.getByRole('searchbox', { name: 'Filter ports' }), '9000');
  await keyboard.use(page.getByRole('columnheader', { name: 'Container' }).getByRole('button'));
  await expect(page.getByRole('columnheader', { name: 'Container' })).toHaveAttribute('aria-sort', 'ascending');
  await keyboard.use(page.getByRole('link', { name: `tcp 9000 on ${ADDRESS}` }).first());
  await expect(page).toHaveURL(/filter=tcp\+9000$/);
});
