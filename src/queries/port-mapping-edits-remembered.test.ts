import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { MappingEdit } from '../rules/port-mapping-edits.ts';
import type { PortMapping } from '../rules/port-mappings.ts';
import { interruptedEditQuery } from './port-mapping-edit-journal.ts';
import { type EditConsent, leaveEdit, resumeEdit, runEdit } from './port-mapping-edits.ts';
import { ADDRESS, hydra9000, RunningTab } from './port-mapping-runs-testing.ts';
import { readTable } from './port-mapping-writes.ts';
import { settled } from './testing.ts';

const old: PortMapping = { ...hydra9000, id: 1, container_ip: '10.0.0.3' };
const toPort9001: MappingEdit = { old, wanted: { ...hydra9000, public_port: 9001 } };

let tab: RunningTab<MockApi>;

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
});

afterEach(() => {
  vi.useRealTimers();
});

const edit = (consent?: EditConsent) => settled(runEdit(tab.table, toPort9001, consent));
const resume = (goal: 'finish' | 'put-back') => settled(resumeEdit(tab.table, toPort9001, goal));
/** What the page shows when it is opened. */
const shown = () => tab.queryClient.fetchQuery(interruptedEditQuery(ADDRESS));

/** tcp 9000 is deleted, and neither tcp 9001 nor tcp 9000 could be created. */
async function lost(consent?: EditConsent) {
  tab.fault('POST', 'refuse', { times: 2 });
  expect(await edit(consent)).toMatchObject({ result: 'unfinished' });
}

describe('an edit that this browser cannot remember over a reload', () => {
  beforeEach(() => {
    sessionStorage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });

  test('is not begun before the person knows', async () => {
    expect(await edit()).toEqual({
      result: 'not-done',
      message: expect.stringMatching(/^This browser .*Nothing was sent\./),
    });
    expect(tab.sent('DELETE') + tab.sent('POST')).toBe(0);
    expect(await shown()).toBeNull();
  });

  test('is made when they do, and this page remembers it, also when no table is shown for a while', async () => {
    await lost({ mayBeLost: true });
    expect(await shown()).toEqual(toPort9001);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await shown()).toEqual(toPort9001);
    expect(await resume('finish')).toEqual({ result: 'done' });
    expect(await shown()).toBeNull();
  });
});

describe('an edit that was interrupted', () => {
  test('is not called put back when the new mapping has come after all', async () => {
    await lost();
    tab.mock.addPortMapping({ server: ADDRESS, ...toPort9001.wanted });
    tab.mock.clearLog();
    expect(await resume('put-back')).toEqual({
      result: 'unfinished',
      message: 'tcp 9001 stands by now, so tcp 9000 was not put back. Nothing was sent.',
    });
    expect(tab.sent('DELETE') + tab.sent('POST')).toBe(0);
    expect(await shown()).toEqual(toPort9001);
  });

  test('leaves nothing in the history that a row which cannot be read may disprove', async () => {
    await lost();
    tab.fault('GET', 'bad-row');
    await readTable(tab.table);
    leaveEdit(tab.table);
    expect(tab.history()).toEqual([]);
  });
});
