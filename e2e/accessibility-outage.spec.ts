/** axe-core on what the frame says of the network and of other tabs, in both themes and on a phone. */
import { expect, test } from './fixtures.ts';
import { expectNoViolations } from './no-violations.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    for (const width of [1280, 390]) {
      test(`an outage, and a sign-out in another tab, ${width} px wide`, async ({ page, panel, context }) => {
        test.setTimeout(90_000);
        await page.setViewportSize({ width, height: 800 });
        await panel.signIn();
        await page.goto('./containers/30001');
        await page.getByRole('textbox', { name: 'Note', exact: true }).fill('nine heads');
        const connection = page.getByRole('status', { name: 'Connection' });
        await expect(connection).toBeAttached();
        await context.setOffline(true);
        await expect(connection).toContainText('offline since');
        await expectNoViolations(page);
        await context.setOffline(false);
        await expect(connection).toBeEmpty();

        const session = await page.evaluate(() => sessionStorage.getItem('session') ?? '');
        const other = await context.newPage();
        await other.setViewportSize({ width: 1280, height: 800 });
        await other.goto('./favicon.svg');
        await other.evaluate((kept) => sessionStorage.setItem('session', kept), session);
        await other.goto('./servers');
        await expect(other.getByRole('status', { name: 'Connection' })).toBeAttached();
        await other.getByRole('button', { name: 'Sign out' }).click();
        await expect(page.getByText('You signed out in another tab.')).toBeVisible();
        await expectNoViolations(page);
      });
    }
  });
}
