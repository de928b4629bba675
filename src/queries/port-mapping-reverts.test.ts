import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { MappingChange } from '../rules/port-mapping-history.ts';
import type { PortMapping } from '../rules/port-mappings.ts';
import { type Connection, currentConnection, endSession, startSession } from '../session/session.ts';
import { beginRevert, planOfRevert } from './port-mapping-reverts.ts';
import { pauseMappingRun } from './port-mapping-runs.ts';
import { hydra9000, manyMappings, medusa, RunningTab } from './port-mapping-runs-testing.ts';
import { addMapping, deleteAndJudge } from './port-mapping-writes.ts';
import { settled } from './testing.ts';

let tab: RunningTab<MockApi>;

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
});

afterEach(() => {
  vi.useRealTimers();
});

/** The newest change, or an older one. */
function changeAt(place: number): MappingChange {
  const change = tab.history()[place];
  if (!change) throw new Error('Nothing was recorded.');
  return change;
}

async function add(wanted: typeof hydra9000): Promise<PortMapping> {
  const added = await settled(addMapping(tab.table, wanted));
  if (added.verdict !== 'done') throw new Error('Not added.');
  return added.mapping;
}

const deleteIt = (row: PortMapping) => settled(deleteAndJudge(tab.table, row));
const planned = (place: number) => settled(planOfRevert(tab.table, changeAt(place)));

describe('a revert that is planned', () => {
  test('begins once', async () => {
    await add(medusa(9001));
    const revert = await planned(0);
    expect(beginRevert(tab.queryClient, revert)).toBe('begun');
    expect(beginRevert(tab.queryClient, revert)).toBe('busy');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(tab.rows()).not.toContain('tcp 9001 30002:9001');
  });

  test('waits for a run that is paused', async () => {
    await add(medusa(9001));
    tab.fault('POST', 'latency', { times: 4, afterMs: 1_000 });
    const { end } = await tab.running([hydra9000, medusa(9001), ...manyMappings(9)], 500);
    pauseMappingRun(tab.queryClient);
    await end();
    expect(beginRevert(tab.queryClient, await planned(1))).toBe('busy');
  });

  test.each([
    ['nobody', () => {}],
    ['the same customer', (before: Connection) => startSession({ ...before })],
    ['somebody else', (before: Connection) => startSession({ ...before, username: 'zeus' })],
  ])('never begins once the person has signed out, with %s signed in then', async (_, next) => {
    await add(medusa(9001));
    const revert = await planned(0);
    const connection = currentConnection();
    endSession();
    tab.queryClient.clear();
    next(connection);
    tab.mock.clearLog();
    expect(beginRevert(tab.queryClient, revert)).toBe('session-ended');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(tab.mock.log).toEqual([]);
    expect(tab.run()).toBeNull();
  });
});

describe('what newer changes dealt with is theirs', () => {
  test('what was added by hand after it had been deleted is not taken away with the older addition', async () => {
    await deleteIt(await add(medusa(9001)));
    await add(medusa(9001));
    expect((await planned(2)).plan.steps).toEqual([]);
    expect((await planned(0)).plan.steps).toMatchObject([{ remove: [medusa(9001)], add: [] }]);
  });

  test('what was deleted again is not put back by the revert of the older deletion', async () => {
    const [row] = (await tab.plan([], 'exactly')).flatMap(({ remove }) => remove);
    if (!row) throw new Error('Nothing stands.');
    await deleteIt(row);
    await deleteIt(await add(hydra9000));
    expect((await planned(2)).plan.steps).toEqual([]);
    expect((await planned(0)).plan.steps).toMatchObject([{ remove: [], add: [hydra9000] }]);
  });

  test('a newer change that was itself reverted counts no more', async () => {
    const row = await add(medusa(9001));
    await deleteIt(row);
    const revert = await planned(0);
    await tab.carryOut(tab.begin({ steps: revert.plan.steps, origin: 'revert', reverts: revert.change.id }));
    expect(tab.history()).toMatchObject([{ kind: 'revert' }, { revertedAt: expect.any(Number) }, { kind: 'add' }]);
    expect((await planned(2)).plan.steps).toMatchObject([{ remove: [medusa(9001)], add: [] }]);
  });
});
