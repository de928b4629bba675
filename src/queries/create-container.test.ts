import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentSession, endSession, startSession } from '../session/session.ts';
import { capacityRecordsQuery } from './capacity-records.ts';
import { keptChange } from './change-container.ts';
import { containersQuery } from './containers.ts';
import { type CreationOutcome, type CreationRequest, type CreationStep, runCreation } from './create-container.ts';
import { forgetUnresolvedCreation, unresolvedCreation } from './creation-attempts.ts';
import { signInAgainst } from './testing.ts';

const argus = { server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 };
const start = { distro: 2, tags: ['prod'], note: 'many eyes' };
const create: CreationRequest = { mode: 'create', wanted: argus, start: {} };

let mock: MockApi;
let queryClient: QueryClient;
let steps: CreationStep[];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-12T12:00:00Z') });
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  steps = [];
});

afterEach(() => {
  vi.useRealTimers();
});

/** Runs a creation to its end, however long it waits. */
async function run(request: CreationRequest): Promise<CreationOutcome> {
  let ended = false;
  const running = runCreation(queryClient, request, (step) => steps.push(step)).finally(() => {
    ended = true;
  });
  while (!ended) await vi.advanceTimersByTimeAsync(500);
  return running;
}

const sent = (path = 'containers') => mock.log.filter((entry) => entry.method === 'POST' && entry.path === path);
const called = (name: string) => mock.containers().filter((container) => container.name === name);
const uidsIn = (outcome: CreationOutcome) => {
  if (outcome.verdict === 'done') return [outcome.container.uid];
  return outcome.verdict === 'done-twice' ? outcome.containers.map(({ uid }) => uid) : [];
};

describe('a creation that goes well', () => {
  test('is sent once and found in the list', async () => {
    const outcome = await run(create);
    expect(outcome).toMatchObject({ verdict: 'done', earlier: false, container: { uid: 30_005, name: 'argus' } });
    expect(sent()).toMatchObject([{ body: argus }]);
    expect(steps).toEqual(['reading-before', 'sending', 'reading-after']);
    expect(unresolvedCreation()).toBeUndefined();
    expect(queryClient.getQueryData(containersQuery().queryKey)?.items).toHaveLength(5);
  });

  test('sets what it starts with by one POST to the new container', async () => {
    const outcome = await run({ ...create, start });
    expect(outcome).toMatchObject({ verdict: 'done', start: { verdict: 'done' } });
    expect(sent('containers/30005')).toMatchObject([{ body: start }]);
    expect(keptChange(30_005)).toBeUndefined();
  });

  test('keeps what it should start with when that is refused', async () => {
    mock.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30005' });
    const outcome = await run({ ...create, start });
    expect(outcome).toMatchObject({ verdict: 'done', start: { verdict: 'not-done' } });
    expect(keptChange(30_005)).toEqual(start);
    expect(sent()).toHaveLength(1);
  });

  test('is told from a container of the same name, server and size', async () => {
    const { uid } = mock.addContainer(argus);
    expect(uidsIn(await run(create))).toEqual([uid + 1]);
  });

  test('teaches a lower bound of the total', async () => {
    await run(create);
    expect(queryClient.getQueryData(capacityRecordsQuery().queryKey)).toMatchObject({
      '1.2.3.4': { learned: { memory: { atLeast: 20_000 }, storage: { atLeast: 500_000 } } },
    });
  });
});

describe('a creation that is refused', () => {
  test.each(['memory', 'storage'] as const)(
    'for %s names the field, creates nothing, keeps the bound',
    async (field) => {
      const asked = 5_000_000;
      const outcome = await run({ ...create, wanted: { ...argus, [field]: asked } });
      expect(outcome).toMatchObject({ verdict: 'not-done', field });
      expect(called('argus')).toEqual([]);
      expect(unresolvedCreation()).toBeUndefined();
      const records = queryClient.getQueryData(capacityRecordsQuery().queryKey);
      expect(records?.['1.2.3.4']?.learned?.[field]?.refused).toMatchObject({ asked });
    },
  );

  test('is done all the same when only its repetition was refused', async () => {
    mock.addFault({
      kind: 'refuse-after',
      method: 'POST',
      path: 'containers',
      status: 200,
      json: { error: 'Conflict', reason: 'not enough memory' },
    });
    expect(await run(create)).toMatchObject({ verdict: 'done', container: { uid: 30_005 } });
  });
});

describe('an answer that is lost', () => {
  test.each(['break-off', 'silence', 'server-error-after', 'malformed', 'empty'] as const)(
    '%s: the container is found, and none is made again',
    async (kind) => {
      mock.addFault({ kind, method: 'POST', path: 'containers' });
      expect(uidsIn(await run(create))).toEqual([30_005]);
      expect(sent()).toHaveLength(1);
      expect(steps).toContain('looking-again');
    },
  );

  test('a container that shows up late is found', async () => {
    mock.addFault({ kind: 'cut-before', method: 'POST', path: 'containers' });
    setTimeout(() => mock.addContainer(argus), 8000);
    expect(uidsIn(await run(create))).toEqual([30_005]);
  });

  test.each(['cut-before', 'server-error'] as const)('%s: not found, and the person decides', async (kind) => {
    mock.addFault({ kind, method: 'POST', path: 'containers' });
    expect(await run(create)).toMatchObject({ verdict: 'cannot-tell', earlier: false });
    expect(unresolvedCreation()).toMatchObject({ wanted: argus });

    expect(await run(create), 'asked for again without a decision').toMatchObject({
      verdict: 'cannot-tell',
      earlier: true,
    });
    expect(await run({ mode: 'look' })).toMatchObject({ verdict: 'cannot-tell', earlier: true });
    expect(sent()).toHaveLength(1);

    expect(await run({ ...create, mode: 'create-again' })).toMatchObject({ verdict: 'done', earlier: false });
    expect(sent()).toHaveLength(2);
    expect(called('argus')).toHaveLength(1);
  });

  test('an attempt of before is found instead of being sent again, and is started', async () => {
    mock.addFault({ kind: 'silence', method: 'POST', path: 'containers' });
    // The page was left in mid-work: only the journal remains.
    const abandoned = runCreation(queryClient, { ...create, start }, () => {});
    await vi.advanceTimersByTimeAsync(1000);
    expect(await run({ mode: 'create', wanted: { ...argus, name: 'other' }, start: {} })).toMatchObject({
      verdict: 'done',
      earlier: true,
      container: { uid: 30_005, name: 'argus' },
      start: { verdict: 'done' },
    });
    expect(sent()).toHaveLength(1);
    expect(called('other')).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    await abandoned;
  });

  test('there is nothing to look for after it was forgotten', async () => {
    mock.addFault({ kind: 'cut-before', method: 'POST', path: 'containers' });
    await run(create);
    forgetUnresolvedCreation();
    expect(await run({ mode: 'look' })).toEqual({ verdict: 'nothing-unresolved' });
  });

  test('what became known after signing out is not kept', async () => {
    mock.addFault({ kind: 'silence', method: 'POST', path: 'containers' });
    const running = runCreation(queryClient, create, () => {});
    await vi.advanceTimersByTimeAsync(1000);
    endSession();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await running).toMatchObject({ verdict: 'cannot-tell' });
    expect(unresolvedCreation()).toBeUndefined();
  });
});

describe('twins', () => {
  test('are both reported, also after a reload, until they differ', async () => {
    mock.addFault({ kind: 'latency', afterMs: 100, method: 'POST', path: 'containers' });
    setTimeout(() => mock.addContainer(argus), 50);
    expect(uidsIn(await run({ ...create, start }))).toEqual([30_005, 30_006]);
    expect(sent('containers/30005'), 'none is started before the person has chosen').toEqual([]);

    expect(await run({ mode: 'look' })).toMatchObject({ verdict: 'done-twice', earlier: true, attempt: { start } });
    const [, twin] = called('argus');
    if (twin) twin.name = 'spare';
    expect(await run({ mode: 'look' })).toEqual({ verdict: 'nothing-unresolved' });
    expect(unresolvedCreation()).toBeUndefined();
  });
});

describe('without a good connection or password', () => {
  test('nothing is sent when the list cannot be read before', async () => {
    mock.addFault({ kind: 'server-error', method: 'GET', path: 'containers' });
    expect(await run(create)).toMatchObject({ verdict: 'not-sent' });
    expect(sent()).toEqual([]);
  });

  test.each(['GET', 'POST'])('an expired password at the %s asks for it again and creates nothing', async (method) => {
    mock.addFault({ kind: 'refuse', method, path: 'containers', status: 401, json: { error: 'Unauthorized' } });
    if (method === 'POST') mock.addFault({ kind: 'latency', method: 'GET', path: 'containers' });
    mock.addFault({ kind: 'refuse', method: 'GET', path: 'containers', status: 401, json: { error: 'Unauthorized' } });
    const outcome = await run(create);
    expect(outcome.verdict).toBe(method === 'GET' ? 'not-sent' : 'not-done');
    expect(currentSession().status).toBe('locked');
    expect(called('argus')).toEqual([]);

    mock.clearFaults();
    startSession({ apiUrl: 'http://mock/api', username: 'kratos', password: 'deimos' });
    expect(await run(create)).toMatchObject({ verdict: 'done', earlier: false });
    expect(called('argus')).toHaveLength(1);
  });
});
