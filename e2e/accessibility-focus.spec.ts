/** The focus is marked and in sight at every stop, also where a bar or a notification stands over the page (WCAG 2.2 2.4.7, 2.4.11). */
import type { Page } from '@playwright/test';
import { box, button, openContainer } from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';
import { unseenStops } from './keyboard.ts';
import { apply, mappings, openImport } from './port-mapping-import-page.ts';
import { open } from './port-mappings-page.ts';

// A trace keeps the page anew for each of hundreds of keys.
test.use({ contextOptions: { reducedMotion: 'reduce' }, trace: 'off' });

const WINDOWS = {
  'a desk': { width: 1280, height: 800 },
  'a phone': { width: 390, height: 844 },
  'a zoom of 400 %': { width: 320, height: 256 },
};

const COVERED: Record<string, (page: Page) => Promise<void>> = {
  'mappings, one deleted and one selected': async (page) => {
    await open(page);
    await button(page, 'Delete udp 5353').click();
    await expect(button(page, 'Undo')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Select tcp 9000' }).check();
    await expect(page.getByRole('region', { name: 'Selection' })).toBeVisible();
  },
  'a container with something unsaved': async (page) => {
    await openContainer(page);
    await box(page, 'Note').fill('nine heads');
    await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeVisible();
  },
  'an import': async (page) => {
    await openImport(page);
    await mappings(page).fill('tcp 8080 -> medusa:8000');
    await expect(apply(page)).toHaveText('Apply 1 change');
  },
};

for (const [where, size] of Object.entries(WINDOWS)) {
  test(`each stop is seen at ${where}`, async ({ page, panel }) => {
    test.setTimeout(90_000);
    await page.setViewportSize(size);
    // What is unsaved is left without a question.
    page.on('dialog', (asked) => void asked.accept());
    await panel.holdSession();
    for (const [name, cover] of Object.entries(COVERED)) {
      await test.step(name, async () => {
        await cover(page);
        await page.evaluate(() => (document.activeElement as HTMLElement).blur());
        expect.soft(await unseenStops(page, 'Tab'), name).toEqual([]);
        expect.soft(await unseenStops(page, 'Shift+Tab'), `${name}, backwards`).toEqual([]);
      });
    }
  });
}

test('a stop that is covered, or not marked, is found', async ({ page }) => {
  await page.setContent(`
    <style>:focus-visible { outline: 2px solid }</style>
    <button>seen</button>
    <button style="outline: none">unmarked</button>
    <button style="position: absolute; top: 300px">covered</button>
    <div aria-label="bar" style="position: fixed; inset: 200px 0 0; background: white"></div>`);
  expect(await unseenStops(page, 'Tab')).toEqual([
    'button unmarked: nothing marks it',
    'button covered: it is covered by div bar',
  ]);
});
