/** The fault matrix (e2e/fault-matrix/table.ts) in the browser: every read under every fault, and its end. */
import type { Page } from '@playwright/test';
import type { MockApi } from '../src/mock-api/application.ts';
import {
  beginAnew,
  givePassword,
  isShown,
  passwordDialog,
  readIn,
  stateOf,
  triesOf,
  watchRequests,
} from './fault-matrix/cells-in-browser.ts';
import { READ_NAMES, READS, type ReadName } from './fault-matrix/endpoints.ts';
import type { ReadExpectation } from './fault-matrix/expectation.ts';
import { FAULT_NAMES, type FaultName, readFault } from './fault-matrix/faults.ts';
import { READ_PAGES } from './fault-matrix/read-pages.ts';
import { READ_TABLE } from './fault-matrix/table.ts';
import { expect, test } from './fixtures.ts';

test.describe.configure({ timeout: 300_000 });

/** A refused password is asked for over what could not be read; once it is given, the page reads again by itself. */
const asksForPassword = (name: ReadName, fault: FaultName) => fault === 'unauthorized' && name !== 'GET me, to sign in';

const pressTryAgain = (page: Page) => page.getByRole('button', { name: 'Try again' }).first().click();

async function tryCell(
  page: Page,
  { api, name, fault }: { api: MockApi; name: ReadName; fault: FaultName },
  { outcome, says }: ReadExpectation,
) {
  const { prepare, open, told, shown, tryAgain } = READ_PAGES[name];
  const requests = watchRequests(page, fault === 'silent' ? `GET ${READS[name]}` : undefined);
  await prepare?.(page);
  api.addFault(readFault(fault, READS[name]));
  await open(page);
  // What lies behind the question for the password is there, but not for whoever reads the page.
  const alerts = page.getByRole('alert', { includeHidden: true });
  const places = outcome === 'shown' ? page.getByRole('main').or(page.getByRole('dialog')) : (told?.(page) ?? alerts);
  const asks = asksForPassword(name, fault);
  if (asks) await expect(passwordDialog(page)).toContainText('The API no longer accepts this tab', { timeout: 20_000 });
  const read = asks && told ? says : await readIn(page, places, says, requests);
  requests.end();
  const effect = stateOf(api);
  api.clearFaults();
  if (asks) await givePassword(page);
  const isBack = asks && (await isShown(shown(page), 2_000));
  if (outcome === 'failed' && !isBack) await (tryAgain ?? pressTryAgain)(page);
  await expect(shown(page)).toBeVisible();
  return { says: read, effect };
}

for (const name of READ_NAMES) {
  test(`${name}, under every fault`, async ({ page, mockApi }, testInfo) => {
    await page.clock.install();
    // What is typed and not sent is left behind.
    page.on('dialog', (asked) => asked.accept());
    const tries = triesOf(name, testInfo);
    const { api } = mockApi;
    const unchanged = stateOf(api);
    for (const fault of FAULT_NAMES) {
      await tries.tryCell(fault, async () => {
        await beginAnew(page, mockApi.url);
        api.reset();
        const got = await tryCell(page, { api, name, fault }, READ_TABLE[name][fault]);
        return { wanted: { says: READ_TABLE[name][fault].says, effect: unchanged }, got };
      });
    }
    tries.end();
  });
}
