/** axe-core on every page and in the states that a first look misses, in both themes and on a phone. */
import { box, button, changeElsewhere, openContainer } from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';
import { expectNoViolations } from './no-violations.ts';
import { PAGES, prepareStates } from './page-states.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    test('sign-in, also refused', async ({ page, mockApi }) => {
      await page.goto('./sign-in');
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole('textbox', { name: 'API URL' }).fill(mockApi.url);
      await page.getByRole('textbox', { name: 'Username' }).fill('kratos');
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectNoViolations(page);
    });

    for (const width of [1280, 390]) {
      test(`every page, ${width} px wide`, async ({ page, panel, mockApi }) => {
        test.setTimeout(180_000);
        await page.setViewportSize({ width, height: 800 });
        await prepareStates(mockApi);
        // What is unsaved is left without a question.
        page.on('dialog', (asked) => void asked.accept());
        await panel.signIn();
        for (const state of PAGES) {
          await test.step(state.name, async () => {
            await page.goto(`./${state.path}`);
            await expect(state.shows(page)).toBeVisible();
            await state.reach?.(page, mockApi);
            await expectNoViolations(page);
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            expect(overflow, 'nothing is wider than the window').toBeLessThanOrEqual(0);
          });
        }
      });
    }

    for (const width of [1280, 390]) {
      test(`somebody else changed the same, ${width} px wide`, async ({ page, panel, mockApi }) => {
        await page.setViewportSize({ width, height: 800 });
        await panel.holdSession();
        await openContainer(page);
        await box(page, 'Name').fill('mine');
        await box(page, 'Note').fill('mine');
        await changeElsewhere(mockApi.url, 30_001, { name: 'theirs', note: 'theirs' });
        await button(page, 'Save details').click();
        await expect(page.getByRole('dialog', { name: 'theirs was changed meanwhile' })).toBeVisible();
        await page.getByRole('radio', { name: 'Mine: mine' }).first().check();
        await expectNoViolations(page);
      });
    }

    test('a page that failed to load, and the password dialog', async ({ page, panel, mockApi }) => {
      await panel.signIn();
      mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: 'containers' });
      await page.goto('./servers');
      await expect(page.getByRole('alert')).toBeVisible();
      await expectNoViolations(page);
      mockApi.api.setPassword('kratos', 'ares');
      await page.goto('./servers');
      await expect(page.getByRole('dialog', { name: 'Enter your password again' })).toBeVisible();
      await expectNoViolations(page);
    });
  });
}

test('landing on a page says its name; what vanishes under the focus leaves it on the page', async ({
  page,
  panel,
  mockApi,
}) => {
  await panel.signIn();
  await page.getByRole('link', { name: 'Containers' }).press('Enter');
  await expect(page.getByRole('main', { name: 'Containers' })).toBeFocused();
  mockApi.api.addFault({ kind: 'malformed', method: 'GET', path: 'containers' });
  await page.goto('./containers');
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(page.getByRole('link', { name: 'hydra' })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
});

test('an unknown path is said inside the frame', async ({ page, panel }) => {
  await panel.signIn();
  for (const path of ['nowhere', 'servers/1.2.3.4/nowhere', 'containers/30001/nowhere']) {
    await page.goto(`./${path}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
    await expect(page.getByRole('main')).toHaveCount(1);
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  }
});

test('on a phone, Escape and a link close the menu', async ({ page, panel }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await panel.signIn();
  const menu = page.getByRole('button', { name: 'Menu' });
  const servers = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Servers' });
  await menu.click();
  await servers.focus();
  await page.keyboard.press('Escape');
  await expect(servers).toBeHidden();
  await expect(menu).toBeFocused();
  // Also a link to the page that is open.
  await menu.click();
  await servers.click();
  await expect(servers).toBeHidden();
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
});

test('an error that appears without a submit is spoken, one that a submit leads to is not spoken twice', async ({
  page,
  panel,
}) => {
  await panel.signIn();
  await page.goto('./servers/1.2.3.4/containers/new');
  const live = page.locator('[aria-live=polite]').filter({ hasText: /./ });
  await page.getByRole('textbox', { name: 'Memory' }).fill('plenty');
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await expect(page.getByRole('textbox', { name: 'Memory' })).toHaveAttribute('aria-invalid', 'true');
  await expect(live.first()).toBeAttached();
  await page.getByRole('button', { name: 'Create container' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Storage' })).toHaveAttribute('aria-invalid', 'true');
  await expect(live).toHaveCount(0);
});
