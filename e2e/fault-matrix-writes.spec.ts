/** The fault matrix (e2e/fault-matrix/table.ts) in the browser: every write under every fault. */
import type { Page } from '@playwright/test';
import type { MockApi } from '../src/mock-api/application.ts';
import type { LogEntry } from '../src/mock-api/request-log.ts';
import {
  beginAnew,
  givePassword,
  passwordDialog,
  readIn,
  stateOf,
  triesOf,
  watchRequests,
} from './fault-matrix/cells-in-browser.ts';
import { methodOf, PREPARATIONS, WRITE_NAMES, WRITES, type WriteName } from './fault-matrix/endpoints.ts';
import type { WriteExpectation } from './fault-matrix/expectation.ts';
import { WRITE_FAULT_NAMES, type WriteFaultName, writeFault } from './fault-matrix/faults.ts';
import { WRITE_TABLE } from './fault-matrix/table.ts';
import { WRITE_PAGES } from './fault-matrix/write-pages.ts';
import { expect, test } from './fixtures.ts';

type Sent = Pick<LogEntry, 'method' | 'path' | 'body'>;

const send = (apiUrl: string, { method, path, body }: Sent) =>
  fetch(`${apiUrl}/${path}`, {
    method,
    headers: { Authorization: `Basic ${btoa('kratos:deimos')}` },
    body: JSON.stringify(body),
  });

async function prepared(name: WriteName, { api, url }: { api: MockApi; url: string }) {
  api.reset();
  const preparation = PREPARATIONS[name];
  if (preparation) await send(url, preparation);
  api.clearLog();
}

/** Where a failure is read: in an alert, or at the field of the form that is to blame. */
const toldOfFailure = (page: Page) => page.getByRole('alert').or(page.getByRole('form', { name: 'New container' }));

async function tryCell(
  page: Page,
  { api, name, fault }: { api: MockApi; name: WriteName; fault: WriteFaultName },
  { outcome, says }: WriteExpectation,
) {
  const { prepare, send: press, told = (on) => on.getByRole('status', { name: 'Notifications' }) } = WRITE_PAGES[name];
  const write = `${methodOf(name)} ${WRITES[name]}`;
  const requests = watchRequests(page, fault.startsWith('silent') ? write : undefined);
  await prepare(page);
  api.addFault(writeFault(fault, methodOf(name), WRITES[name]));
  await press(page);
  if (fault === 'unauthorized') {
    await expect(passwordDialog(page)).toBeVisible({ timeout: 20_000 });
    await givePassword(page);
  }
  const places = outcome === 'done' ? told(page) : toldOfFailure(page);
  const read = await readIn(page, places, says, requests);
  requests.end();
  const alerts = outcome === 'done' ? await page.getByRole('alert').count() : 0;
  return {
    says: read,
    sent: requests.timesSent(write),
    alerts,
  };
}

const isOf = (name: WriteName, { method, path }: Sent) => method === methodOf(name) && path === WRITES[name];

/** What the API holds when the write of a row arrives never, once or twice, with what the page sends before it. */
async function statesAfter(name: WriteName, page: Page, mock: { api: MockApi; url: string }): Promise<string[]> {
  const { api, url } = mock;
  await prepared(name, mock);
  await WRITE_PAGES[name].prepare(page);
  await WRITE_PAGES[name].send(page);
  await expect.poll(() => api.log.some((entry) => isOf(name, entry) && entry.status)).toBe(true);
  const writes = api.log.filter(({ method }) => method === 'POST' || method === 'DELETE');
  const states: string[] = [];
  for (const arrivals of [0, 1, 2]) {
    await prepared(name, mock);
    for (const write of writes) {
      for (let arrival = 0; arrival < (isOf(name, write) ? arrivals : 1); arrival += 1) await send(url, write);
    }
    states.push(stateOf(api));
  }
  return states;
}

test.describe.configure({ timeout: 300_000 });

for (const name of WRITE_NAMES) {
  test(`${name}, under every fault`, async ({ page, mockApi }, testInfo) => {
    await page.clock.install();
    // What is typed and not sent is left behind.
    page.on('dialog', (asked) => asked.accept());
    const tries = triesOf(name, testInfo);
    await beginAnew(page, mockApi.url);
    const states = await statesAfter(name, page, mockApi);

    for (const fault of WRITE_FAULT_NAMES) {
      const { outcome: _, ...wanted } = WRITE_TABLE[name][fault];
      await tries.tryCell(fault, async () => {
        await beginAnew(page, mockApi.url);
        await prepared(name, mockApi);
        const got = await tryCell(page, { api: mockApi.api, name, fault }, WRITE_TABLE[name][fault]);
        const effect = states.indexOf(stateOf(mockApi.api));
        return { wanted: { ...wanted, alerts: 0 }, got: { ...got, effect } };
      });
    }
    tries.end();
  });
}
