import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { startMockApi } from '../src/mock-api/server.ts';

export { expect };

type MockApi = Awaited<ReturnType<typeof startMockApi>>;

interface Credentials {
  username?: string;
  password?: string;
}

/** What a person does again and again in the panel. */
export interface Panel {
  /** Opens the sign-in page, signs in to this test's mock API, and waits for the page "Servers". */
  signIn(credentials?: Credentials): Promise<void>;
  /** Makes this tab signed in, as kratos unless told, without the sign-in page: for tests of other pages, which then go to theirs. */
  holdSession(credentials?: Credentials): Promise<void>;
}

interface Fixtures {
  /** The API of this test alone: the fresh seed world, on another origin than the panel. */
  mockApi: MockApi;
  panel: Panel;
  /** What the browser has reported so far and must not: a test that provokes a report takes it out again. */
  browserFaults: string[];
}

/**
 * Chromium itself prints these two for every 4xx, 5xx, dropped or CORS-blocked answer, and no page can prevent it.
 * What the panel makes of such an answer is what the tests look at; every other line in the console is a fault.
 */
const PRINTED_BY_THE_BROWSER = [/^Failed to load resource: /, /has been blocked by CORS policy/];

async function signIn(page: Page, apiUrl: string, { username = 'kratos', password = 'deimos' }: Credentials = {}) {
  await page.goto('./sign-in');
  await page.getByRole('textbox', { name: 'API URL' }).fill(apiUrl);
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Servers' })).toBeVisible();
}

async function holdSession(page: Page, apiUrl: string, { username = 'kratos', password = 'deimos' }: Credentials = {}) {
  // Any file of the panel's origin will do: the tab's storage belongs to the origin.
  await page.goto('./favicon.svg');
  const session = JSON.stringify({ apiUrl, username, password });
  await page.evaluate((kept) => sessionStorage.setItem('session', kept), session);
}

/** Playwright's test with a mock API of its own, and a console that must stay clean. */
export const test = base.extend<Fixtures>({
  mockApi: async ({ browserName: _ }, use) => {
    const mockApi = await startMockApi({ port: 0 });
    await use(mockApi);
    await mockApi.close();
  },

  panel: async ({ page, mockApi }, use) => {
    await use({
      signIn: (credentials) => signIn(page, mockApi.url, credentials),
      holdSession: (credentials) => holdSession(page, mockApi.url, credentials),
    });
  },

  browserFaults: [
    async ({ context }, use) => {
      const faults: string[] = [];
      context.on('console', (message) => {
        const expected = PRINTED_BY_THE_BROWSER.some((line) => line.test(message.text()));
        if (message.type() === 'error' && !expected) faults.push(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => faults.push(`uncaught: ${error.error().stack ?? error.error().message}`));
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(
            `Content Security Policy: ${event.violatedDirective} forbids ${event.blockedURI} ${event.sample} (${event.originalPolicy})`,
          );
        });
      });
      await use(faults);
      expect(faults, 'the browser reported faults').toEqual([]);
    },
    { auto: true },
  ],
});

/** The text of a cell as a person reads it: white space collapsed. */
async function textsOf(cells: Locator): Promise<string[]> {
  return (await cells.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
}

function rowMatches(row: Record<string, string>, wanted: Record<string, string | RegExp>): boolean {
  return Object.entries(wanted).every(([header, value]) => {
    const text = row[header] ?? '';
    return typeof value === 'string' ? text === value : value.test(text);
  });
}

/** The rows of a table as objects from header to cell text. A header's sort arrow is no part of its name. */
export async function rowsOf(table: Locator): Promise<Record<string, string>[]> {
  const headers = (await textsOf(table.getByRole('columnheader'))).map((text) => text.replace(/\s*[↑↓↕]$/, ''));
  const rows = await table
    .getByRole('row')
    .filter({ hasNot: table.page().getByRole('columnheader') })
    .all();
  return Promise.all(
    rows.map(async (row) => {
      const cells = await textsOf(row.getByRole('cell').or(row.getByRole('rowheader')));
      return Object.fromEntries(headers.map((header, column) => [header, cells[column] ?? '']));
    }),
  );
}

/**
 * Waits until the table shows a row with these cells, named by their column header: a string is the whole text
 * of the cell, a RegExp a part of it. Columns that are not named may hold anything.
 */
export async function expectRowVisible(table: Locator, wanted: Record<string, string | RegExp>): Promise<void> {
  await expect(async () => {
    const rows = await rowsOf(table);
    // On failure the rows that are there stand in the message.
    if (!rows.some((row) => rowMatches(row, wanted))) expect(rows).toContainEqual(wanted);
  }).toPass({ timeout: 5_000 });
}

/** Waits until the table shows no row with these cells (see {@link expectRowVisible}). */
export async function expectRowGone(table: Locator, wanted: Record<string, string | RegExp>): Promise<void> {
  await expect(async () => {
    const rows = await rowsOf(table);
    expect(rows.filter((row) => rowMatches(row, wanted))).toEqual([]);
  }).toPass({ timeout: 5_000 });
}
