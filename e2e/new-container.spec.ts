/** Creating a container, from the form to its page. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Fault } from '../src/mock-api/faults.ts';
import { expect, test } from './fixtures.ts';
import {
  called,
  createButton,
  declareTotals,
  field,
  fillArgus,
  KEY,
  landed,
  meter,
  NEVER,
  openForm,
  posts,
} from './new-container-form.ts';

test.beforeEach(({ panel }) => panel.holdSession());

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

test('one that is like another in name, server and size is told apart', async ({ page, mockApi }) => {
  mockApi.api.addContainer({ server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 });
  await openForm(page);
  await fillArgus(page);
  await createButton(page).click();
  await landed(page, 30_006);
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
