import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi } from '../mock-api/application.ts';
import { endSession } from '../session/session.ts';
import { carryOutMappingRun, mappingRunQuery, resumeMappingRun, retryMappingRun } from './port-mapping-runs.ts';
import { type MappingApi, manyMappings, RunningTab } from './port-mapping-runs-testing.ts';

const SENDING = './port-mapping-run-sending.ts';
let tab: RunningTab<MappingApi>;

/** A page shows the run, so that it is kept however long it takes. */
const look = () => tab.queryClient.ensureQueryData(mappingRunQuery());

function goOffline() {
  vi.doMock(SENDING, () => {
    throw new TypeError('Failed to fetch dynamically imported module.');
  });
}

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
  await look();
});

afterEach(() => {
  vi.doUnmock(SENDING);
  vi.useRealTimers();
});

test('without what sends it, a run stops and says that nothing was sent, and goes on when it can be loaded', async () => {
  const steps = await tab.plan(manyMappings(3), 'only-add');
  goOffline();
  await tab.carryOut(tab.begin({ steps }));
  expect(tab.sent('POST')).toBe(0);
  expect(tab.run()).toMatchObject({ state: 'stopped', problem: expect.stringMatching(/^Nothing was sent/) });
  expect(tab.run()).toMatchObject({ survivesReload: false, results: new Map(), begun: new Set() });
  vi.doUnmock(SENDING);
  await tab.carryOut(resumeMappingRun(tab.queryClient));
  expect(tab.sent('POST')).toBe(3);
  expect(tab.run()).toMatchObject({ state: 'ended', problem: undefined });
});

test('a run that cannot go on is as it was, also over a reload', async () => {
  const steps = await tab.plan(manyMappings(3), 'only-add');
  tab.mock.addFault({ kind: 'refuse', method: 'POST', path: 'portmappings/1.2.3.4' });
  await tab.carryOut(tab.begin({ steps }));
  tab.reload();
  await look();
  const before = tab.run();
  const sent = tab.sent('POST');
  goOffline();
  await tab.carryOut(retryMappingRun(tab.queryClient));
  expect(tab.sent('POST')).toBe(sent);
  expect(tab.run()).toEqual({ ...before, problem: expect.stringMatching(/^Nothing more was sent/) });
  tab.reload();
  await look();
  expect(tab.run()).toEqual(before);
});

test('who signs out while it is loaded has sent nothing', async () => {
  const steps = await tab.plan(manyMappings(3), 'only-add');
  const carried = carryOutMappingRun(tab.queryClient, tab.begin({ steps }));
  endSession();
  await carried;
  expect(tab.sent('POST')).toBe(0);
});
