/** axe-core on every page and in the states that a first look misses, in both themes and on a phone. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { box, button, changeElsewhere, KEY, OTHER_KEY, openContainer } from './container-edit-page.ts';
import { expect, test } from './fixtures.ts';

async function expectNoViolations(page: Page) {
  // Fading parts would be measured at half their contrast.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map((node) => [node.html, node.failureSummary]),
  }));
  expect(found).toEqual([]);
}

interface State {
  name: string;
  path: string;
  /** What shows that the page is complete. */
  shows: (page: Page) => ReturnType<Page['getByRole']>;
  reach?: (page: Page) => Promise<void>;
}

const states: State[] = [
  { name: 'servers', path: 'servers', shows: (page) => page.getByRole('link', { name: '1.2.3.4' }).first() },
  {
    name: 'servers, nothing matches',
    path: 'servers?filter=nothing',
    shows: (page) => page.getByRole('heading', { name: 'No server matches' }),
  },
  {
    name: 'containers of a server',
    path: 'servers/1.2.3.4',
    shows: (page) => page.getByRole('link', { name: 'hydra' }).first(),
  },
  {
    name: 'capacity',
    path: 'servers/5.6.7.8/capacity',
    shows: (page) => page.getByRole('button', { name: 'Save capacity' }),
  },
  {
    name: 'new container',
    path: 'servers/1.2.3.4/containers/new',
    shows: (page) => page.getByRole('button', { name: 'Create container' }),
  },
  {
    name: 'new container with errors',
    path: 'servers/1.2.3.4/containers/new',
    shows: (page) => page.getByRole('button', { name: 'Create container' }),
    reach: async (page) => {
      await page.getByRole('button', { name: 'Create container' }).click();
      await expect(page.getByRole('textbox', { name: 'Memory' })).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'port mappings with a clash',
    path: 'servers/1.2.3.4/port-mappings',
    shows: (page) => page.getByRole('button', { name: 'Delete udp 5353' }),
  },
  { name: 'containers', path: 'containers', shows: (page) => page.getByRole('link', { name: 'sharedbox' }) },
  {
    name: 'container',
    path: 'containers/30001',
    // The heading is there before: the list knows the name.
    shows: (page) => page.getByRole('button', { name: 'Save details' }),
    reach: (page) => expect(page.getByRole('table', { name: 'Port mappings' })).toBeVisible(),
  },
  {
    name: 'container with something unsaved',
    path: 'containers/30001',
    shows: (page) => page.getByRole('button', { name: 'Save details' }),
    reach: async (page) => {
      await page.getByRole('textbox', { name: 'Note', exact: true }).fill('nine heads');
      await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeVisible();
    },
  },
  {
    name: 'container with a restored draft and open alarm channels',
    path: 'containers/30001',
    shows: (page) => page.getByText('Restored what you had typed.'),
    reach: async (page) => {
      await page.getByText('No channel is set').click();
      await expect(page.getByRole('button', { name: 'Save alarm channels' })).toBeVisible();
    },
  },
  {
    name: 'container with new, removed and unreadable keys',
    path: 'containers/30002',
    shows: (page) => page.getByRole('button', { name: 'Remove key zeus@olympus' }),
    reach: async (page) => {
      await page.getByRole('button', { name: 'Remove key zeus@olympus' }).click();
      await page.getByRole('textbox', { name: 'SSH keys' }).fill(OTHER_KEY);
      await page.getByRole('button', { name: 'Add keys' }).click();
      await expect(page.getByText('unreadable line')).toBeVisible();
      await expect(page.getByText('removed when you save', { exact: true })).toBeVisible();
    },
  },
  {
    name: 'not your server',
    path: 'servers/8.8.4.4',
    shows: (page) => page.getByRole('heading', { name: 'Not your server' }),
  },
  {
    name: 'not your container',
    path: 'containers/99999',
    shows: (page) => page.getByRole('heading', { name: 'Not your container' }),
  },
  { name: 'page not found', path: 'nowhere', shows: (page) => page.getByRole('heading', { name: 'Page not found' }) },
  {
    name: 'search',
    path: 'servers',
    shows: (page) => page.getByRole('link', { name: '1.2.3.4' }).first(),
    reach: async (page) => {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
];

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
        test.setTimeout(120_000);
        await page.setViewportSize({ width, height: 800 });
        mockApi.api.addPortMapping({
          server: '1.2.3.4',
          container: 30002,
          proto: 'tcp',
          public_port: 9000,
          private_port: 8001,
        });
        await changeElsewhere(mockApi.url, 30_002, { ssh_keys: [KEY, 'no-pty whatever'] });
        // What is unsaved is left without a question.
        page.on('dialog', (asked) => void asked.accept());
        await panel.signIn();
        for (const state of states) {
          await test.step(state.name, async () => {
            await page.goto(`./${state.path}`);
            await expect(state.shows(page)).toBeVisible();
            await state.reach?.(page);
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
