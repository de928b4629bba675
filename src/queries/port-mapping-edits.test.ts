import type { QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { NewPortMapping, PortMapping } from '../api/schemas.ts';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { FaultKind } from '../mock-api/faults.ts';
import { type MappingEdit, stateOfEdit } from '../rules/port-mapping-edits.ts';
import { currentConnection, endSession, startSession } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { interruptedEditQuery } from './port-mapping-edit-journal.ts';
import { resumeEdit, runEdit } from './port-mapping-edits.ts';
import { mappingHistoryQuery } from './port-mapping-history.ts';
import { type MappingTable, readTable } from './port-mapping-writes.ts';
import { settled, signInAgainst } from './testing.ts';

const ADDRESS = '1.2.3.4';
const PATH = `portmappings/${ADDRESS}`;
const old: PortMapping = {
  id: 1,
  proto: 'tcp',
  public_port: 9000,
  container: 30_001,
  container_ip: '10.0.0.3',
  private_port: 8000,
};
const values = { container: 30_001, proto: 'tcp', public_port: 9000, private_port: 8000 } as const;
/** The private port is held by the old row, so that one must go first. */
const toPort9001: NewPortMapping = { ...values, public_port: 9001 };
/** Nothing in the way of the new row, so that it may come first. */
const toMedusa9001: NewPortMapping = { ...values, container: 30_002, public_port: 9001 };

let mock: MockApi;
let queryClient: QueryClient;
let table: MappingTable;

async function begin() {
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  table = { queryClient, connection: currentConnection(), address: ADDRESS };
  await queryClient.prefetchQuery(containersQuery());
}

beforeEach(async () => {
  vi.useFakeTimers();
  await begin();
});

afterEach(() => {
  vi.useRealTimers();
});

const edit = (wanted: NewPortMapping) => settled(runEdit(table, { old, wanted }));
const resume = (of: MappingEdit, goal: 'finish' | 'put-back') => settled(resumeEdit(table, of, goal));
const writes = () => mock.log.filter(({ method }) => method !== 'GET').map(({ method }) => method);
const fault = (method: 'GET' | 'POST' | 'DELETE', kind: FaultKind, times = 1) =>
  mock.addFault({ method, kind, path: PATH, times });
const ports = () => mock.portMappings(ADDRESS).map(({ proto, public_port }) => `${proto} ${public_port}`);
const history = () => queryClient.getQueryData(mappingHistoryQuery().queryKey) ?? [];
const kept = () => queryClient.getQueryData(interruptedEditQuery(ADDRESS).queryKey) ?? null;

describe('an edit that works', () => {
  test('deletes first when the old row is in the way', async () => {
    expect(await edit(toPort9001)).toEqual({ result: 'done', closedForMs: expect.any(Number) });
    expect(writes()).toEqual(['DELETE', 'POST']);
    expect(ports()).toEqual(['udp 5353', 'tcp 9001']);
    expect(kept()).toBeNull();
  });

  test('creates first when it is not, so that no moment is without a mapping', async () => {
    expect(await edit(toMedusa9001)).toEqual({ result: 'done' });
    expect(writes()).toEqual(['POST', 'DELETE']);
    expect(ports()).toEqual(['udp 5353', 'tcp 9001']);
  });
});

describe('the gap of an edit', () => {
  const requests = () => mock.log.map(({ method }) => method);
  const late = (method: 'POST' | 'DELETE', afterMs: number) =>
    mock.addFault({ kind: 'latency', method, path: PATH, afterMs });

  test('an accepted deletion is followed by the creation at once, and the gap is told', async () => {
    late('DELETE', 300);
    late('POST', 200);
    mock.clearLog();
    expect(await edit(toPort9001)).toEqual({ result: 'done', closedForMs: 500 });
    expect(requests()).toEqual(['GET', 'DELETE', 'POST', 'GET']);
  });

  test('an answer that proves nothing is judged before the creation', async () => {
    mock.clearLog();
    fault('DELETE', 'cut-after');
    expect(await edit(toPort9001)).toMatchObject({ result: 'done' });
    expect(requests()).toEqual(['GET', 'DELETE', 'GET', 'GET', 'POST', 'GET']);
  });

  test('a deletion that takes long is followed by a look at the table, which others may have changed', async () => {
    mock.clearLog();
    late('DELETE', 1_000);
    expect(await edit(toPort9001)).toEqual({ result: 'done', closedForMs: 1_000 });
    expect(requests()).toEqual(['GET', 'DELETE', 'GET', 'POST', 'GET']);
  });

  test('is told of a row that was put back, and there is none when the creation came first', async () => {
    late('DELETE', 300);
    fault('POST', 'refuse');
    expect(await edit(toPort9001)).toMatchObject({
      result: 'not-done',
      putBack: values,
      closedForMs: expect.closeTo(300, -1),
    });
    expect(await edit(toMedusa9001)).toEqual({ result: 'done' });
  });

  test('is told until a creation was seen whose answer was lost', async () => {
    fault('POST', 'cut-after');
    fault('GET', 'latency');
    fault('GET', 'server-error');
    expect(await edit(toPort9001)).toEqual({ result: 'done', closedForMs: 2_000 });
  });
});

describe('an edit that is not begun', () => {
  test('when the port is taken in the fresh table', async () => {
    mock.addPortMapping({ server: ADDRESS, container: 30_002, proto: 'tcp', public_port: 9001, private_port: 9001 });
    expect(await edit(toPort9001)).toEqual({
      result: 'not-done',
      field: 'public_port',
      message: 'tcp 9001 is taken by medusa (30002).',
    });
    expect(writes()).toEqual([]);
  });

  test('when the old row is gone', async () => {
    expect(
      await settled(runEdit(table, { old: { ...old, id: 99, public_port: 7000 }, wanted: toPort9001 })),
    ).toMatchObject({ result: 'not-done', message: /^tcp 7000 is no longer in the table/ });
    expect(writes()).toEqual([]);
  });
});

describe('an edit that fails', () => {
  test('puts the old row back when the new one is refused after it was deleted', async () => {
    fault('POST', 'refuse');
    expect(await edit(toPort9001)).toMatchObject({
      result: 'not-done',
      putBack: { id: 3, ...values },
      message: /^The API refused without a reason/,
    });
    expect(writes()).toEqual(['DELETE', 'POST', 'POST']);
    expect(ports()).toEqual(['udp 5353', 'tcp 9000']);
    expect(kept()).toBeNull();
  });

  test('keeps the edit when the old row cannot be put back either; both ways out remain', async () => {
    fault('POST', 'refuse', 2);
    expect(await edit(toPort9001)).toMatchObject({ result: 'unfinished', message: /^The API refused/ });
    expect(kept()).toEqual({ old, wanted: toPort9001 });
    expect(await resume({ old, wanted: toPort9001 }, 'put-back')).toMatchObject({
      result: 'not-done',
      putBack: values,
    });
    expect(ports()).toEqual(['udp 5353', 'tcp 9000']);
    expect(kept()).toBeNull();
  });

  test('keeps the edit when the old row stays beside the new one', async () => {
    fault('DELETE', 'refuse');
    const ofBoth = { old, wanted: toMedusa9001 };
    expect(await edit(toMedusa9001)).toMatchObject({ result: 'unfinished', message: /^tcp 9000 was not deleted/ });
    expect(kept()).toEqual(ofBoth);
    expect(await resume(ofBoth, 'finish')).toEqual({ result: 'done' });
    expect(ports()).toEqual(['udp 5353', 'tcp 9001']);
  });

  test('both rows: the way back deletes the new one', async () => {
    fault('DELETE', 'refuse');
    await edit(toMedusa9001);
    expect(await resume({ old, wanted: toMedusa9001 }, 'put-back')).toEqual({ result: 'not-done' });
    expect(ports()).toEqual(['tcp 9000', 'udp 5353']);
  });

  test('is not put back onto a port that somebody took meanwhile', async () => {
    fault('POST', 'refuse', 2);
    await edit(toPort9001);
    mock.addPortMapping({ server: ADDRESS, container: 30_002, proto: 'tcp', public_port: 9000, private_port: 9000 });
    expect(await resume({ old, wanted: toPort9001 }, 'put-back')).toEqual({
      result: 'unfinished',
      message: 'tcp 9000 is taken by medusa (30002).',
    });
    expect(kept()).not.toBeNull();
  });
});

describe('an edit while others write', () => {
  /** Somebody takes a port between the deletion of the old row and the creation of the new one. */
  async function takenMeanwhile(wanted: NewPortMapping, takenPort: number) {
    mock.addFault({ kind: 'latency', method: 'DELETE', path: PATH, afterMs: 1_000 });
    const running = runEdit(table, { old, wanted });
    await vi.advanceTimersByTimeAsync(500);
    mock.addPortMapping({
      server: ADDRESS,
      container: 30_002,
      proto: 'tcp',
      public_port: takenPort,
      private_port: 7000,
    });
    return settled(running);
  }

  test('the old row is put back when the new port was taken meanwhile, and no clash is made', async () => {
    expect(await takenMeanwhile(toPort9001, 9001)).toMatchObject({
      result: 'not-done',
      putBack: values,
      message: 'tcp 9001 is taken by medusa (30002).',
    });
    expect(ports()).toEqual(['udp 5353', 'tcp 9001', 'tcp 9000']);
  });

  test('a port that was taken from under the old row is left to who has it, and the ways out remain', async () => {
    const toPrivate8001 = { ...values, private_port: 8001 };
    expect(await takenMeanwhile(toPrivate8001, 9000)).toEqual({
      result: 'unfinished',
      message: 'tcp 9000 is taken by medusa (30002).',
    });
    expect(ports()).toEqual(['udp 5353', 'tcp 9000']);
    expect(writes()).toEqual(['DELETE']);
    expect(kept()).toEqual({ old, wanted: toPrivate8001 });
  });
});

describe('an edit whose session ends', () => {
  async function signedOutDuring(method: 'GET' | 'POST' | 'DELETE', wanted: NewPortMapping) {
    mock.addFault({ kind: 'latency', method, path: PATH, afterMs: 1_000 });
    const running = runEdit(table, { old, wanted });
    await vi.advanceTimersByTimeAsync(500);
    endSession();
    queryClient.clear();
    startSession({ ...table.connection, username: 'zeus', password: 'zeus' });
    await expect(settled(running)).rejects.toMatchObject({ name: 'SessionEndedError' });
    expect(sessionStorage.getItem(`journal:edit-port-mapping:${ADDRESS}`)).toBeNull();
    expect(kept()).toBeNull();
  }

  test('during the first read sends nothing', async () => {
    await signedOutDuring('GET', toPort9001);
    expect(writes()).toEqual([]);
  });

  test('after one write sends no other', async () => {
    await signedOutDuring('DELETE', toPort9001);
    expect(writes()).toEqual(['DELETE']);
  });

  test('nor after the creation that came first', async () => {
    await signedOutDuring('POST', toMedusa9001);
    expect(writes()).toEqual(['POST']);
  });
});

describe('a table of which a row cannot be read', () => {
  test('does not call an edit done whose old row may be that one', async () => {
    fault('DELETE', 'refuse');
    const ofBoth = { old, wanted: toMedusa9001 };
    await edit(toMedusa9001);
    mock.addFault({ kind: 'bad-row', method: 'GET', path: PATH });
    expect(await resume(ofBoth, 'finish')).toEqual({ result: 'done' });
    mock.addFault({ kind: 'bad-row', method: 'GET', path: PATH });
    expect(await resume(ofBoth, 'finish')).toEqual({
      result: 'unfinished',
      message: '1 row of this table could not be read and may hold it.',
    });
  });

  test('does not say that somebody else deleted what is not in sight', async () => {
    mock.addFault({ kind: 'bad-row', method: 'GET', path: PATH });
    const gone = { old: { ...old, id: 99, public_port: 7000 }, wanted: toPort9001 };
    expect(await settled(runEdit(table, gone))).toMatchObject({ result: 'not-done', message: /could not be read/ });
  });
});

test('whatever answers are lost or refused, the outcome is what the table shows, and Finish completes it', {
  timeout: 60_000,
}, async () => {
  const kinds = fc.constantFrom<FaultKind | undefined>(
    undefined,
    undefined,
    'refuse',
    'refuse-after',
    'cut-before',
    'cut-after',
    'silence',
    'server-error-after',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(toPort9001, toMedusa9001, { ...values, container: 30_002 } as const),
      fc.array(kinds, { maxLength: 3 }),
      kinds,
      fc.array(fc.constantFrom<FaultKind>('latency', 'latency', 'cut-before', 'server-error', 'malformed'), {
        maxLength: 8,
      }),
      async (wanted, posts, deletion, reads) => {
        await begin();
        for (const kind of posts) fault('POST', kind ?? 'latency');
        if (deletion) fault('DELETE', deletion);
        // The read before the first write: without it, nothing would be sent.
        fault('GET', 'latency');
        for (const kind of reads) fault('GET', kind);
        const outcome = await edit(wanted);
        mock.clearFaults();
        const state = stateOfEdit({ old, wanted }, (await readTable(table)).items);
        if (outcome.result !== 'unfinished') {
          expect(state).toBe(outcome.result);
          expect(kept()).toBeNull();
          expect(history()).toHaveLength(state === 'done' ? 1 : 0);
          return;
        }
        expect(kept()).toEqual({ old, wanted });
        expect(await resume({ old, wanted }, 'finish')).toMatchObject({ result: 'done' });
        expect(stateOfEdit({ old, wanted }, (await readTable(table)).items)).toBe('done');
        expect(kept()).toBeNull();
        expect(history()).toMatchObject([{ kind: 'edit', removed: [old], added: [wanted] }]);
      },
    ),
    { numRuns: 100 },
  );
});
