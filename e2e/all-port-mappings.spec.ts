/** The mappings of all servers in one table, and what can be asked of it. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createMockApi } from '../src/mock-api/application.ts';
import { startMockApi } from '../src/mock-api/server.ts';
import { expect, expectRowVisible, rowsOf, test } from './fixtures.ts';

const tableIn = (page: Page) => page.getByRole('table', { name: 'Ports' });
const filterIn = (page: Page) => page.getByRole('searchbox', { name: 'Filter ports' });
const OTHER = 'portmappings/5.6.7.8';

async function open(page: Page, search = '') {
  await page.goto(`./port-mappings${search}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Ports' })).toBeVisible();
}

test.describe('two servers', () => {
  test.beforeEach(async ({ panel, mockApi }) => {
    mockApi.api.addPortMapping({
      server: '5.6.7.8',
      container: 30_003,
      proto: 'udp',
      public_port: 9000,
      private_port: 9000,
    });
    await panel.holdSession();
  });

  test('all mappings stand in one table; filter and sort are in the URL and survive a reload', async ({ page }) => {
    await page.goto('./servers');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Ports', exact: true }).click();
    await expectRowVisible(tableIn(page), {
      Server: '1.2.3.4',
      'Public port': '9000',
      Protocol: 'TCP',
      Container: 'hydra 30001',
      'Private address': '10.0.0.3:8000',
    });
    await expect(page.getByText('3 mappings on 2 servers')).toBeVisible();
    await filterIn(page).fill('9000');
    await expect(page.getByText('2 of 3 mappings on 2 servers')).toBeVisible();
    await tableIn(page).getByRole('button', { name: 'Server' }).click();
    await tableIn(page).getByRole('button', { name: 'Server' }).click();
    await expect(tableIn(page).getByRole('row').nth(1)).toContainText('5.6.7.8');
    await page.reload();
    await expect(filterIn(page)).toHaveValue('9000');
    await expect(tableIn(page).getByRole('row').nth(1)).toContainText('5.6.7.8');
    expect(await rowsOf(tableIn(page))).toHaveLength(2);
  });

  for (const [filter, answer] of [
    ['tcp 9000', 'tcp 9000: hydra (30001) on 1.2.3.4; free on 5.6.7.8.'],
    ['who holds udp 9000?', 'udp 9000: cerberus (30003) on 5.6.7.8; free on 1.2.3.4.'],
    [
      'where does hydra listen?',
      'hydra (30001) listens on tcp 9000 (to 10.0.0.3:8000) and udp 5353 (to 10.0.0.3:5353) of 1.2.3.4.',
    ],
    ['medusa', 'medusa (30002) has no port mapping on 1.2.3.4: nothing reaches it from outside.'],
  ] as const) {
    test(`"${filter}" is answered`, async ({ page }) => {
      await open(page, `?filter=${encodeURIComponent(filter)}`);
      await expect(page.getByText(answer, { exact: true })).toBeVisible();
    });
  }

  test('a row leads to itself in the table of its server, and to its container', async ({ page }) => {
    await open(page);
    await page.getByRole('link', { name: 'udp 9000 on 5.6.7.8' }).click();
    await expect(page.getByRole('searchbox', { name: 'Filter port mappings' })).toHaveValue('udp 9000');
    await page.goBack();
    await tableIn(page).getByRole('link', { name: 'cerberus' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'cerberus' })).toBeVisible();
  });

  test('a server that cannot be read is named, the others are shown, and it can be tried again', async ({
    page,
    mockApi,
  }) => {
    const fault = { kind: 'refuse', method: 'GET', path: OTHER, times: 20 } as const;
    mockApi.api.addFault(fault);
    await open(page, '?filter=udp+9000');
    const alert = page.getByRole('alert').filter({ hasText: '1 server could not be read' });
    await expect(alert).toContainText('5.6.7.8');
    await expect(page.getByText('udp 9000: free on 1.2.3.4.')).toBeVisible();
    await expect(page.getByText('Not known of 1 server that could not be read.')).toBeVisible();
    mockApi.api.clearFaults();
    await alert.getByRole('button', { name: 'Try 5.6.7.8 again' }).click();
    await expect(alert).toBeHidden();
    await expect(page.getByText('udp 9000: cerberus (30003) on 5.6.7.8; free on 1.2.3.4.')).toBeVisible();
  });

  test('rows that cannot be read are said, and what they may hold', async ({ page, mockApi }) => {
    mockApi.api.addFault({ kind: 'bad-row', method: 'GET', path: OTHER, times: 20 });
    await open(page, '?filter=tcp+7000');
    await expect(page.getByText('1 row is missing here')).toBeVisible();
    await expect(page.getByText(/perhaps free on 5\.6\.7\.8, where rows could not be read/)).toBeVisible();
  });

  test('what changed elsewhere is there after reading again', async ({ page, mockApi }) => {
    await open(page);
    await expect(page.getByText('3 mappings on 2 servers')).toBeVisible();
    mockApi.api.addPortMapping({
      server: '5.6.7.8',
      container: 30_003,
      proto: 'tcp',
      public_port: 7000,
      private_port: 7000,
    });
    await page.getByRole('button', { name: 'Read again' }).click();
    await expectRowVisible(tableIn(page), { 'Public port': '7000', Server: '5.6.7.8' });
  });

  test('what does not match says so, and leads back', async ({ page }) => {
    await open(page, '?filter=minotaur');
    await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await expectRowVisible(tableIn(page), { 'Public port': '5353' });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`on a phone and in a window axe finds nothing in ${colorScheme}, also with a failure`, async ({
      page,
      mockApi,
    }) => {
      mockApi.api.addFault({ kind: 'refuse', method: 'GET', path: OTHER, times: 20 });
      await page.emulateMedia({ colorScheme });
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await open(page, '?filter=9000');
        await expect(page.getByRole('alert')).toContainText('1 server could not be read');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      }
    });
  }

  test('on a phone a row is a few short lines, and an empty label is none', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('./port-mappings');
    const row = page.getByRole('row').filter({ hasText: '10.0.0.3:8000' });
    await expect(row).toBeVisible();
    expect((await row.boundingBox())?.height).toBeLessThanOrEqual(96);
  });

  test('by keyboard alone: from the search to the row of a server', async ({ page }) => {
    await page.goto('./servers');
    await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: /^Search servers/ })).toBeFocused();
    await page.keyboard.type('all ports');
    await expect(page.getByRole('option', { name: /^All ports/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Ports' })).toBeVisible();
    await filterIn(page).focus();
    await page.keyboard.type('udp 9000');
    await expect(page.getByText('1 of 3 mappings on 2 servers')).toBeVisible();
    const link = page.getByRole('link', { name: 'udp 9000 on 5.6.7.8' });
    for (let presses = 0; presses < 15 && !(await link.evaluate((it) => it === document.activeElement)); presses += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await expect(page.getByRole('searchbox', { name: 'Filter port mappings' })).toHaveValue('udp 9000');
  });
});

test('who owns no server is told what it would be for', async ({ page, panel }) => {
  await panel.holdSession({ username: 'noserver', password: 'no:pässword' });
  await open(page);
  await expect(page.getByRole('heading', { name: 'No dedicated servers' })).toBeVisible();
});

test('without a mapping anywhere it says so', async ({ page, panel }) => {
  await panel.holdSession({ username: 'zeus', password: 'zeus' });
  await open(page);
  await expect(page.getByRole('heading', { name: 'No port mappings' })).toBeVisible();
});

test('a thousand servers are read four at a time, and shown as they arrive', async ({ page }) => {
  test.setTimeout(90_000);
  const large = await startMockApi({ port: 0, api: createMockApi({ world: 'large' }) });
  try {
    await page.goto('./favicon.svg');
    const session = JSON.stringify({ apiUrl: large.url, username: 'kratos', password: 'deimos' });
    await page.evaluate((kept) => sessionStorage.setItem('session', kept), session);
    await open(page);
    await expect(page.getByText(/^[\d,]+ of 1,000 servers read$/)).toBeVisible();
    await expect(tableIn(page).getByRole('row').nth(1)).toBeVisible();
    await expect(page.getByText(/mappings on 1,000 servers$/)).toBeVisible({ timeout: 60_000 });
    await filterIn(page).fill('198.18.3.250');
    await expect(page.getByText(/^[\d,]+ of [\d,]+ mappings on 1,000 servers$/)).toBeVisible();
  } finally {
    await large.close();
  }
});
