/** What is said by itself of what takes its time: a change of many containers, a quota move, a creation without an answer. */
import type { Page } from '@playwright/test';
import { expectHeard, expectHeardAmong, heard, listenTo } from './announcements.ts';
import { button } from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';
import { createButton, field, fillArgus, landed, openForm } from './new-container-form.ts';
import { passTimeUntilShown } from './page-time.ts';

test.beforeEach(async ({ page, panel }) => {
  await panel.holdSession();
  await listenTo(page);
});

test.describe('the tags of four containers', () => {
  /** Selects hydra, medusa, cerberus and sharedbox, and starts to put db on each. */
  async function retag(page: Page) {
    await page.goto('./containers');
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    await expectHeard(page, '4 selected');
    await button(page, 'Change tags').click();
    await page.getByRole('combobox', { name: 'Add tags' }).fill('db');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: 'db' })).toBeVisible();
    await heard(page);
    await button(page, 'Change tags of 4 containers').click();
  }

  test('the beginning by the focus, then how far it is, then the end', async ({ page, mockApi: { api } }) => {
    api.addFault({ kind: 'hold', method: 'POST', path: 'containers/30002' });
    await retag(page);
    await expect(page.getByRole('heading', { name: 'Changing the tags of 4 containers' })).toBeFocused();
    await expectHeardAmong(page, '3 of 4 done');
    api.release();
    await expectHeardAmong(page, '4 of 4 done');
  });

  test('what failed, and that all went well when it is tried again', async ({ page, mockApi: { api } }) => {
    api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30002' });
    await retag(page);
    await expectHeardAmong(page, '3 of 4 done, 1 failed');
    await button(page, 'Retry failed').click();
    await expectHeardAmong(page, '4 of 4 done');
  });
});

test.describe('memory taken from argus for lerna', () => {
  test.beforeEach(async ({ page, mockApi }) => {
    mockApi.api.addContainer({ server: '5.6.7.8', name: 'argus', memory: 13_000, storage: 200_000 });
    await page.goto('./servers/5.6.7.8/capacity');
    await page.getByLabel('Total memory', { exact: true }).fill('16000');
    await page.getByLabel('Total storage', { exact: true }).fill('500000');
    await button(page, 'Save capacity').click();
    await expect(page.getByText(/declared in this browser on/).first()).toBeVisible();
  });

  async function askForLerna(page: Page) {
    await openForm(page, '5.6.7.8');
    await field(page, 'Name').fill('lerna');
    await field(page, 'Memory').fill('2 GB');
    await field(page, 'Storage').fill('1 GB');
    await button(page, 'Take it from…').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await heard(page);
    await page.getByRole('radio', { name: 'argus 30005' }).check();
  }

  test('the plan, each step, and that it is done', async ({ page, mockApi: { api } }) => {
    await askForLerna(page);
    await expectHeard(page, /Shrink argus \(30005\) from 13,000 to 12,000 MB of memory/);
    for (const path of ['containers/30005', 'containers']) api.addFault({ kind: 'hold', method: 'POST', path });
    api.clearLog();
    await button(page, 'Move and create').click();
    for (const [index, step] of ['Shrinking argus (30005)…', 'Creating lerna…'].entries()) {
      await expectHeardAmong(page, step);
      await expect.poll(() => api.log.filter(({ method }) => method === 'POST')).toHaveLength(index + 1);
      api.release();
    }
    await landed(page, 30_006, 'lerna');
    await expectHeardAmong(page, 'Took 1,000 MB of memory from argus');
  });

  test('that it is given back', async ({ page, mockApi: { api } }) => {
    await askForLerna(page);
    await heard(page);
    api.addFault({ kind: 'refuse', method: 'POST', path: 'containers', status: 403 });
    await button(page, 'Move and create').click();
    await expectHeardAmong(page, 'argus (30005) has 13,000 MB of memory again.');
  });

  test('that nobody can tell', async ({ page, mockApi: { api } }) => {
    await page.clock.install();
    await askForLerna(page);
    api.addFault({ kind: 'server-error', method: 'POST', path: 'containers' });
    await button(page, 'Move and create').click();
    const question = page.getByRole('alert').filter({ hasText: 'It is not known whether lerna was created' });
    await passTimeUntilShown(page, question);
    await expectHeardAmong(page, 'so nothing was given back by itself.', 'It is not known whether lerna was created');
  });
});

test('a creation that gets no answer yet', async ({ page, mockApi: { api } }) => {
  await page.clock.install();
  await openForm(page);
  await fillArgus(page);
  await heard(page);
  api.addFault({ kind: 'silence-before', method: 'POST', path: 'containers' });
  await createButton(page).click();
  await expectHeardAmong(page, 'Creating argus…');
  const question = page.getByRole('alert').filter({ hasText: 'It is not known whether argus was created' });
  await passTimeUntilShown(page, question);
  await expectHeardAmong(page, 'No answer yet. Looking for it…', 'It is not known whether argus was created');
});
