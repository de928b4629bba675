/** In the colours that a person forces on every page (contrast themes of the system), whatever theme the panel has. */
import type { Locator, Page } from '@playwright/test';
import { box, button } from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';
import { type Colour, faint } from './forced-colors.ts';
import { unseenStops } from './keyboard.ts';
import { declareTotals, fillArgus, meter, openForm } from './new-container-form.ts';
import { prepareStates } from './page-states.ts';
import { startRange } from './port-mapping-runs-page.ts';

test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } });

test.beforeEach(async ({ page, panel, mockApi }) => {
  await prepareStates(mockApi);
  // What is unsaved is left without a question.
  page.on('dialog', (asked) => void asked.accept());
  await panel.holdSession();
});

async function expectToStandOut(wanted: readonly (readonly [Locator, Colour])[]) {
  for (const [all, property] of wanted) {
    expect.soft(await faint(all, property), `${property} of ${all}`).toEqual([]);
  }
}

const picture = async (drawn: Locator) => (await drawn.screenshot()).toString('base64');

const iconsOf = (page: Page) => page.locator('svg');

for (const colorScheme of ['light', 'dark'] as const) {
  for (const theme of ['Light', 'Dark']) {
    test.describe(`a ${colorScheme} contrast theme over the panel's ${theme.toLowerCase()} one`, () => {
      test.beforeEach(async ({ page }) => {
        await page.emulateMedia({ colorScheme, forcedColors: 'active', reducedMotion: 'reduce' });
        await page.goto('./servers');
        await page.getByRole('radio', { name: theme, exact: true }).check();
      });

      test('the port map', async ({ page }) => {
        await page.goto('./servers/1.2.3.4/port-mappings/map?protocol=tcp&port=9000');
        await expect(page.getByRole('grid', { name: 'Ports of the block' })).toBeVisible();
        await page.getByRole('gridcell', { name: /^tcp 9000, in conflict/ }).focus();
        await page.keyboard.press('ArrowRight');
        await expectToStandOut([
          [page.locator('[role=gridcell]:focus-visible'), 'outlineColor'],
          [page.locator('[role=gridcell][aria-selected=true]:not(:focus)'), 'outlineColor'],
          [page.locator('[aria-label="Blocks of 256 ports"] .outline-allocated-2'), 'outlineColor'],
          [page.locator('dl .bg-allocated'), 'backgroundColor'],
          [page.locator('dl .bg-danger'), 'backgroundColor'],
          [page.locator('label:has(input[type=radio]:checked)'), 'backgroundColor'],
          [page.locator('[role=meter] .meter-bar'), 'borderTopColor'],
          [page.locator('[aria-label=Main] [aria-current=page]'), 'backgroundColor'],
          [iconsOf(page), 'color'],
        ]);
      });

      test('port mappings: buttons, a clash, a selection, a notification, and the focus', async ({ page }) => {
        await page.goto('./servers/1.2.3.4/port-mappings');
        await button(page, 'Delete udp 5353').click();
        await page.getByRole('checkbox', { name: 'Select all' }).check();
        const notification = page.getByRole('status', { name: 'Notifications' }).locator('> *');
        await expectToStandOut([
          [page.getByText('clash', { exact: true }), 'borderTopColor'],
          [page.getByRole('region', { name: 'Selection' }).getByRole('button'), 'borderTopColor'],
          [page.getByRole('form').getByRole('textbox'), 'borderTopColor'],
          [notification, 'borderTopColor'],
          [iconsOf(page), 'color'],
        ]);
        // Nothing but its border tells at a glance what cannot be pressed now; a row's own box, that it is selected.
        await expect(button(page, 'Copy as curl: new mapping')).toHaveCSS('border-style', 'dashed');
        await expect(button(page, 'Add mapping')).toHaveCSS('border-style', 'solid');
        await expect(page.getByRole('checkbox', { checked: true }).first()).toHaveCSS('appearance', 'auto');
        await page.getByRole('radio', { name: 'TCP' }).press('ArrowRight');
        await expectToStandOut([[page.locator('label:has(:checked:focus-visible)'), 'outlineColor']]);
        await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: '1.2.3.4' }).focus();
        await expectToStandOut([[page.locator('[aria-current=page]:focus-visible'), 'outlineColor']]);
      });

      test('meters: what is asked, what is too much, and the part that is named', async ({ page }) => {
        await declareTotals(page);
        await openForm(page);
        const free = await picture(meter(page, 'Memory'));
        await fillArgus(page);
        await expect(page.getByText('left afterwards').first()).toBeVisible();
        const asked = await picture(meter(page, 'Memory'));
        expect(asked).not.toBe(free);
        await expectToStandOut([
          [page.getByRole('meter').locator('.meter-bar'), 'borderTopColor'],
          [page.getByRole('meter').locator('.bg-accent'), 'backgroundColor'],
          [page.locator('dl .bg-accent'), 'backgroundColor'],
        ]);
        // The frame around the part that is named is seen on a part of its own colour too.
        await page.getByRole('slider', { name: /^Memory/ }).focus();
        await expect(meter(page, 'Memory').locator('.border-text')).toHaveCSS('box-shadow', /inset/);
        await box(page, 'Memory').fill('90 GB');
        await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuetext', /38,000 MB over/);
        await expectToStandOut([
          [page.getByRole('meter', { name: 'Memory' }).locator('.bg-danger'), 'backgroundColor'],
          [iconsOf(page), 'color'],
        ]);
      });
    });
  }
}

test('how far a run is', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'hold', method: 'POST', path: 'portmappings/*', times: 8 });
  await startRange(page, '20000-20011');
  const progress = page.getByRole('progressbar', { name: 'Adding 11 port mappings' });
  await expect(progress).toHaveAttribute('value', '0');
  await expectToStandOut([[progress, 'borderTopColor']]);
  await expect(progress).not.toHaveCSS('border-top-width', '0px');
  const atFirst = await picture(progress);
  mockApi.api.release();
  await expect(progress).toHaveAttribute('value', '4');
  expect(await picture(progress)).not.toBe(atFirst);
  mockApi.api.clearFaults();
});

test('each stop of the keyboard is marked', async ({ page }) => {
  test.setTimeout(90_000);
  for (const path of ['servers', 'servers/1.2.3.4/port-mappings', 'containers/30001', 'tags']) {
    await page.goto(`./${path}`);
    await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
    expect.soft(await unseenStops(page, 'Tab'), path).toEqual([]);
  }
});

test('what the search and a choice of tags lead to by arrow keys', async ({ page }) => {
  await page.goto('./containers/30001');
  await page.getByRole('combobox', { name: 'Tags' }).press('ArrowDown');
  await expect(page.getByRole('option', { name: 'db' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expectToStandOut([[page.locator('[role=option][data-highlighted]'), 'outlineColor']]);
  await expect(page.locator('[role=option][data-highlighted]')).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  const found = page.getByRole('dialog').getByRole('option', { selected: true });
  await expect(found).toHaveCSS('outline-style', 'solid');
  await expectToStandOut([[found, 'outlineColor']]);
});
