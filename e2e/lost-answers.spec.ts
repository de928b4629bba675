/** Answers to a creation that are lost: exactly one container must exist afterwards, or the twins must be shown (api.md §1). */
import type { Page } from '@playwright/test';
import type { MockApi } from '../src/mock-api/application.ts';
import type { FaultKind } from '../src/mock-api/faults.ts';
import { expect, test } from './fixtures.ts';
import { called, createButton, fillArgus, landed, openForm, posts } from './new-container-form.ts';
import { passTimeUntilShown } from './page-time.ts';

const said = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
const undecided = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'It is not known whether argus was created' });

const postsIn = (api: MockApi) => posts(api.log);
const argusIn = (api: MockApi) => called(api, 'argus');

/** The creations that the panel itself asked the browser to send, whatever the browser made of them. */
function sentBy(page: Page): string[] {
  const bodies: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/containers')) bodies.push(request.postData() ?? '');
  });
  return bodies;
}

async function askForArgus(page: Page, memory = '8 GB') {
  await openForm(page);
  await fillArgus(page, memory);
  await createButton(page).click();
}

/** A press on the busy button, which Playwright would rather wait for. */
function pressAgain(page: Page) {
  return createButton(page).click({ force: true });
}

function loseAnswer(api: MockApi, kind: FaultKind, times = 1) {
  api.addFault({ kind, method: 'POST', path: 'containers', times });
}

test.beforeEach(async ({ page, panel }) => {
  await page.clock.install();
  await panel.holdSession();
});

test('it breaks off after its headers: the container is found', async ({ page, mockApi: { api } }) => {
  const sent = sentBy(page);
  loseAnswer(api, 'break-off');
  await askForArgus(page);
  await landed(page);
  expect(argusIn(api)).toHaveLength(1);
  expect(sent).toHaveLength(1);
  expect(postsIn(api)).toHaveLength(1);
});

test.describe('it never comes', () => {
  test.beforeEach(({ mockApi }) => loseAnswer(mockApi.api, 'silence'));

  test.afterEach(({ mockApi: { api } }) => {
    expect(argusIn(api)).toHaveLength(1);
    expect(postsIn(api)).toHaveLength(1);
  });

  test('and the person waits', async ({ page }) => {
    await askForArgus(page);
    await expect(said(page, 'Creating argus…')).toBeVisible();
    await passTimeUntilShown(page, page.getByRole('heading', { level: 1, name: 'argus' }));
    await landed(page);
  });

  test('and the person presses Create and Enter again', async ({ page, mockApi: { api } }) => {
    await askForArgus(page);
    await expect.poll(() => postsIn(api).length).toBe(1);
    await pressAgain(page);
    await page.getByRole('textbox', { name: 'Name', exact: true }).press('Enter');
    await passTimeUntilShown(page, page.getByRole('heading', { level: 1, name: 'argus' }));
    await landed(page);
  });

  test('and the person reloads the page', async ({ page, mockApi: { api } }) => {
    await askForArgus(page);
    await expect.poll(() => argusIn(api).length).toBe(1);
    await page.reload();
    await landed(page);
  });

  test('and the person leaves and comes back', async ({ page, mockApi: { api } }) => {
    await askForArgus(page);
    await expect.poll(() => argusIn(api).length).toBe(1);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
    await page.goBack();
    await expect(said(page, 'Creating argus…')).toBeVisible();
    await pressAgain(page);
    await passTimeUntilShown(page, page.getByRole('heading', { level: 1, name: 'argus' }));
    await landed(page);
  });

  test('and the list cannot be read either: looking again later finds it', async ({ page, mockApi: { api } }) => {
    await askForArgus(page);
    await expect.poll(() => argusIn(api).length).toBe(1);
    api.addFault({ kind: 'server-error', method: 'GET', path: 'containers', times: 1000 });
    await passTimeUntilShown(page, undecided(page));
    await expect(undecided(page)).toBeFocused();
    api.clearFaults();
    await page.getByRole('button', { name: 'Look again' }).click();
    await landed(page);
  });
});

test.describe('the connection dies without a byte, after the effect', () => {
  test('the browser repeats it: both twins are shown, one is kept, the other becomes a spare that is offered', async ({
    page,
    mockApi: { api },
  }) => {
    const sent = sentBy(page);
    loseAnswer(api, 'cut-after');
    await askForArgus(page);
    const twins = page.getByRole('alert').filter({ hasText: '2 containers match what you asked for' });
    await expect(twins).toContainText('the browser sent it again by itself, as browsers do when a connection dies');
    await expect(twins.getByRole('link', { name: 'argus (30005)' })).toBeVisible();
    await expect(twins.getByRole('link', { name: 'argus (30006)' })).toBeVisible();
    await expect(twins).toBeFocused();
    expect(argusIn(api)).toHaveLength(2);
    expect(sent, 'the panel asked for it once').toHaveLength(1);
    expect(postsIn(api), 'the second one is the browser’s own').toHaveLength(2);

    await createButton(page).click();
    await expect(twins).toBeVisible();
    expect(sent, 'nothing is sent before the person has decided').toHaveLength(1);

    await page.getByRole('button', { name: 'Keep 30005, make 30006 a spare' }).click();
    await landed(page);
    expect(argusIn(api).map(({ uid }) => uid)).toEqual([30_005]);
    expect(api.containers().at(-1)).toMatchObject({ uid: 30_006, name: 'spare', memory: 1, storage: 1 });
    await openForm(page);
    await expect(page.getByRole('button', { name: 'Use the spare 30006 instead' })).toBeVisible();
  });

  test('the twins are still shown after a reload', async ({ page, mockApi: { api } }) => {
    loseAnswer(api, 'cut-after');
    await askForArgus(page);
    await expect(page.getByRole('alert').filter({ hasText: '2 containers match' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Keep 30006, make 30005 a spare' })).toBeVisible();
    expect(postsIn(api)).toHaveLength(2);
  });

  test('its repetition is refused for lack of memory: it was created all the same', async ({
    page,
    mockApi: { api },
  }) => {
    const sent = sentBy(page);
    loseAnswer(api, 'cut-after');
    await askForArgus(page, '30 GB');
    await landed(page);
    expect(argusIn(api)).toHaveLength(1);
    expect(sent).toHaveLength(1);
    expect(postsIn(api)).toHaveLength(2);
  });
});

test.describe('nothing took effect', () => {
  for (const [kind, times] of [
    ['cut-before', 10],
    ['server-error', 1],
  ] as const) {
    test(`${kind}: not found after 30 s, and the person creates it again`, async ({ page, mockApi: { api } }) => {
      const sent = sentBy(page);
      loseAnswer(api, kind, times);
      await askForArgus(page);
      await expect(said(page, 'No answer yet. Looking for it…')).toBeVisible();
      await passTimeUntilShown(page, undecided(page));
      api.clearFaults();

      await expect(createButton(page)).toHaveAccessibleDescription(/^Decide about argus first/);
      await page.getByRole('textbox', { name: 'Name', exact: true }).press('Enter');
      await page.getByRole('button', { name: 'Look again' }).click();
      await passTimeUntilShown(page, said(page, 'Looked for argus: not found.'));
      await expect(page.getByRole('button', { name: 'Look again' })).toBeFocused();
      expect(sent, 'nothing is sent again by machine').toHaveLength(1);

      await page.getByRole('button', { name: 'Create it again' }).click();
      await landed(page);
      expect(argusIn(api)).toHaveLength(1);
      expect(sent).toHaveLength(2);
    });
  }

  test('not found, and the list cannot be read: it is not created again', async ({ page, mockApi: { api } }) => {
    loseAnswer(api, 'server-error');
    await askForArgus(page);
    await passTimeUntilShown(page, undecided(page));
    api.addFault({ kind: 'server-error', method: 'GET', path: 'containers', times: 1000 });
    await page.getByRole('button', { name: 'Create it again' }).click();
    await passTimeUntilShown(
      page,
      page.getByText('The API failed (status 500)').or(page.getByText('No readable answer came:')).first(),
    );
    expect(postsIn(api)).toHaveLength(1);
    api.clearFaults();
    await page.getByRole('button', { name: 'Create it again' }).click();
    await passTimeUntilShown(page, page.getByRole('heading', { level: 1, name: 'argus' }));
    await landed(page);
    expect(argusIn(api)).toHaveLength(1);
  });

  test('it shows up when the form is opened again: nothing is written to it, its page asks', async ({
    page,
    mockApi: { api },
  }) => {
    loseAnswer(api, 'server-error');
    await openForm(page);
    await page.getByRole('textbox', { name: 'Note', exact: true }).fill('hundred eyes');
    await fillArgus(page);
    await createButton(page).click();
    await passTimeUntilShown(page, undecided(page));
    api.addContainer({ server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 });
    await page.reload();
    await landed(page);
    const kept = page.getByRole('alert').filter({ hasText: 'Not set yet' });
    await expect(kept).toContainText('note “hundred eyes”');
    expect(api.log.filter(({ method, path }) => method === 'POST' && path === 'containers/30005')).toEqual([]);
    await kept.getByRole('button', { name: 'Try again' }).click();
    await expect(kept).toBeHidden();
    expect(api.log.filter(({ method, path }) => method === 'POST' && path === 'containers/30005')).toHaveLength(1);
  });

  test('not found, and the person leaves it', async ({ page, mockApi: { api } }) => {
    loseAnswer(api, 'server-error');
    await askForArgus(page);
    await passTimeUntilShown(page, undecided(page));
    await page.getByRole('button', { name: 'Leave it' }).click();
    await expect(undecided(page)).toBeHidden();
    await expect(createButton(page)).toBeFocused();
    await page.reload();
    await expect(createButton(page)).toBeVisible();
    await expect(said(page, /Looking for/)).toBeHidden();
    await expect(undecided(page)).toBeHidden();
    expect(argusIn(api)).toEqual([]);
  });

  test('not found, and it shows up when the page is loaded again', async ({ page, mockApi: { api } }) => {
    loseAnswer(api, 'server-error');
    await askForArgus(page);
    await passTimeUntilShown(page, undecided(page));
    api.addContainer({ server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 });
    await page.reload();
    await landed(page);
    expect(postsIn(api)).toHaveLength(1);
  });
});
