import type { QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { NewPortMapping, PortMapping } from '../rules/port-mappings.ts';
import { currentConnection, endSession, startSession } from '../session/session.ts';
import { createQueryClient } from './client.ts';
import { growMappingChange, mappingHistoryQuery, markReverted, recordMappingChange } from './port-mapping-history.ts';
import { planOfRevert } from './port-mapping-reverts.ts';
import { addMapping, deleteAndJudge, type MappingTable, restoreMapping } from './port-mapping-writes.ts';
import { settled, signInAgainst } from './testing.ts';

const ADDRESS = '1.2.3.4';
let mock: MockApi;
let queryClient: QueryClient;

const table = (): MappingTable => ({ queryClient, connection: currentConnection(), address: ADDRESS });
const history = () => queryClient.getQueryData(mappingHistoryQuery().queryKey) ?? [];

async function reload() {
  queryClient = createQueryClient();
  await queryClient.ensureQueryData(mappingHistoryQuery());
}

const bodies = (count: number, from = 2000): NewPortMapping[] =>
  Array.from({ length: count }, (_, index) => ({
    container: 30_001,
    proto: index % 2 ? ('udp' as const) : ('tcp' as const),
    public_port: from + ((index * 7919) % 60_000),
    private_port: from + ((index * 104_729) % 60_000),
  }));
const rows = (count: number): PortMapping[] =>
  bodies(count).map((one, index) => ({ ...one, id: (index * 31_337) % 1_000_003, container_ip: '10.0.0.3' }));

beforeEach(() => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
});

afterEach(() => {
  vi.useRealTimers();
});

test('what was added, deleted and restored is recorded, newest first, and is still there after a reload', async () => {
  const wanted = { container: 30_002, proto: 'tcp', public_port: 9001, private_port: 8000 } as const;
  const added = await settled(addMapping(table(), wanted));
  if (added.verdict !== 'done') throw new Error('Not added.');
  await settled(deleteAndJudge(table(), added.mapping));
  await settled(restoreMapping(table(), wanted));
  const expected = [
    { kind: 'revert', removed: [], added: [wanted] },
    { kind: 'delete', removed: [added.mapping], added: [] },
    { kind: 'add', removed: [], added: [wanted], counts: { removed: 0, added: 1 } },
  ];
  expect(history()).toMatchObject(expected);
  await reload();
  expect(history()).toMatchObject(expected);
  expect(new Set(history().map(({ id }) => id)).size).toBe(3);
});

test('what was not proved is not recorded', async () => {
  const wanted = { container: 30_002, proto: 'tcp', public_port: 9001, private_port: 8000 } as const;
  mock.addFault({ kind: 'cut-before', method: 'POST', path: `portmappings/${ADDRESS}` });
  await settled(addMapping(table(), wanted));
  expect(history()).toEqual([]);
});

test('a change that grows is one, holds nothing twice, and comes back whole from a reload', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 6 }), async (parts) => {
      queryClient = signInAgainst(mock.fetch);
      for (const [removed, added] of parts) {
        growMappingChange(table(), { id: 7, kind: 'apply', removed: rows(removed), added: bodies(added) });
      }
      const most = (pick: (part: [number, number]) => number) => Math.max(0, ...parts.map(pick));
      const [removed, added] = [most(([one]) => one), most(([, one]) => one)];
      const expected = removed + added > 0 ? [{ id: 7, removed: rows(removed), added: bodies(added) }] : [];
      expect(history()).toMatchObject(expected);
      expect(history()).toHaveLength(expected.length);
      await reload();
      expect(history()).toMatchObject(expected);
    }),
  );
});

// It takes a second or two; two cores that others use as well take several.
test('one that is too large to be kept says so before a reload, and tells its numbers after it', {
  timeout: 60_000,
}, async () => {
  recordMappingChange(table(), { kind: 'delete', removed: rows(1), added: [] });
  recordMappingChange(table(), { kind: 'apply', removed: rows(129_016), added: [] });
  expect(history()).toMatchObject([{ keeping: 'this-page', counts: { removed: 129_016 } }, { kind: 'delete' }]);
  expect(history()[1]?.keeping).toBe(undefined);
  await reload();
  expect(history()).toMatchObject([
    { keeping: 'lost', removed: [], counts: { removed: 129_016, added: 0 } },
    { removed: rows(1) },
  ]);
});

test('a browser that forbids storage keeps it for this page', () => {
  vi.spyOn(sessionStorage, 'setItem').mockImplementation(() => {
    throw new Error('Full.');
  });
  recordMappingChange(table(), { kind: 'delete', removed: rows(1), added: [] });
  expect(history()).toMatchObject([{ keeping: 'this-page', removed: rows(1) }]);
});

test('it belongs to who is signed in, and is gone with the session', async () => {
  const before = table();
  recordMappingChange(before, { kind: 'delete', removed: rows(1), added: [] });
  endSession();
  queryClient.clear();
  startSession({ ...before.connection, username: 'zeus', password: 'zeus' });
  recordMappingChange(before, { kind: 'delete', removed: rows(2), added: [] });
  await reload();
  expect(history()).toEqual([]);
  startSession({ ...before.connection });
  await reload();
  expect(history()).toEqual([]);
});

test('the way back is planned by a fresh table, and what was reverted is marked over a reload', async () => {
  const [row] = mock.portMappings(ADDRESS);
  const removed = { ...row, container_ip: '10.0.0.3' } as PortMapping;
  await settled(deleteAndJudge(table(), removed));
  const [change] = history();
  if (!change) throw new Error('Nothing was recorded.');
  const { plan } = await settled(planOfRevert(table(), change));
  expect(plan.steps).toMatchObject([{ remove: [], add: [{ public_port: removed.public_port }] }]);
  markReverted(table(), change.id);
  await reload();
  expect(history()).toMatchObject([{ revertedAt: expect.any(Number) }]);
});

test('what a run does again after the person took it back is a change of its own', async () => {
  const [one] = bodies(1);
  if (!one) throw new Error('No body.');
  const seen = { id: 7, kind: 'apply' as const, removed: [], added: [one] };
  growMappingChange(table(), seen);
  recordMappingChange(table(), { kind: 'delete', removed: rows(1), added: [] });
  growMappingChange(table(), seen);
  growMappingChange(table(), seen);
  expect(history()).toMatchObject([
    { kind: 'apply', removed: [], added: [one], counts: { removed: 0, added: 1 } },
    { kind: 'delete', removed: [one] },
    { id: 7, added: [one] },
  ]);
  expect(new Set(history().map(({ id }) => id)).size).toBe(3);
});
