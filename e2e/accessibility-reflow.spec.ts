/**
 * Every page and dialog at zooms of 200 and 400 % (WCAG 2.2 1.4.4, 1.4.10), with wider text spacing (1.4.12), with targets
 * that can be hit (2.5.8), and still for who asks for that (2.3.3).
 */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { OVERLAYS } from './overlay-states.ts';
import { spaceText, whatIsCut, whatIsTooSmall, whatMoves, whatOverflows } from './page-checks.ts';
import { PAGES, prepareStates } from './page-states.ts';

/** 1,280 by 800 CSS pixels, at a zoom of 200 and of 400 %; the latter is also the width that the criterion names. */
const ZOOMS = { '200 %': { width: 640, height: 400 }, '400 %': { width: 320, height: 256 } };

test.use({ contextOptions: { reducedMotion: 'reduce' }, trace: 'off', viewport: { width: 1280, height: 800 } });

const softly = expect.configure({ soft: true });

async function expectSound(page: Page) {
  expect.soft(await whatMoves(page), 'moves under reduced motion').toEqual([]);
  expect.soft(await whatIsTooSmall(page), 'too small to hit').toEqual([]);
  for (const [zoom, size] of Object.entries(ZOOMS)) {
    await page.setViewportSize(size);
    // What measures its room itself, as the port map does, is drawn anew a moment later.
    await softly.poll(() => whatOverflows(page), { message: `does not fit at ${zoom}`, timeout: 2_000 }).toEqual([]);
  }
  expect.soft(await whatIsTooSmall(page), 'too small to hit at 400 %').toEqual([]);
  await spaceText(page);
  expect.soft(await whatOverflows(page), 'does not fit with spaced text').toEqual([]);
  expect.soft(await whatIsCut(page), 'cut off with spaced text').toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  expect.soft(await whatIsCut(page), 'cut off with spaced text on a wide screen').toEqual([]);
}

for (const [what, states] of Object.entries({ pages: PAGES, 'dialogs and what comes for a while': OVERLAYS })) {
  test(`${what} fit, can be hit, and stand still`, async ({ page, panel, mockApi }) => {
    test.setTimeout(240_000);
    await prepareStates(mockApi);
    mockApi.api.addContainer({ server: '5.6.7.8', name: 'argus', memory: 13_000, storage: 200_000 });
    // What is unsaved is left without a question.
    page.on('dialog', (asked) => void asked.accept());
    await panel.holdSession();
    for (const state of states) {
      await test.step(state.name, async () => {
        await page.goto(`./${state.path}`);
        await expect(state.shows(page)).toBeVisible();
        await state.reach?.(page, mockApi);
        await expectSound(page);
        // What the state held up goes on.
        mockApi.api.clearFaults();
      });
    }
  });
}

test('the sign-in page and the password dialog', async ({ page, panel, mockApi }) => {
  await page.goto('./sign-in');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectSound(page);
  await panel.signIn();
  mockApi.api.setPassword('kratos', 'ares');
  await page.goto('./servers');
  await expect(page.getByRole('dialog', { name: 'Enter your password again' })).toBeVisible();
  await expectSound(page);
});

test('the checks find what they are for', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.setContent(`
    <p style="width: 400px">too wide</p>
    <div style="overflow-x: auto"><p style="width: 900px">scrolls sideways</p></div>
    <button style="width: 20px; height: 20px">a</button><button style="width: 20px; height: 20px">b</button>
    <p style="transition: color 1s">moves</p>
    <p style="height: 1em; overflow: hidden">cut off</p>
    <button style="height: 1em; width: 4em; padding: 0; white-space: nowrap">stands out of it</button>`);
  expect(await whatOverflows(page)).toHaveLength(2);
  expect(await whatIsTooSmall(page)).toHaveLength(2);
  expect(await whatMoves(page)).toHaveLength(1);
  expect(await whatIsCut(page)).toEqual(['BUTTON "stands out of it"']);
  await spaceText(page);
  expect(await whatIsCut(page)).toEqual(['P "cut off"', 'BUTTON "stands out of it"']);
});
