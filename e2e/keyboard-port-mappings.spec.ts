/** Port mappings by keyboard alone: one by one, many at once, a run held up and let go, and the way back. */
import { readFile } from 'node:fs/promises';
import { expect, expectRowGone, expectRowVisible, test } from './fixtures.ts';
import { keyboardOf } from './keyboard.ts';
import { apply, mappings, stored } from './port-mapping-import-page.ts';
import { notifications, portsOf, range, runIn } from './port-mapping-runs-page.ts';
import { ADDRESS, add, PATH, privatePort, publicPort, tableIn } from './port-mappings-page.ts';

// A trace keeps the page anew for each of hundreds of keys.
test.use({ trace: 'off' });

const HERE = `./servers/${ADDRESS}/port-mappings`;
const SEED_PORTS = [5353, 9000];

test.beforeEach(({ panel }) => panel.holdSession());

test('add, edit, delete and undo', async ({ page, mockApi }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open(HERE);
  await keyboard.choose(page.getByRole('radiogroup', { name: 'Protocol' }), 'UDP');
  await keyboard.fill(publicPort(page), '9001');
  await keyboard.select(page.getByRole('combobox', { name: 'Container' }), 'medusa');
  await keyboard.fill(privatePort(page), '8000');
  await keyboard.use(add(page));
  await expectRowVisible(tableIn(page), { 'Public port': '9001', Protocol: 'UDP' });
  await expect(publicPort(page)).toBeFocused();

  await keyboard.use(page.getByRole('button', { name: 'Edit udp 9001' }));
  const dialog = page.getByRole('dialog', { name: 'Edit udp 9001' });
  await keyboard.fill(dialog.getByRole('textbox', { name: 'Public port' }), '9002');
  await keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Edit udp 9002' })).toBeFocused();

  await keyboard.use(page.getByRole('button', { name: 'Delete udp 9002' }));
  await expect(notifications(page)).toContainText('Deleted udp 9002');
  await keyboard.press('F8');
  await expect(
    notifications(page).getByRole('button', { name: 'Undo', description: 'Deleted udp 9002' }),
  ).toBeFocused();
  await keyboard.press('Enter');
  await expectRowVisible(tableIn(page), { 'Public port': '9002', Protocol: 'UDP' });
  await keyboard.to(page.getByRole('button', { name: 'Edit udp 9002' }));
  expect(stored(mockApi)).toContain('udp 9002 → 30002:8000');
});

test('select, delete the selected, and take it back from Recent changes', async ({ page, mockApi }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open(HERE);
  await keyboard.use(page.getByRole('checkbox', { name: 'Select udp 5353' }), 'Space');
  await keyboard.to(page.getByRole('checkbox', { name: 'Select tcp 9000' }));
  await keyboard.press('Shift+Space');
  await keyboard.use(page.getByRole('button', { name: 'Go to actions' }).last());
  await keyboard.use(page.getByRole('button', { name: 'Delete selected' }));
  const dialog = page.getByRole('dialog');
  await keyboard.use(dialog.getByRole('button', { name: /^Delete 2/ }));
  await expect(dialog).toBeHidden();
  await expect.poll(() => portsOf(mockApi.api.portMappings(ADDRESS))).toEqual([]);
  await expect(notifications(page)).toContainText('Deleted 2 port mappings');

  await keyboard.backTo(page.getByRole('button', { name: 'Recent changes' }));
  await keyboard.press('Enter');
  const changes = page.getByRole('dialog', { name: 'Recent changes' });
  await keyboard.use(changes.getByRole('button', { name: /^Revert: / }).first());
  const question = page.getByRole('dialog');
  await keyboard.use(question.getByRole('button', { name: /^Revert/ }));
  await expect.poll(() => portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(SEED_PORTS);
  await expectRowVisible(tableIn(page), { 'Public port': '9000' });
  await keyboard.to(page.getByRole('button', { name: 'Delete tcp 9000' }));
});

test('paste and apply; pause, go on, stop, go on with the rest, and revert', async ({ page, mockApi }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open(HERE);
  await keyboard.use(page.getByRole('button', { name: 'Import' }));
  await keyboard.to(mappings(page));
  await keyboard.type('tcp 20000-20011 -> medusa:8000');
  await expect(apply(page)).toHaveText('Apply 12 changes');
  await keyboard.to(page.getByRole('radiogroup', { name: 'Apply as' }).getByRole('radio', { checked: true }));
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: PATH, times: 8 });
  await keyboard.use(apply(page));
  const posts = () => mockApi.api.log.filter(({ method }) => method === 'POST');
  await expect.poll(posts).toHaveLength(4);
  const going = runIn(page, 'Importing 12 port mappings');
  await keyboard.use(going.getByRole('button', { name: 'Pause' }));
  mockApi.api.release();
  const paused = runIn(page, 'Paused: Import of 12 port mappings');
  await expect(paused.getByRole('button', { name: 'Resume' })).toBeFocused();
  await keyboard.press('Enter');
  await expect.poll(posts).toHaveLength(8);
  await keyboard.use(going.getByRole('button', { name: 'Stop' }));
  mockApi.api.release();
  const stopped = runIn(page, 'Stopped: Import of 12 port mappings');
  await expect(stopped.getByRole('heading')).toBeFocused();
  await keyboard.use(stopped.getByText('Results'), 'Space');
  await keyboard.choose(stopped.getByRole('radiogroup'), /^Not sent/);
  await keyboard.backTo(stopped.getByRole('button', { name: 'Go on with the 4 not sent' }));
  await keyboard.press('Enter');
  const ended = runIn(page, 'Imported 12 port mappings');
  await expect(ended).toContainText('12 of 12 done');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual([...SEED_PORTS, ...range(20_000, 20_011)]);
  await keyboard.use(ended.getByRole('button', { name: 'Revert' }));
  const question = page.getByRole('dialog');
  await keyboard.use(question.getByRole('button', { name: /^Revert/ }));
  await expect.poll(() => portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(SEED_PORTS);
  await expectRowGone(tableIn(page), { 'Public port': '20000' });
});

test('a range, and a copy of another container', async ({ page }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open(`${HERE}/import`);
  await keyboard.choose(page.getByRole('radiogroup', { name: 'Source' }), 'Range');
  await keyboard.fill(page.getByRole('textbox', { name: 'Public ports' }), '8000-8002');
  await keyboard.fill(page.getByRole('textbox', { name: 'Private ports' }), '9000');
  await keyboard.choose(page.getByRole('radiogroup', { name: 'Protocol' }), 'Both');
  await keyboard.select(page.getByRole('combobox', { name: 'Container' }), 'medusa');
  await expect(apply(page)).toHaveText('Apply 6 changes');
  await keyboard.to(apply(page));

  await keyboard.open(`${HERE}/import?from=copy`);
  await keyboard.select(page.getByRole('combobox', { name: 'Copy from' }), ADDRESS);
  await keyboard.select(page.getByRole('combobox', { name: 'Copy what' }), 'hydra');
  await keyboard.select(page.getByRole('combobox', { name: /becomes$/ }), 'medusa');
  await expect(page.getByRole('table', { name: 'Plan' })).toBeVisible();
  await keyboard.to(page.getByRole('radiogroup', { name: 'Apply as' }).getByRole('radio', { checked: true }));
});

test('export a file', async ({ page }) => {
  const keyboard = keyboardOf(page);
  await keyboard.open(HERE);
  await keyboard.use(page.getByRole('button', { name: 'Export', exact: true }));
  const dialog = page.getByRole('dialog', { name: 'Export port mappings' });
  await keyboard.choose(dialog.getByRole('radiogroup', { name: 'Format' }), 'JSON');
  const download = page.waitForEvent('download');
  await keyboard.use(dialog.getByRole('button', { name: 'Download' }));
  expect(await readFile(await (await download).path(), 'utf8')).toContain('5353');
  await keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeFocused();
});
