/** A run of many port mappings: how far it is, holding it up, going on after all that can go wrong, and the way back. */
import AxeBuilder from '@axe-core/playwright';
import { expect, expectRowVisible, rowsOf, test } from './fixtures.ts';
import { notifications, portsOf, range, runIn, startRange } from './port-mapping-runs-page.ts';
import { ADDRESS, open, PATH, tableIn } from './port-mappings-page.ts';

const SEED_PORTS = [5353, 9000];
const WANTED = [...SEED_PORTS, ...range(20_000, 20_011)];

test.beforeEach(({ panel }) => panel.holdSession());

test('a run says what it did, stands clean in the dark and on a phone, and goes when it is dismissed', async ({
  page,
  mockApi,
}) => {
  await startRange(page, '20000-20003');
  const run = runIn(page, 'Added 4 port mappings');
  await expect(run).toContainText('4 of 4 done');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual([...SEED_PORTS, ...range(20_000, 20_003)]);
  await run.getByText('Results').click();
  await expectRowVisible(run.getByRole('table', { name: 'Results' }), {
    'Port mapping': 'tcp 20003 → medusa:8003',
    Change: 'Add',
    Result: 'done',
  });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await run.getByRole('button', { name: 'Dismiss' }).click();
  await expect(run).toBeHidden();
});

test('a pause sends nothing more until it is resumed, and the focus stays on the button', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: PATH, times: 4 });
  await startRange(page, '20000-20011');
  const going = runIn(page, 'Adding 12 port mappings');
  await expect(going.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^0 of 12 done/);
  const posts = () => mockApi.api.log.filter(({ method }) => method === 'POST');
  await expect.poll(posts).toHaveLength(4);
  await going.getByRole('button', { name: 'Pause' }).focus();
  await page.keyboard.press('Enter');
  await expect(going).toContainText('Nothing more is sent.');
  mockApi.api.release();
  const paused = runIn(page, 'Paused: Addition of 12 port mappings');
  await expect(paused).toContainText('4 of 12 done, 8 not sent');
  await expect(paused.getByRole('button', { name: 'Resume' })).toBeFocused();
  expect(posts()).toHaveLength(4);
  await page.keyboard.press('Enter');
  await expect(runIn(page, 'Added 12 port mappings')).toContainText('12 of 12 done');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(WANTED);
  expect(posts()).toHaveLength(12);
});

test('a run that is stopped says what is not sent, and goes on with that', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: PATH, times: 4 });
  await startRange(page, '20000-20011');
  const going = runIn(page, 'Adding 12 port mappings');
  await expect.poll(() => mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(4);
  await going.getByRole('button', { name: 'Stop' }).focus();
  await page.keyboard.press('Enter');
  mockApi.api.release();
  const stopped = runIn(page, 'Stopped: Addition of 12 port mappings');
  await expect(stopped).toContainText('4 of 12 done, 8 not sent');
  await expect(stopped.getByRole('heading')).toBeFocused();
  await stopped.getByText('Results').click();
  await stopped.getByRole('radio', { name: 'Not sent 8' }).check({ force: true });
  expect(await rowsOf(stopped.getByRole('table', { name: 'Results' }))).toHaveLength(8);
  await stopped.getByRole('button', { name: 'Go on with the 8 not sent' }).click();
  await expect(runIn(page, 'Added 12 port mappings')).toContainText('12 of 12 done');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(WANTED);
});

test('a refusal in the middle stops it: why, what is done and what is not, and both ways on', async ({
  page,
  mockApi,
}) => {
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: PATH, times: 3 });
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: PATH });
  await startRange(page, '20000-20011');
  await expect.poll(() => mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(4);
  mockApi.api.release();
  const stopped = runIn(page, 'Stopped: Addition of 12 port mappings');
  await expect(stopped).toContainText(/\d+ of 12 done, 1 failed, \d+ not sent/);
  await expect(stopped.getByRole('alert')).toContainText(/API refused tcp 200\d\d/);
  const [first] = await rowsOf(stopped.getByRole('table', { name: 'Results' }));
  expect(first).toMatchObject({ Result: 'failed', Why: expect.stringContaining('refused') });
  await stopped.getByRole('button', { name: /^Go on with the \d+ not sent/ }).click();
  const ended = runIn(page, 'Addition of 12 port mappings');
  await expect(ended).toContainText('11 of 12 done, 1 failed');
  await ended.getByRole('button', { name: 'Retry failed' }).click();
  await expect(runIn(page, 'Added 12 port mappings')).toContainText('12 of 12 done');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(WANTED);
});

test('a reload in the middle asks; afterwards the run tells what is done, and ends in the wanted state', async ({
  page,
  mockApi,
}) => {
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: PATH, times: 4 });
  await startRange(page, '20000-20011');
  await expect.poll(() => mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(4);
  let asked = '';
  page.on('dialog', (dialog) => {
    asked = dialog.type();
    void dialog.accept();
  });
  await runIn(page, 'Adding 12 port mappings').getByRole('heading').click();
  await page.reload();
  expect(asked).toBe('beforeunload');
  mockApi.api.release();
  const interrupted = runIn(page, 'Interrupted: Addition of 12 port mappings');
  await expect(interrupted).toContainText('The page was reloaded while it was under way.');
  await interrupted.getByRole('button', { name: /^Go on with the/ }).click();
  await expect(runIn(page, 'Added 12 port mappings')).toContainText('12 of 12 done');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(WANTED);
});

test('a run is reverted as a whole, after a look at the plan', async ({ page, mockApi }) => {
  await startRange(page, '20000-20011');
  const run = runIn(page, 'Added 12 port mappings');
  await expect(run).toContainText('12 of 12 done');
  await run.getByRole('button', { name: 'Revert' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revert: Added 12 port mappings' });
  await expect(dialog.getByRole('table', { name: 'Plan' })).toContainText('tcp 20011');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByRole('button', { name: 'Revert' }).click();
  await expect(notifications(page)).toContainText('Reverted 12 port mappings');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(SEED_PORTS);
});

test('a run goes on while the person is elsewhere, says where it is, and tells its end there', async ({
  page,
  mockApi,
}) => {
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: PATH, times: 4 });
  await startRange(page, '20000-20011');
  await expect(runIn(page, 'Adding 12 port mappings')).toBeVisible();
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: '5.6.7.8' }).click();
  await page.getByRole('navigation', { name: 'Server' }).getByRole('link', { name: 'Port mappings' }).click();
  await expect(page.getByText(`Adding 12 port mappings on ${ADDRESS} is under way.`)).toBeVisible();
  await main.getByRole('link', { name: 'Tags' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tags' })).toBeVisible();
  mockApi.api.release();
  await expect(notifications(page)).toContainText('Added 12 port mappings');
  await notifications(page).getByRole('button', { name: 'Show' }).click();
  await expect(runIn(page, 'Added 12 port mappings')).toContainText('12 of 12 done');
});

test('an expired password stops it; once signed in again it goes on', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: PATH, times: 4 });
  await startRange(page, '20000-20011');
  await expect.poll(() => mockApi.api.log.filter(({ method }) => method === 'POST')).toHaveLength(4);
  mockApi.api.setPassword('kratos', 'other');
  mockApi.api.release();
  const dialog = page.getByRole('dialog').filter({ has: page.getByLabel('Password', { exact: true }) });
  await dialog.getByLabel('Password', { exact: true }).fill('other');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: /^Go on with the/ }).click();
  await expect(runIn(page, 'Added 12 port mappings')).toContainText('12 of 12 done');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(WANTED);
});

test('a few selected mappings go at once, with an Undo that brings them back', async ({ page, mockApi }) => {
  await open(page);
  for (const name of ['tcp 9000', 'udp 5353']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await page.getByRole('button', { name: 'Delete selected' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 port mappings' });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByRole('button', { name: 'Delete 2 port mappings' }).click();
  await expect(notifications(page)).toContainText('Deleted 2 port mappings');
  await expect(page.getByText('No port mappings yet')).toBeVisible();
  await notifications(page).getByRole('button', { name: 'Undo' }).click();
  await expect(notifications(page)).toContainText('Reverted 2 port mappings');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual(SEED_PORTS);
});

test('what leads to other customers is left out unless it is ticked, and many are confirmed by their number', async ({
  page,
  mockApi,
}) => {
  for (const port of range(30_000, 30_024)) {
    mockApi.api.addPortMapping({
      server: ADDRESS,
      container: 30_002,
      proto: 'tcp',
      public_port: port,
      private_port: port,
    });
  }
  mockApi.api.addPortMapping({ server: ADDRESS, container: 39_999, proto: 'tcp', public_port: 7000, private_port: 80 });
  await open(page);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Delete selected' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 28 port mappings' });
  await expect(dialog).toContainText('1 of them leads to a container that is not yours on this server: tcp 7000');
  const start = (count: number) => dialog.getByRole('button', { name: `Delete ${count} port mappings` });
  await dialog.getByRole('textbox', { name: 'Type 27 to confirm' }).fill('27');
  await expect(start(27)).not.toHaveAttribute('aria-disabled');
  await dialog.getByRole('checkbox', { name: /^Delete it too, for good/ }).check();
  await expect(start(28)).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('checkbox', { name: /^Delete it too, for good/ }).uncheck();
  await start(27).click();
  await expect(runIn(page, 'Deleted 27 port mappings')).toContainText('27 of 27 done');
  expect(portsOf(mockApi.api.portMappings(ADDRESS))).toEqual([7000]);
  await expectRowVisible(tableIn(page), { 'Public port': '7000' });
});
