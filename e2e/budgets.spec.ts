/** The budgets of design.md §7 for what is loaded at a moment. Each prints its figure beside its wall. */
import type { Page } from '@playwright/test';
import { BUDGETS, besideItsWall, gzippedSize, hasCompileHint, isBuiltScript, scriptsOnDemand } from './budgets.ts';
import { expect, test } from './fixtures.ts';

const sizeOf = (paths: readonly string[]) => paths.reduce((sum, path) => sum + gzippedSize(path), 0);

/** The scripts of the build that the page asked for so far, in order, by their path below dist/. */
function scriptsLoadedBy(page: Page): { paths: string[]; bytes: () => number } {
  const paths: string[] = [];
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname.slice(1);
    if (isBuiltScript(path) && !paths.includes(path)) paths.push(path);
  });
  return { paths, bytes: () => sizeOf(paths) };
}

/** Waits until what the page loads when it is idle has been asked for too: half a second without a new request. */
function untilNothingIsLoaded(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let timer = setTimeout(resolve, 500);
        new PerformanceObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(resolve, 500);
        }).observe({ type: 'resource' });
      }),
  );
}

function expectWithin(name: string, bytes: number, wall: number) {
  console.log(besideItsWall(name, bytes, wall));
  expect(bytes, besideItsWall(name, bytes, wall)).toBeLessThanOrEqual(wall);
}

test('the sign-in page works within its budget', async ({ page }) => {
  const loaded = scriptsLoadedBy(page);
  await page.goto('./sign-in');
  await page.getByRole('textbox', { name: 'Username' }).fill('kratos');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  expectWithin('sign-in page', loaded.bytes(), BUDGETS.signInPage);
});

test('the first server row stands within its budget', async ({ page, panel }) => {
  // Not by the sign-in page: what follows it is loaded when the browser is idle, and would be counted here by chance.
  await panel.holdSession();
  // What comes when the browser is idle is not needed for the row.
  await holdIdle(page);
  const loaded = scriptsLoadedBy(page);
  await page.goto('./servers');
  await expect(page.getByRole('table', { name: 'Servers' }).getByRole('link', { name: '1.2.3.4' })).toBeVisible();
  const { paths } = loaded;
  expectWithin('first server row', loaded.bytes(), BUDGETS.firstServerRow);
  console.log(`first server row: ${paths.length} of ${BUDGETS.firstServerRowRequests} requests for JavaScript`);
  expect(paths.length, paths.join('\n')).toBeLessThanOrEqual(BUDGETS.firstServerRowRequests);
  const compiledLate = paths.filter((path) => path.startsWith('assets/') && !hasCompileHint(path));
  expect(compiledLate, 'e2e/compile-hints.ts does not name them').toEqual([]);
});

test('a signed-in tab asks for the frame beside the entry, which has not run yet; the sign-in page does not', async ({
  page,
  panel,
}) => {
  // A file of the panel itself, which the mock API does not serve and so cannot withhold.
  await page.route('**/assets/index-*.js', (route) => route.abort());
  const { paths } = scriptsLoadedBy(page);
  // A hash may hold a dash.
  const namesOf = (all: readonly string[]) => all.map((path) => path.replace(/^assets\/|(-.{7})?\.js$/g, ''));
  await page.goto('./sign-in', { waitUntil: 'networkidle' });
  expect(namesOf(paths).sort()).toEqual(['before-paint', 'index']);
  await panel.holdSession();
  await page.goto('./servers', { waitUntil: 'networkidle' });
  expect(namesOf(paths).sort()).toEqual(['before-paint', 'controls', 'frame', 'index', 'page-parts']);
});

const FURTHER_ROUTES = [
  { path: 'servers/1.2.3.4', stands: [{ role: 'table', name: 'Containers' }], wall: BUDGETS.furtherRoute },
  {
    path: 'servers/1.2.3.4/capacity',
    stands: [{ role: 'button', name: 'Save capacity' }],
    wall: BUDGETS.furtherRoute,
  },
  {
    path: 'servers/1.2.3.4/port-mappings',
    stands: [{ role: 'table', name: 'Port mappings' }],
    wall: BUDGETS.furtherRoute,
  },
  {
    path: 'servers/1.2.3.4/port-mappings/import',
    stands: [{ role: 'textbox', name: 'Mappings' }],
    wall: BUDGETS.furtherRoute,
  },
  {
    path: 'servers/1.2.3.4/port-mappings/map',
    stands: [{ role: 'heading', name: 'Port map' }],
    wall: BUDGETS.furtherRoute,
  },
  { path: 'port-mappings', stands: [{ role: 'table', name: 'Ports' }], wall: BUDGETS.furtherRoute },
  { path: 'containers', stands: [{ role: 'table', name: 'Containers' }], wall: BUDGETS.furtherRoute },
  { path: 'tags', stands: [{ role: 'table', name: 'Tags' }], wall: BUDGETS.furtherRoute },
  {
    path: 'containers/30001',
    stands: [
      { role: 'textbox', name: 'Memory' },
      { role: 'button', name: 'Save start' },
      { role: 'button', name: 'Save details' },
      { role: 'combobox', name: 'Tags' },
      { role: 'combobox', name: 'Link to' },
    ],
    wall: BUDGETS.furtherRoute,
  },
  {
    path: 'servers/1.2.3.4/containers/new',
    stands: [{ role: 'button', name: 'Create container' }],
    wall: BUDGETS.newContainer,
  },
] as const;

/**
 * The page is never idle before `go` is called, so that what it loads for its fields and what it loads after them are told
 * apart by what they are, not by who was quicker.
 */
async function holdIdle(page: Page): Promise<{ go: () => Promise<void> }> {
  await page.addInitScript(() => {
    const held = new Map<number, IdleRequestCallback>();
    let last = 0;
    window.requestIdleCallback = (run) => {
      last += 1;
      held.set(last, run);
      return last;
    };
    window.cancelIdleCallback = (handle) => void held.delete(handle);
    // A page that is not there after two seconds loads the rest all the same: on a slow machine that would be a matter of luck.
    const { setTimeout } = window;
    const soon = (run: TimerHandler, ms?: number, ...rest: unknown[]) =>
      setTimeout(run, ms === 2_000 ? 3e8 : ms, ...rest);
    Object.assign(window, { setTimeout: soon });
    addEventListener('go-idle', () => {
      for (const run of held.values()) run({ didTimeout: false, timeRemaining: () => 50 });
    });
  });
  return { go: () => page.evaluate(() => void dispatchEvent(new Event('go-idle'))) };
}

for (const { path, stands, wall } of FURTHER_ROUTES) {
  test(`/${path} loads within its budget what the list of servers has not loaded`, async ({ page, panel }) => {
    await panel.signIn();
    const ofTheList = scriptsLoadedBy(page);
    await page.goto('./servers');
    await expect(page.getByRole('table', { name: 'Servers' }).getByRole('link', { name: '1.2.3.4' })).toBeVisible();
    await untilNothingIsLoaded(page);
    const known = new Set(ofTheList.paths);
    const idle = await holdIdle(page);
    const ofTheRoute = scriptsLoadedBy(page);
    const added = () => ofTheRoute.paths.filter((script) => !known.has(script));
    await page.goto(`./${path}`);
    for (const { role, name } of stands) {
      await expect(page.getByRole(role, { name, exact: true }).first()).toBeVisible();
    }
    await untilNothingIsLoaded(page);
    const before = added();
    expectWithin(`/${path}`, sizeOf(before), wall);
    await idle.go();
    await untilNothingIsLoaded(page);
    const whenIdle = added().filter((script) => !before.includes(script));
    const onDemand = scriptsOnDemand(added(), known);
    const kB = (paths: readonly string[]) => `${(sizeOf(paths) / 1000).toFixed(1)} kB`;
    console.log(`/${path}: then ${kB(whenIdle)} when idle, ${kB(onDemand)} when asked for (${onDemand.length} files)`);
  });
}
