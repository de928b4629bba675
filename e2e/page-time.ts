/** Time in a page whose clock a test has taken over (`page.clock.install()`). */
import { expect, type Locator, type Page } from '@playwright/test';

/** Small enough that an answer on its way is never taken for a lost one (a read is given 15 s, a write 20 s). */
const STEP_MS = 2_500;
/** What an answer on its way is left to arrive in after each step, in ms of the test. */
const SETTLE_MS = 300;

/**
 * Lets the page's time run in steps, each of which leaves answers the time to arrive, until what is expected holds, for
 * `withinMs` of the page's time at most.
 */
export async function passTimeUntil(page: Page, holds: () => Promise<void>, withinMs = 300_000): Promise<void> {
  for (let passed = 0; passed < withinMs; passed += STEP_MS) {
    await page.clock.fastForward(STEP_MS);
    try {
      return await expect(holds).toPass({ timeout: SETTLE_MS, intervals: [50] });
    } catch {
      // Not yet.
    }
  }
  await holds();
}

/** Lets the page's time run until this is shown; see {@link passTimeUntil}. */
export const passTimeUntilShown = (page: Page, shown: Locator): Promise<void> =>
  passTimeUntil(page, () => expect(shown).toBeVisible({ timeout: SETTLE_MS }));
