/** The list of servers and the pages of one server, with all that can go wrong while they load. */
import type { Page } from '@playwright/test';
import { expect, expectRowGone, expectRowVisible, test } from './fixtures.ts';

const serversTable = (page: Page) => page.getByRole('table', { name: 'Servers' });
const containersTable = (page: Page) => page.getByRole('table', { name: 'Containers' });

/** The sum of all layout shifts since the page was loaded, also those that a click would excuse. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        // Buffered entries are delivered before the next but one frame.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
  );
}

/** From the next load on: keeps whether main was ever busy, which may be over before a test looks. */
async function noteBusyMain(page: Page) {
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('main[aria-busy="true"]')) document.documentElement.dataset.wasBusy = 'true';
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] });
  });
}

const wasMainBusy = (page: Page) => page.evaluate(() => document.documentElement.dataset.wasBusy === 'true');

test('a row a server, with what is allocated and what is not known', async ({ page, panel }) => {
  await panel.signIn();
  await expectRowVisible(serversTable(page), {
    Address: '1.2.3.4 server0001',
    Containers: '2',
    Memory: /12,000 MB, total unknown$/,
    Storage: /300 GB, total unknown$/,
    'Port mappings': '2',
  });
  await expectRowVisible(serversTable(page), { Address: '5.6.7.8 server0002', Containers: '1', 'Port mappings': '0' });
  const memory = page.getByRole('meter', { name: 'Memory on 1.2.3.4' });
  await expect(memory).toHaveAttribute('aria-valuemin', '0');
  await expect(memory).toHaveAttribute('aria-valuenow', '12000');
  await expect(memory).toHaveAttribute('aria-valuemax', '12000');
  await expect(memory).toHaveAttribute('aria-valuetext', /12,000 MB allocated, total unknown/);
  await expect(page.getByRole('meter', { name: 'Storage on 1.2.3.4' })).toHaveAttribute('aria-valuenow', '300000');
  await expect(page).toHaveTitle('Servers · uwsgi.it panel');
});

test('filter and sort live in the URL and survive a reload', async ({ page, panel }) => {
  await panel.signIn();
  const filter = page.getByRole('searchbox', { name: 'Filter servers' });
  await filter.fill('CERBERUS');
  await expectRowGone(serversTable(page), { Address: /1\.2\.3\.4/ });
  await expectRowVisible(serversTable(page), { Address: /5\.6\.7\.8/ });
  await serversTable(page).getByRole('button', { name: 'Containers' }).click();
  await expect(page).toHaveURL(/filter=CERBERUS/);
  await expect(page).toHaveURL(/sort=containers/);
  await page.reload();
  await expect(filter).toHaveValue('CERBERUS');
  await expect(serversTable(page).getByRole('columnheader', { name: 'Containers' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );

  await filter.press('Escape');
  await expect(page).not.toHaveURL(/filter/);
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/ });
  await filter.fill('nothing');
  await expect(page.getByRole('heading', { name: 'No server matches' })).toBeVisible();
});

test('a filter is typed in the middle without losing the place of the cursor', async ({ page, panel }) => {
  await panel.signIn();
  const filter = page.getByRole('searchbox', { name: 'Filter servers' });
  await filter.fill('34');
  await filter.press('Home');
  await page.keyboard.type('1.2.');
  await expect(filter).toHaveValue('1.2.34');
  await page.getByRole('link', { name: 'Containers' }).click();
  await page.goBack();
  await expect(filter).toHaveValue('1.2.34');
});

for (const { name, width } of [
  { name: 'wide', width: 1280 },
  { name: 'on a phone', width: 390 },
]) {
  test(`nothing moves while a slow API fills the page, ${name}`, async ({ page, panel, mockApi }) => {
    await page.setViewportSize({ width, height: 800 });
    await panel.signIn();
    mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'me', afterMs: 300 });
    mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'containers', afterMs: 600 });
    mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'portmappings/*', times: 2, afterMs: 400 });
    await noteBusyMain(page);
    await page.goto('./servers');
    await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/, 'Port mappings': '2' });
    await expectRowVisible(serversTable(page), { Address: /5\.6\.7\.8/, 'Port mappings': '0' });
    await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
    expect(await wasMainBusy(page)).toBe(true);
    expect(await layoutShift(page)).toBe(0);
  });
}

for (const width of [390, 1024, 1280]) {
  for (const path of ['servers/1.2.3.4', 'servers/1.2.3.4/port-mappings']) {
    test(`nothing moves while a slow API fills ${path} at ${width} px`, async ({ page, panel, mockApi }) => {
      await page.setViewportSize({ width, height: 800 });
      await panel.signIn();
      mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'me', afterMs: 300 });
      mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'containers', afterMs: 600 });
      mockApi.api.addFault({ kind: 'latency', method: 'GET', path: 'portmappings/*', afterMs: 400 });
      await noteBusyMain(page);
      await page.goto(`./${path}`);
      await expect(page.getByRole('meter', { name: 'Memory', exact: true })).toHaveAttribute('aria-valuenow', '12000');
      await expect(page.getByRole('row')).toHaveCount(3);
      await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
      expect(await wasMainBusy(page)).toBe(true);
      // Only the navigation may grow: how many servers are listed in it, `me` tells.
      expect(await layoutShift(page)).toBeLessThan(0.0015);
    });
  }
}

for (const width of [390, 640, 700, 768, 900, 1024, 1100, 1280]) {
  test(`every table fits at ${width} px: no letter columns, nothing to scroll sideways`, async ({ page, panel }) => {
    await page.setViewportSize({ width, height: 800 });
    await panel.signIn();
    for (const path of ['servers', 'containers', 'servers/1.2.3.4', 'servers/1.2.3.4/port-mappings']) {
      await page.goto(`./${path}`);
      await expect(page.getByRole('rowheader').first()).toBeVisible();
      await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
      const { overflow, isTable, tallest } = await page.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - window.innerWidth,
        isTable: getComputedStyle(document.querySelector('table') as Element).display === 'table',
        tallest: Math.max(...[...document.querySelectorAll('tr')].map((row) => row.getBoundingClientRect().height)),
      }));
      expect(overflow, path).toBeLessThanOrEqual(0);
      if (width < 640) expect(isTable, path).toBe(false);
      // Two lines of text and the padding.
      if (isTable) expect(tallest, path).toBeLessThanOrEqual(49);
    }
  });
}

test('servers sort by what is left, the unknown last, which leads to where it is declared', async ({ page, panel }) => {
  await panel.signIn();
  await page.goto('./servers/5.6.7.8/capacity');
  await page.getByRole('textbox', { name: 'Total memory' }).fill('16 GB');
  await page.getByRole('button', { name: 'Save capacity' }).click();
  await page.goto('./servers?sort=-address');
  for (const column of ['Memory', 'Storage']) {
    await serversTable(page).getByRole('button', { name: column }).click();
    await expect(serversTable(page).getByRole('columnheader', { name: column })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await expect(serversTable(page).getByRole('rowheader').first()).toContainText(
      column === 'Memory' ? '5.6.7.8' : '1.2.3.4',
    );
  }
  const unknown = serversTable(page)
    .getByRole('row', { name: /1\.2\.3\.4/ })
    .getByRole('link', { name: 'total unknown' });
  await expect(unknown).toHaveCount(2);
  await unknown.first().click();
  await expect(page.getByRole('textbox', { name: 'Total memory' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'total unknown' })).toHaveCount(2);
});

test('a filter that leaves nothing can be cleared, and what it leaves is said', async ({ page, panel }) => {
  await panel.signIn();
  for (const [path, filter, said] of [
    ['servers', 'Filter servers', '0 of 2 servers'],
    ['servers/1.2.3.4', 'Filter containers', '0 of 2 containers'],
    ['containers', 'Filter containers', '0 of 4 containers'],
  ] as const) {
    await page.goto(`./${path}`);
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    const status = page.getByRole('status').filter({ hasText: / of / });
    await expect(status).toHaveCount(0);
    await page.getByRole('searchbox', { name: filter }).fill('nothing');
    await expect(status).toHaveText(said);
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await expect(page.getByRole('searchbox', { name: filter })).toHaveValue('');
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    await expect(page.getByRole('main')).toBeFocused();
  }
});

test('a first load that fails says so, and Try again works', async ({ page, panel, mockApi }) => {
  await panel.signIn();
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/, Containers: '2' });
  mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: 'containers' });
  await page.goto('./servers');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Could not load your servers');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/, Containers: '2' });
  await expect(alert).toBeHidden();
});

test('a read that gets no answer is repeated by itself', async ({ page, panel, mockApi }) => {
  await panel.signIn();
  mockApi.api.addFault({ kind: 'server-error', method: 'GET', path: 'containers' });
  await page.goto('./servers');
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/, Containers: '2' });
});

test('a failed refresh keeps the data and says how old it is', async ({ page, panel, mockApi }) => {
  await page.clock.install();
  await panel.signIn();
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/, Containers: '2' });
  mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: 'containers' });
  await page.clock.fastForward(16_000);
  const status = page.getByRole('status').filter({ hasText: 'Refresh failed' });
  // The age ticks outside of what is read aloud.
  await expect(status).toHaveText('Refresh failed');
  await expect(page.getByText(/this is the data from 1[5-9] s ago\./)).toBeVisible();
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/, Containers: '2' });

  mockApi.api.addContainer({ server: '1.2.3.4', name: 'argus', memory: 1000, storage: 1000 });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/, Containers: '3' });
  await expect(status).toHaveCount(0);
});

test('what others change shows up by itself within 15 s', async ({ page, panel, mockApi }) => {
  await page.clock.install();
  await panel.signIn();
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/, Containers: '2' });
  mockApi.api.addContainer({ server: '1.2.3.4', name: 'argus', memory: 1000, storage: 1000 });
  await page.clock.fastForward(16_000);
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/, Containers: '3', Memory: /13,000 MB, total/ });
});

test('one bad row in a good list does not hide the others', async ({ page, panel, mockApi }) => {
  await panel.signIn();
  mockApi.api.addFault({ kind: 'bad-row', method: 'GET', path: 'containers' });
  await page.goto('./containers');
  await expect(page.getByText('1 row is missing here')).toBeVisible();
  await expect(page.getByText(/GET containers, row 5, field uid/)).toBeVisible();
  for (const name of ['hydra', 'medusa', 'cerberus', 'sharedbox']) {
    await expectRowVisible(containersTable(page), { Name: name });
  }
});

test('a server whose mappings cannot be read says so in its cell', async ({ page, panel, mockApi }) => {
  mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: 'portmappings/1.2.3.4' });
  await panel.signIn();
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/, 'Port mappings': 'cannot be read' });
  await expectRowVisible(serversTable(page), { Address: /5\.6\.7\.8/, 'Port mappings': '0' });
});

test('from the list to a server and along its pages', async ({ page, panel }) => {
  await panel.signIn();
  await serversTable(page).getByRole('link', { name: '1.2.3.4' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '1.2.3.4' })).toBeVisible();
  await expect(page.getByText('server0001')).toBeVisible();
  await expect(page.getByRole('meter', { name: 'Memory', exact: true })).toHaveAttribute('aria-valuenow', '12000');
  await expect(page.getByRole('meter', { name: 'Storage', exact: true })).toHaveAttribute('aria-valuenow', '300000');
  await expectRowVisible(containersTable(page), {
    Name: 'hydra',
    UID: '30001',
    'Private IP': '10.0.0.3',
    Memory: '8,000 MB',
    Storage: '200 GB',
    Distro: 'not started',
    Tags: 'prod',
  });
  const tabs = page.getByRole('navigation', { name: 'Server' });
  await expect(tabs.getByRole('link', { name: 'Containers' })).toHaveAttribute('aria-current', 'page');
  await tabs.getByRole('link', { name: 'Port mappings' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Port mappings' })).toBeVisible();
  await expect(tabs.getByRole('link', { name: 'Containers' })).not.toHaveAttribute('aria-current', 'page');
  await tabs.getByRole('link', { name: 'Capacity' }).click();
  await expect(page.getByRole('textbox', { name: 'Total memory' })).toBeVisible();
  await page.getByRole('link', { name: 'New container' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New container' })).toBeVisible();
});

test('the containers of a server are filtered and sorted in the URL', async ({ page, panel }) => {
  await panel.signIn();
  await page.goto('./servers/1.2.3.4?sort=-memory&filter=10.0.0');
  await expect(containersTable(page).getByRole('rowheader')).toHaveText(['hydra', 'medusa']);
  await containersTable(page).getByRole('button', { name: 'Memory' }).click();
  await expect(containersTable(page).getByRole('rowheader')).toHaveText(['medusa', 'hydra']);
  await page.getByRole('searchbox', { name: 'Filter containers' }).fill('prod');
  await expect(containersTable(page).getByRole('rowheader')).toHaveText(['hydra']);
  await page.getByRole('searchbox', { name: 'Filter containers' }).fill('cerberus');
  await expect(page.getByRole('heading', { name: 'No container matches' })).toBeVisible();
});

test('a server without containers teaches what they are', async ({ page, panel }) => {
  await panel.signIn({ username: 'zeus', password: 'zeus' });
  await serversTable(page).getByRole('link', { name: '8.8.4.4' }).click();
  await expect(page.getByRole('heading', { name: 'No containers yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Create the first container' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New container' })).toBeVisible();
});

for (const path of ['servers/8.8.4.4', 'servers/9.9.9.9/port-mappings', 'servers/nonsense/capacity']) {
  test(`not the customer's: ${path}`, async ({ page, panel }) => {
    await panel.signIn();
    await page.goto(`./${path}`);
    await expect(page.getByRole('heading', { name: 'Not your server' })).toBeVisible();
    await expect(page).toHaveTitle('Not your server · uwsgi.it panel');
    await expect(page.getByRole('navigation', { name: 'Server' })).toBeHidden();
    await page.getByRole('link', { name: 'All servers' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
  });
}

test('all containers, also those on a shared server', async ({ page, panel }) => {
  await panel.signIn();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Containers' }).click();
  await expectRowVisible(containersTable(page), { Name: 'hydra', Server: '1.2.3.4' });
  await expectRowVisible(containersTable(page), { Name: 'sharedbox', Server: '9.9.9.9 shared', Memory: '500 MB' });
  await containersTable(page).getByRole('button', { name: 'Server' }).click();
  await expect(containersTable(page).getByRole('rowheader')).toHaveText(['hydra', 'medusa', 'cerberus', 'sharedbox']);
  await containersTable(page).getByRole('link', { name: '5.6.7.8' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '5.6.7.8' })).toBeVisible();
});

test('a container without a name is called by its uid', async ({ page, panel, mockApi }) => {
  mockApi.api.addContainer({ server: '1.2.3.4', name: '', memory: 1000, storage: 1000 });
  await panel.signIn();
  await page.goto('./servers/1.2.3.4');
  await containersTable(page).getByRole('link', { name: '30005' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '30005' })).toBeVisible();
});

test('the keyboard alone reaches a container from the list of servers', async ({ page, panel }) => {
  await panel.signIn();
  await expectRowVisible(serversTable(page), { Address: /1\.2\.3\.4/ });
  await page.getByRole('searchbox', { name: 'Filter servers' }).focus();
  const tabTo = async (name: string) => {
    const target = page.getByRole('main').getByRole('link', { name, exact: true });
    for (let presses = 0; presses < 25; presses++) {
      await page.keyboard.press('Tab');
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab does not reach ${name}.`);
  };
  await tabTo('1.2.3.4');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '1.2.3.4' })).toBeVisible();
  await expect(page.getByRole('main', { name: '1.2.3.4' })).toBeFocused();
  await tabTo('hydra');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'hydra' })).toBeVisible();
});
