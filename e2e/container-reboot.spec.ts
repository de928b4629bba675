/** Rebooting a container: asked first, sent once, and told by the answer alone, since no read shows a reboot. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const PATH = 'containers/30001';

test.beforeEach(async ({ page, panel }) => {
  await panel.holdSession();
  await page.goto('./containers/30001');
});

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Reboot hydra?' });
const confirm = (page: Page) => dialog(page).getByRole('button', { name: 'Reboot hydra' });

async function middleOf(control: Locator) {
  const { x, y, width, height } = (await control.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width / 2, y: y + height / 2 };
}

async function ask(page: Page) {
  await page.getByRole('main').getByRole('button', { name: 'Reboot', exact: true }).click();
  await expect(dialog(page)).toContainText('Its processes stop and start again.');
}

type MockApi = {
  api: {
    containers(): readonly { uid: number; reboots: number }[];
    log: readonly { method: string; body: unknown }[];
  };
};
const reboots = (mockApi: MockApi) => mockApi.api.containers().find(({ uid }) => uid === 30_001)?.reboots;
const posts = (mockApi: MockApi) => mockApi.api.log.filter(({ method }) => method === 'POST').map(({ body }) => body);

test('a reboot is asked about, sent once by a double click, and told', async ({ page, mockApi }) => {
  await ask(page);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page)).toBeHidden();
  expect(posts(mockApi)).toEqual([]);
  await ask(page);
  await confirm(page).dblclick();
  await expect(page.getByText('hydra reboots')).toBeVisible();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('main').getByRole('button', { name: 'Reboot', exact: true })).toBeFocused();
  expect(posts(mockApi)).toEqual([{ reboot: 1 }]);
  expect(reboots(mockApi)).toBe(1);
});

test('half a double click does nothing to what a dialog opens over, or leaves behind', async ({ page, mockApi }) => {
  const reboot = page.getByRole('main').getByRole('button', { name: 'Reboot', exact: true });
  const pressAt = async ({ x, y }: { x: number; y: number }, clickCount: number) => {
    await page.mouse.move(x, y);
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  };
  await reboot.click();
  const middle = await middleOf(confirm(page));
  await pressAt(middle, 2);
  await expect(dialog(page)).toBeVisible();
  expect(posts(mockApi)).toEqual([]);
  await pressAt(middle, 1);
  await expect(dialog(page)).toBeHidden();
  await pressAt(middle, 2);
  await expect(reboot).toBeFocused();
  expect(posts(mockApi)).toEqual([{ reboot: 1 }]);
});

test('a reboot that is refused says why and can be tried again', async ({ page, mockApi }) => {
  await ask(page);
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: PATH });
  await confirm(page).click();
  await expect(dialog(page).getByRole('alert')).toContainText('hydra was not rebooted');
  await expect(dialog(page).getByRole('alert')).toContainText('The API refused the change');
  await dialog(page).getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('hydra reboots')).toBeVisible();
  expect(reboots(mockApi)).toBe(1);
});

for (const kind of ['break-off', 'server-error-after'] as const) {
  test(`a reboot whose answer is lost (${kind}) is not called done, and not sent again`, async ({ page, mockApi }) => {
    await ask(page);
    mockApi.api.addFault({ kind, method: 'POST', path: PATH });
    await confirm(page).click();
    await expect(dialog(page).getByRole('alert')).toContainText('It is not known whether hydra reboots');
    await expect(dialog(page).getByRole('alert')).toContainText('Look at the container itself');
    expect(posts(mockApi)).toHaveLength(1);
    expect(reboots(mockApi)).toBe(1);
  });
}

test('a container that cannot be read just before is not rebooted', async ({ page, mockApi }) => {
  await ask(page);
  mockApi.api.addFault({ kind: 'refuse', method: 'GET', path: PATH });
  await confirm(page).click();
  await expect(dialog(page).getByRole('alert')).toContainText('nothing was sent');
  expect(posts(mockApi)).toEqual([]);
});

test('the reboot can be copied as curl', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await ask(page);
  await dialog(page).getByRole('button', { name: 'Copy as curl' }).click();
  await expect(dialog(page).getByText('Copied')).toBeAttached();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('{"reboot":1}');
  expect(copied).not.toContain('deimos');
});
