/** Declaring and forgetting how big a server is, and what the gauges make of it. */
import type { Page } from '@playwright/test';
import { expect, expectRowVisible, test } from './fixtures.ts';

const memory = (page: Page) => page.getByRole('meter', { name: 'Memory', exact: true });
const storage = (page: Page) => page.getByRole('meter', { name: 'Storage', exact: true });

async function declare(page: Page, totals: { memory?: string; storage?: string }) {
  if (totals.memory !== undefined) await page.getByRole('textbox', { name: 'Total memory' }).fill(totals.memory);
  if (totals.storage !== undefined) await page.getByRole('textbox', { name: 'Total storage' }).fill(totals.storage);
  await page.getByRole('button', { name: 'Save capacity' }).click();
}

test('declared totals show in every gauge, survive a reload and are forgotten', async ({ page, panel, mockApi }) => {
  await panel.signIn();
  await page.goto('./servers/1.2.3.4/capacity');
  await expect(memory(page)).toHaveAttribute('aria-valuetext', '12,000 MB allocated, total unknown');
  await expect(page.getByText('Not declared, and nothing learned yet.')).toHaveCount(2);
  mockApi.api.clearLog();
  await declare(page, { memory: '64 GB', storage: '2TB' });
  await expect(page.getByRole('status').filter({ hasText: 'Capacity of 1.2.3.4 saved' })).toBeVisible();
  await expect(memory(page)).toHaveAttribute('aria-valuemax', '64000');
  await expect(memory(page)).toHaveAttribute('aria-valuetext', '12,000 of 64,000 MB allocated, 52,000 MB left');
  await expect(storage(page)).toHaveAttribute('aria-valuemax', '2000000');
  await expect(page.getByText(/^64,000 MB, declared in this browser on /)).toBeVisible();
  expect(mockApi.api.log.filter(({ method }) => method === 'POST')).toEqual([]);

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Total memory' })).toHaveValue('64 GB');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
  await expectRowVisible(page.getByRole('table', { name: 'Servers' }), {
    Address: /1\.2\.3\.4/,
    Memory: /12,000 of 64,000 MB$/,
    Storage: /300 of 2,000 GB$/,
  });
  await expect(page.getByText('2 servers · 12,000 of 64,000 MB memory allocated, 1 with unknown total')).toBeVisible();

  await page.goto('./servers/1.2.3.4/capacity');
  await page.getByRole('button', { name: 'Forget capacity' }).click();
  await expect(memory(page)).toHaveAttribute('aria-valuetext', '12,000 MB allocated, total unknown');
  await expect(page.getByRole('textbox', { name: 'Total memory' })).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Forget capacity' })).toHaveAttribute('aria-disabled', 'true');
});

test('one total may stay unknown, but not both', async ({ page, panel }) => {
  await panel.signIn();
  await page.goto('./servers/5.6.7.8/capacity');
  await declare(page, {});
  await expect(page.getByRole('textbox', { name: 'Total memory' })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('textbox', { name: 'Total memory' })).toBeFocused();
  await declare(page, { memory: '16000' });
  await expect(memory(page)).toHaveAttribute('aria-valuemax', '16000');
  await expect(storage(page)).toHaveAttribute('aria-valuetext', '50,000 MB allocated, total unknown');
});

test('what is no size is refused in words, and nothing is kept', async ({ page, panel }) => {
  await panel.signIn();
  await page.goto('./servers/5.6.7.8/capacity');
  for (const text of ['0', '-5', '1.0005 GB', '1e9', 'plenty', '16 GiB']) {
    await declare(page, { memory: text });
    await expect(page.getByRole('textbox', { name: 'Total memory' })).toHaveAttribute('aria-invalid', 'true');
  }
  await page.reload();
  await expect(memory(page)).toHaveAttribute('aria-valuetext', '2,000 MB allocated, total unknown');
});

test('a total below what is allocated is taken, with a warning, and shows as over', async ({ page, panel }) => {
  await panel.signIn();
  await page.goto('./servers/1.2.3.4/capacity');
  await page.getByRole('textbox', { name: 'Total memory' }).fill('10 GB');
  await expect(page.getByText(/Your containers have 12,000 MB of memory already.*2,000 MB over/)).toBeVisible();
  await page.getByRole('button', { name: 'Save capacity' }).click();
  await expect(memory(page)).toHaveAttribute('aria-valuenow', '10000');
  await expect(memory(page)).toHaveAttribute('aria-valuemax', '10000');
  await expect(memory(page)).toHaveAttribute('aria-valuetext', /2,000 MB over/);
  await expect(page.getByText('Over: 12,000 of 10,000 MB')).toBeVisible();
});

test('a browser that keeps nothing is told about', async ({ page, panel }) => {
  await panel.signIn();
  await page.goto('./servers/5.6.7.8/capacity');
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await declare(page, { memory: '16 GB' });
  await expect(page.getByRole('alert')).toContainText('nothing was changed');
  await expect(memory(page)).toHaveAttribute('aria-valuetext', '2,000 MB allocated, total unknown');
});

test("the API's refusal teaches a bound: other customers' containers are in the way", async ({
  page,
  panel,
  mockApi,
}) => {
  mockApi.api.addForeignContainer({ server: '1.2.3.4', memory: 50_000, storage: 1000 });
  await panel.signIn();
  await page.goto('./servers/1.2.3.4/capacity');
  await declare(page, { memory: '64 GB', storage: '2 TB' });
  await expect(memory(page)).toHaveAttribute('aria-valuemax', '64000');
  await page.getByRole('link', { name: 'New container' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('argus');
  await page.getByRole('textbox', { name: 'Memory' }).fill('8 GB');
  await page.getByRole('textbox', { name: 'Storage' }).fill('10 GB');
  await page.getByRole('button', { name: 'Create container' }).click();
  await expect(page.getByRole('textbox', { name: 'Memory' })).toHaveAttribute('aria-invalid', 'true');

  await page.goto('./servers/1.2.3.4/capacity');
  await expect(page.getByText(/The API refused 8,000 MB of memory on .* Containers of other customers/)).toBeVisible();
  await expect(page.getByText(/the API refused 8,000 MB more than the 12,000 MB allocated then/)).toBeVisible();
  await page.goto('./servers');
  await page.getByRole('link', { name: 'less may be free' }).click();
  await expect(page.getByRole('textbox', { name: 'Total memory' })).toBeVisible();
});
