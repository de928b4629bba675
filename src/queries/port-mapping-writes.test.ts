import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PortMapping } from '../api/schemas.ts';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection, currentSession, endSession, startSession } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { addMapping, deleteAndJudge, type MappingTable, restoreMapping } from './port-mapping-writes.ts';
import { portMappingsQuery } from './port-mappings.ts';
import { settled, signInAgainst } from './testing.ts';

const ADDRESS = '1.2.3.4';
const PATH = `portmappings/${ADDRESS}`;
const wanted = { container: 30_002, proto: 'tcp', public_port: 9001, private_port: 8000 } as const;
const webOfHydra: PortMapping = {
  id: 1,
  proto: 'tcp',
  public_port: 9000,
  container: 30_001,
  container_ip: '10.0.0.3',
  private_port: 8000,
};

let mock: MockApi;
let queryClient: QueryClient;
let table: MappingTable;

beforeEach(async () => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  table = { queryClient, connection: currentConnection(), address: ADDRESS };
  await queryClient.prefetchQuery(containersQuery());
  mock.clearLog();
});

afterEach(() => {
  vi.useRealTimers();
});

const add = (body: Parameters<typeof addMapping>[1] = wanted) => settled(addMapping(table, body));
const remove = (mapping = webOfHydra) => settled(deleteAndJudge(table, mapping));
const writes = (method: string) => mock.log.filter((entry) => entry.method === method);
const shown = () => queryClient.getQueryData(portMappingsQuery(ADDRESS).queryKey)?.items.map(({ id }) => id);

test('an added mapping is the row of the API, read after one request', async () => {
  expect(await add()).toEqual({ verdict: 'done', mapping: { id: 3, container_ip: '10.0.0.4', ...wanted } });
  expect(writes('POST')).toMatchObject([{ path: PATH, body: wanted }]);
  expect(shown()).toEqual([1, 2, 3]);
});

test('a port taken since the table was last read is found by the read before, and nothing is sent', async () => {
  mock.addPortMapping({ server: ADDRESS, container: 30_001, proto: 'tcp', public_port: 9001, private_port: 8001 });
  expect(await add()).toEqual({
    verdict: 'not-done',
    field: 'public_port',
    message: 'tcp 9001 is taken by hydra (30001).',
  });
  expect(writes('POST')).toEqual([]);
  expect(shown()).toEqual([1, 2, 3]);
});

test('when the table cannot be read before, nothing is sent', async () => {
  mock.addFault({ kind: 'server-error', method: 'GET', path: PATH });
  await expect(add()).rejects.toMatchObject({ failure: { kind: 'no-answer' } });
  expect(writes('POST')).toEqual([]);
});

describe('answers that prove nothing', () => {
  test.each(['cut-after', 'break-off', 'silence', 'refuse-after', 'server-error-after', 'malformed', 'empty'] as const)(
    'an addition that took effect is done in spite of %s, and sent once',
    async (kind) => {
      mock.addFault({ kind, method: 'POST', path: PATH });
      expect(await add()).toMatchObject({ verdict: 'done', mapping: { id: 3 } });
      expect(writes('POST')).toHaveLength(1);
    },
  );

  test.each(['cut-before', 'break-off-before', 'silence-before', 'server-error'] as const)(
    'an addition without effect is never called done after %s, and leaves no row',
    async (kind) => {
      mock.addFault({ kind, method: 'POST', path: PATH });
      expect(await add()).toMatchObject({ verdict: 'cannot-tell' });
      expect(writes('POST')).toHaveLength(1);
      expect(shown()).toEqual([1, 2]);
    },
  );

  test.each(['cut-after', 'break-off', 'silence', 'refuse-after', 'server-error-after'] as const)(
    'a deletion that took effect is done in spite of %s, and sent once',
    async (kind) => {
      mock.addFault({ kind, method: 'DELETE', path: PATH });
      expect(await remove()).toEqual({ verdict: 'done' });
      expect(writes('DELETE')).toHaveLength(1);
      expect(shown()).toEqual([2]);
    },
  );

  test('a deletion without effect is not done when refused, and unknown when lost', async () => {
    mock.addFault({ kind: 'refuse', method: 'DELETE', path: PATH });
    expect(await remove()).toMatchObject({ verdict: 'not-done', message: /^tcp 9000 was not deleted\./ });
    mock.addFault({ kind: 'cut-before', method: 'DELETE', path: PATH });
    expect(await remove()).toEqual({ verdict: 'cannot-tell' });
    expect(shown()).toEqual([1, 2]);
  });

  test('the read after a write is repeated when it fails', async () => {
    mock.addFault({ kind: 'latency', method: 'GET', path: PATH });
    mock.addFault({ kind: 'server-error', method: 'GET', path: PATH });
    expect(await add()).toMatchObject({ verdict: 'done' });
  });
});

test('a refusal is explained from the containers as they are now', async () => {
  expect((await add({ ...wanted, container: 30_003 })).verdict).toBe('not-done');
  expect(writes('POST')).toEqual([]);
  const moved = mock.containers().find(({ uid }) => uid === wanted.container);
  if (moved) moved.server = '5.6.7.8';
  expect(await add()).toEqual({
    verdict: 'not-done',
    field: 'container',
    message: 'Choose a container of this server: 30002 is not one of yours on it.',
  });
  expect(writes('POST')).toHaveLength(1);
});

test('a refusal that no rule explains says what usually causes it', async () => {
  mock.addFault({ kind: 'refuse', method: 'POST', path: PATH });
  expect(await add()).toMatchObject({ verdict: 'not-done', message: /^The API refused without a reason/ });
});

test('an expired password locks the session, and the write is not sent', async () => {
  mock.setPassword('kratos', 'other');
  await expect(add()).rejects.toMatchObject({ failure: { kind: 'not-signed-in' } });
  expect(await remove()).toMatchObject({ verdict: 'cannot-tell' });
  expect(currentSession().status).toBe('locked');
  expect(mock.portMappings(ADDRESS)).toHaveLength(2);
});

test('what a write reads is not shown to somebody else who signed in meanwhile', async () => {
  mock.addFault({ kind: 'latency', method: 'POST', path: PATH, afterMs: 5_000 });
  const adding = addMapping(table, wanted);
  await vi.advanceTimersByTimeAsync(1_000);
  queryClient.clear();
  startSession({ ...table.connection, username: 'zeus', password: 'zeus' });
  expect(await settled(adding)).toMatchObject({ verdict: 'done' });
  expect(shown()).toBeUndefined();
});

test.each([
  ['an addition', () => addMapping(table, wanted)],
  ['an Undo', () => restoreMapping(table, wanted)],
])('%s is not sent when the person signs out during the read before it', async (_, write) => {
  mock.addFault({ kind: 'latency', method: 'GET', path: PATH, afterMs: 5_000 });
  const writing = write();
  await vi.advanceTimersByTimeAsync(1_000);
  endSession();
  // Also when the same customer is back before the read is: they were told that nothing was sent.
  startSession({ ...table.connection });
  await expect(settled(writing)).rejects.toMatchObject({ name: 'SessionEndedError' });
  expect(writes('POST')).toEqual([]);
});

test('a deletion is not sent for somebody who has signed out', async () => {
  startSession({ ...table.connection, username: 'zeus', password: 'zeus' });
  await expect(remove()).rejects.toMatchObject({ name: 'SessionEndedError' });
  expect(writes('DELETE')).toEqual([]);
});

test('a deletion whose row may be the one that cannot be read is not called done', async () => {
  mock.addFault({ kind: 'bad-row', method: 'GET', path: PATH, times: 6 });
  expect(await remove()).toEqual({ verdict: 'cannot-tell' });
});

test('what stood there is created again even where the panel asks for another port, but never onto a held one', async () => {
  const at1024 = { container: 30_001, proto: 'tcp', public_port: 1024, private_port: 1024 } as const;
  expect(await add(at1024)).toMatchObject({ verdict: 'not-done', field: 'public_port' });
  expect(await settled(restoreMapping(table, at1024))).toMatchObject({ verdict: 'done' });
  expect(await settled(restoreMapping(table, { ...at1024, container: 30_002 }))).toEqual({
    verdict: 'not-done',
    field: 'public_port',
    message: 'tcp 1024 is taken by hydra (30001).',
  });
});
