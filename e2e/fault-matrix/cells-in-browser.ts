/** What a cell of the fault matrix needs in the browser: a tab begun anew, and a clock that passes over the waiting. */
import { expect, type Locator, type Page, type Request, type TestInfo } from '@playwright/test';
import type { MockApi } from '../../src/mock-api/application.ts';
import { figuresOf } from './figures.ts';

/** So much time passes at once, in ms: less than a notification stays. */
const STEP_MS = 5_000;
/** Longer than the longest wait for an answer and all looks after it, in steps. */
const MOST_STEPS = 40;

/** Makes the tab signed in as kratos, with nothing else kept in it or in the browser. */
export async function beginAnew(page: Page, apiUrl: string): Promise<void> {
  // Any file of the panel's origin will do: the tab's storage belongs to the origin.
  await page.goto('./favicon.svg');
  const session = JSON.stringify({ apiUrl, username: 'kratos', password: 'deimos' });
  await page.evaluate((kept) => {
    sessionStorage.clear();
    localStorage.clear();
    sessionStorage.setItem('session', kept);
  }, session);
}

/** The requests of a page to the API, until `end`. `neverAnswered`, as `GET containers`, is not waited for. */
export function watchRequests(page: Page, neverAnswered: string | undefined) {
  const open = new Set<Request>();
  const sent: string[] = [];
  const begin = (request: Request) => {
    const path = new URL(request.url()).pathname;
    if (!path.startsWith('/api/')) return;
    const name = `${request.method()} ${path.slice('/api/'.length)}`;
    sent.push(name);
    if (name !== neverAnswered) open.add(request);
  };
  const isOver = (request: Request) => void open.delete(request);
  page.on('request', begin).on('requestfinished', isOver).on('requestfailed', isOver);
  return {
    areOver: () => open.size === 0,
    timesSent: (name: string) => sent.filter((one) => one === name).length,
    end: () => page.off('request', begin).off('requestfinished', isOver).off('requestfailed', isOver),
  };
}

export type Requests = ReturnType<typeof watchRequests>;

/** Whether it is there within so many ms. */
export function isShown(place: Locator, timeout: number): Promise<boolean> {
  return expect(place.first())
    .toBeAttached({ timeout })
    .then(
      () => true,
      () => false,
    );
}

/** Whether all parts are read in one of these places within so many ms. */
function isRead(places: Locator, parts: readonly string[], timeout: number): Promise<boolean> {
  const found = parts.reduce((left, part) => left.filter({ hasText: part }), places);
  return isShown(found, timeout);
}

/**
 * Lets the page's time pass, while it waits for nothing but it, until all parts are read in one of these places; then gives
 * them back, or else what is read there in the end.
 */
export async function readIn(
  page: Page,
  places: Locator,
  parts: readonly string[],
  requests: Requests,
): Promise<readonly string[]> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await isRead(places, parts, 150)) return parts;
    await expect.poll(() => requests.areOver(), { intervals: [20], timeout: 10_000 }).toBe(true);
    if (await isRead(places, parts, 100)) return parts;
    await page.clock.fastForward(STEP_MS);
  }
  return places.allInnerTexts();
}

/** The dialog that asks for the password after a 401. */
export const passwordDialog = (page: Page) => page.getByRole('dialog', { name: 'Enter your password again' });

/** Gives the password again. */
export async function givePassword(page: Page): Promise<void> {
  await passwordDialog(page).getByLabel('Password', { exact: true }).fill('deimos');
  await passwordDialog(page).getByRole('button', { name: 'Continue' }).click();
  await expect(passwordDialog(page)).toHaveCount(0, { timeout: 20_000 });
}

/** All that the panel can change in the API, without what chance makes. */
export const stateOf = (api: MockApi) =>
  JSON.stringify([
    api.containers().map(({ uuid: _, secretUuid: __, ...container }) => container),
    api.portMappings(),
    api.tags(),
  ]);

interface Cell {
  wanted: Record<string, unknown>;
  got: Record<string, unknown>;
}

/** Tries the cells of a row, whatever becomes of one of them; the reporter adds up the figures. */
export function triesOf(row: string, testInfo: TestInfo) {
  const figures = figuresOf('browser');
  return {
    async tryCell(column: string, attempt: () => Promise<Cell>) {
      const failed = (error: unknown): Cell => ({ wanted: { error: undefined }, got: { error: String(error) } });
      figures.tell(row, column, await attempt().catch(failed));
      for (const failure of figures.failuresOf(`${row} | ${column}`)) console.log(failure);
    },
    /** To be called when all cells were tried. */
    end() {
      const failures = figures.failuresOf(row);
      const tried = figures.tried().length;
      testInfo.annotations.push({ type: 'fault matrix', description: `${tried} ${tried - failures.length}` });
      expect(failures).toEqual([]);
    },
  };
}
