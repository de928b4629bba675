/** What an import may delete and what never, what is kept of it, and its page in all its states. */
import { expect, expectRowVisible, test } from './fixtures.ts';
import { whatOverflows } from './page-checks.ts';
import {
  apply,
  applyAs,
  expectApplied,
  MEDUSA,
  mappings,
  openImport,
  plan,
  source,
  stored,
} from './port-mapping-import-page.ts';
import { ADDRESS } from './port-mappings-page.ts';

test.beforeEach(({ panel }) => panel.holdSession());

test('nothing is deleted for a list with an error, a question or a conflict', async ({ page }) => {
  await openImport(page);
  await mappings(page).fill('tcp 9000 -> hydra:8000');
  await applyAs(page, 'Make the server exactly this').check();
  await expectRowVisible(plan(page), { 'Public port': 'udp 5353', 'What happens': 'Closes' });
  await mappings(page).fill('tcp 9000 -> hydra:8000\nudp 5353 hydra?');
  await expect(apply(page)).toHaveAccessibleDescription(
    /^1 line could not be read: what is meant there would be deleted/,
  );
  await mappings(page).fill('tcp 9000 -> hydra:8000\ntcp 9000 -> medusa:8000');
  await expect(apply(page)).toHaveAccessibleDescription(
    /^1 mapping is in conflict: what is meant there would be deleted/,
  );
  await applyAs(page, 'Only add').check();
  await expect(applyAs(page, 'Make the server exactly this')).toBeDisabled();
});

test('nothing is deleted beside rows that could not be read', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'bad-row', method: 'GET', path: `portmappings/${ADDRESS}`, times: 9 });
  await openImport(page);
  await mappings(page).fill('tcp 9000 -> hydra:8000');
  await expect(applyAs(page, 'Make the server exactly this')).toBeDisabled();
  await expect(page.getByText('1 row of the table could not be read: nothing is deleted beside it.')).toBeVisible();
});

test('the server becomes exactly the list; a mapping that is handed over is shown with what it replaces', async ({
  page,
  mockApi,
}) => {
  await openImport(page);
  await mappings(page).fill('tcp 9000 -> medusa:8000');
  await applyAs(page, 'Make the server exactly this').check();
  await expectRowVisible(plan(page), {
    'Public port': 'tcp 9000',
    'What happens': 'In place of hydra (30001) 10.0.0.3:8000, closed for a moment',
  });
  await apply(page).click();
  await expectApplied(page);
  await expect.poll(() => stored(mockApi)).toEqual(['tcp 9000 → 30002:8000']);
});

test('many deletions are asked for by their number', async ({ page, mockApi }) => {
  for (let port = 7000; port < 7025; port += 1) {
    mockApi.api.addPortMapping({
      server: ADDRESS,
      container: MEDUSA,
      proto: 'tcp',
      public_port: port,
      private_port: port,
    });
  }
  await openImport(page);
  await mappings(page).fill('tcp 9000 -> hydra:8000');
  await applyAs(page, 'Make the server exactly this').check();
  await expect(apply(page)).toHaveAccessibleDescription('Type 26 to confirm.');
  await apply(page).press('Enter');
  expect(mockApi.api.portMappings(ADDRESS)).toHaveLength(27);
  await page.getByRole('textbox', { name: 'Type 26 to confirm' }).fill('26');
  await apply(page).click();
  await expectApplied(page);
  await expect.poll(() => stored(mockApi)).toEqual(['tcp 9000 → 30001:8000']);
});

test('what somebody else added meanwhile is not deleted unseen', async ({ page, mockApi }) => {
  await openImport(page);
  await mappings(page).fill('tcp 9000 -> hydra:8000');
  await applyAs(page, 'Make the server exactly this').check();
  await expect(apply(page)).toHaveAccessibleName('Apply 1 change');
  mockApi.api.addPortMapping({
    server: ADDRESS,
    container: MEDUSA,
    proto: 'tcp',
    public_port: 7000,
    private_port: 7000,
  });
  await apply(page).click();
  await expect(page.getByRole('alert')).toContainText('The table has changed meanwhile');
  expect(mockApi.api.portMappings(ADDRESS)).toHaveLength(3);
  await expectRowVisible(plan(page), { 'Public port': 'tcp 7000', 'What happens': 'Closes' });
});

test('what is typed survives a reload, and leaving asks', async ({ page }) => {
  await openImport(page);
  await mappings(page).fill('tcp 8080 -> medusa:8000');
  page.on('dialog', (asked) => void asked.accept());
  await page.reload();
  await expect(mappings(page)).toHaveValue('tcp 8080 -> medusa:8000');
  await expect(page.getByText('Restored what you had typed.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tags' }).click();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(mappings(page)).toHaveValue('');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tags' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tags' })).toBeVisible();
});

test('labels of the import are kept, and shown with the mappings', async ({ page }) => {
  await openImport(page);
  await mappings(page).fill(
    'protocol,public port,container,private port,label,note\ntcp,8080,30002,8000,shop,"opened for the sale, closes in May"',
  );
  await apply(page).click();
  await expectApplied(page);
  await expect(page.getByText('shop').first()).toBeVisible();
});

test('all of it works with the keyboard alone', async ({ page, mockApi }) => {
  await openImport(page);
  await source(page, 'Paste or file').focus();
  await page.keyboard.press('Tab');
  await expect(mappings(page)).toBeFocused();
  await page.keyboard.type('tcp 8080 -> medusa:8000');
  await expect(apply(page)).toHaveAccessibleName('Apply 1 change');
  await apply(page).focus();
  await page.keyboard.press('Enter');
  await expectApplied(page);
  await expect.poll(() => mockApi.api.portMappings(ADDRESS)).toHaveLength(3);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the plan is cards of two lines, and nothing is wider than the window', async ({ page }) => {
    await openImport(page);
    await mappings(page).fill(`tcp 8080 -> medusa:8000\ntcp 9000 -> medusa:8001\n${'x'.repeat(300)}`);
    await expectRowVisible(plan(page), { 'Public port': 'tcp 8080', Container: 'medusa 30002' });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    for (const port of ['8080', '9000']) {
      const card = await plan(page)
        .getByRole('row', { name: `tcp ${port}` })
        .boundingBox();
      expect(card?.height).toBeLessThan(60);
    }
  });
});

test('beside the sidebar nothing is wider than the window, the bar at its foot included', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await openImport(page);
  await mappings(page).fill('tcp 8080 -> medusa:8000');
  await expect(page.getByRole('region', { name: 'Apply' })).toBeVisible();
  expect(await whatOverflows(page)).toEqual([]);
});

test('a server without containers, one that is not yours, and a table that cannot be read', async ({
  page,
  panel,
  mockApi,
}) => {
  await page.goto('./servers/8.8.4.4/port-mappings/import');
  await expect(page.getByRole('heading', { name: 'Not your server' })).toBeVisible();
  mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: `portmappings/${ADDRESS}` });
  await page.goto(`./servers/${ADDRESS}/port-mappings/import`);
  await expect(page.getByRole('alert')).toContainText(`Could not load the port mappings of ${ADDRESS}`);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(mappings(page)).toBeVisible();
  await panel.holdSession({ username: 'zeus', password: 'zeus' });
  await page.goto('./servers/8.8.4.4/port-mappings/import');
  await expect(page.getByText('No container to map to.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Create a container first' })).toBeVisible();
});

test('while another run is under way, nothing more is applied, and the reason is said', async ({ page, mockApi }) => {
  await openImport(page);
  await mappings(page).fill('tcp 8080 -> medusa:8000');
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: `portmappings/${ADDRESS}` });
  await apply(page).click();
  await expectApplied(page);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await mappings(page).fill('tcp 8081 -> medusa:8001');
  await expect(apply(page)).toHaveAccessibleDescription(`Another run is under way on ${ADDRESS}: wait for its end`);
  mockApi.api.release();
  await expect(apply(page)).toHaveAccessibleDescription('');
  await apply(page).click();
  await expect.poll(() => stored(mockApi)).toHaveLength(4);
});

test('labels alone are applied to what stands, sent to nobody, and taken back by Undo', async ({ page, mockApi }) => {
  await openImport(page);
  await mappings(page).fill('protocol,public port,container,private port,label,note\ntcp,9000,30001,8000,Web,Proxy');
  await expectRowVisible(plan(page), {
    'Public port': 'tcp 9000',
    'What happens': 'Already there, labelled “Web” with a note',
  });
  await expect(page.getByText('Changes no mapping and sets 1 label: in this browser')).toBeVisible();
  mockApi.api.clearLog();
  await page.getByRole('button', { name: 'Apply 1 label' }).click();
  await expectApplied(page);
  const notifications = page.getByRole('region', { name: 'Notifications' });
  await expect(notifications).toContainText('Set 1 label');
  const row = page.getByRole('row').filter({ hasText: '10.0.0.3:8000' });
  await expect(row).toContainText('Web');
  await notifications.getByRole('button', { name: 'Undo' }).click();
  await expect(notifications).toContainText('The labels are as before');
  await expect(row).not.toContainText('Web');
  expect(mockApi.api.log.filter(({ method }) => method === 'POST' || method === 'DELETE')).toEqual([]);
});

test('a browser that has no room for a run says so before it is applied', async ({ page }) => {
  await openImport(page);
  await mappings(page).fill('tcp 8080 -> medusa:8000');
  const warning = page.getByText(/This browser cannot remember a run of these over a reload/);
  await expect(page.getByRole('button', { name: 'Apply 1 change' })).toBeVisible();
  await expect(warning).toBeHidden();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await mappings(page).fill('tcp 8081 -> medusa:8000');
  await expect(warning).toBeVisible();
});
