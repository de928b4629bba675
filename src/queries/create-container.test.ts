import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection, currentSession, endSession, startSession } from '../session/session.ts';
import { capacityRecordsQuery } from './capacity-records.ts';
import { containersQuery } from './containers.ts';
import { type CreationOutcome, type CreationRequest, type CreationStep, runCreation } from './create-container.ts';
import {
  forgetAttempt,
  keepAttempt,
  unresolvedCreationQuery,
  unresolvedCreation as unresolvedIn,
} from './creation-attempts.ts';
import { keptChangeQuery } from './kept-changes.ts';
import { keysOf, signInAgainst } from './testing.ts';
import type { WriteContext } from './write-context.ts';

const argus = { server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 };
const start = { distro: 2, tags: ['prod'], note: 'many eyes' };
const create: CreationRequest = { mode: 'create', wanted: argus, start: {} };

let mock: MockApi;
let queryClient: QueryClient;
let context: WriteContext;
let steps: CreationStep[];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-12T12:00:00Z') });
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  context = { queryClient, connection: currentConnection() };
  steps = [];
});

afterEach(() => {
  vi.useRealTimers();
});

const unresolvedCreation = () => unresolvedIn(context);
const keptChange = (uid: number) => queryClient.getQueryData(keptChangeQuery(uid).queryKey) ?? undefined;
const begin = (request: CreationRequest) =>
  runCreation({ ...context, connection: currentConnection(), onStep: (step) => steps.push(step) }, request);

/** Runs a creation to its end, however long it waits. */
async function run(request: CreationRequest): Promise<CreationOutcome> {
  let ended = false;
  const running = begin(request).finally(() => {
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

  test('an attempt of before is found instead of being sent again; its page asks before it is started', async () => {
    mock.addFault({ kind: 'silence', method: 'POST', path: 'containers' });
    // The page was left in mid-work: only the journal remains.
    const abandoned = begin({ ...create, start });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await run({ mode: 'create', wanted: { ...argus, name: 'other' }, start: {} })).toMatchObject({
      verdict: 'done',
      earlier: true,
      container: { uid: 30_005, name: 'argus' },
    });
    expect(sent()).toHaveLength(1);
    expect(called('other')).toEqual([]);
    expect(sent('containers/30005'), 'somebody may have set it up meanwhile').toEqual([]);
    expect(keptChange(30_005)).toEqual(start);
    expect(unresolvedCreation()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(60_000);
    await abandoned;
  });

  test('there is nothing to look for after it was forgotten', async () => {
    mock.addFault({ kind: 'cut-before', method: 'POST', path: 'containers' });
    await run(create);
    const attempt = unresolvedCreation();
    if (attempt) forgetAttempt(context, attempt);
    expect(await run({ mode: 'look' })).toEqual({ verdict: 'nothing-unresolved' });
  });

  test('opening the form never writes to a container that was found', async () => {
    keepAttempt(context, { wanted: argus, start, beforeUids: [], startedAt: Date.now() - 3_600_000 });
    mock.addContainer(argus);
    expect(await run({ mode: 'look' })).toMatchObject({ verdict: 'done', earlier: true });
    expect(mock.log.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(keptChange(30_005)).toEqual(start);
  });

  test('another attempt is not forgotten with this one', () => {
    const attempt = { wanted: argus, start, beforeUids: [], startedAt: 1 };
    keepAttempt(context, { ...attempt, startedAt: 2 });
    forgetAttempt(context, attempt);
    expect(unresolvedCreation()).toMatchObject({ startedAt: 2 });
    expect(queryClient.getQueryData(unresolvedCreationQuery().queryKey)).toMatchObject({ startedAt: 2 });
  });

  test.each([0, 3_600_000])('created again only when the list can be read (%i ms later)', async (later) => {
    mock.addFault({ kind: 'server-error', method: 'POST', path: 'containers' });
    await run({ ...create, start });
    const attempt = unresolvedCreation();
    vi.setSystemTime(Date.now() + later);
    mock.addFault({ kind: 'server-error', method: 'GET', path: 'containers', times: 100 });
    expect(await run({ ...create, mode: 'create-again' })).toMatchObject({ verdict: 'cannot-tell', earlier: true });
    expect(sent()).toHaveLength(1);
    expect(unresolvedCreation()).toEqual(attempt);
    mock.clearFaults();
    expect(await run({ ...create, mode: 'create-again' })).toMatchObject({ verdict: 'done', earlier: false });
    expect(sent()).toHaveLength(2);
  });

  test('an attempt that was given up stays kept while the new one cannot be sent', async () => {
    mock.addFault({ kind: 'server-error', method: 'POST', path: 'containers' });
    await run(create);
    const attempt = unresolvedCreation();
    vi.setSystemTime(Date.now() + 3_600_000);
    mock.addFault({ kind: 'latency', method: 'GET', path: 'containers' });
    mock.addFault({ kind: 'server-error', method: 'GET', path: 'containers' });
    expect(await run({ ...create, mode: 'create-again' })).toMatchObject({ verdict: 'not-sent' });
    expect(sent()).toHaveLength(1);
    expect(unresolvedCreation()).toEqual(attempt);
  });

  test('what became known after signing out is not kept', async () => {
    mock.addFault({ kind: 'silence', method: 'POST', path: 'containers' });
    const running = begin(create);
    await vi.advanceTimersByTimeAsync(1000);
    endSession();
    await vi.advanceTimersByTimeAsync(60_000);
    await running;
    expect(unresolvedCreation()).toBeUndefined();
    expect(sessionStorage.length).toBe(0);
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

describe('a list with rows that cannot be read', () => {
  const refusedOne = { ...create, wanted: { ...argus, memory: 5_000_000 } };

  test('after a refusal: it is not said that nothing was created, and nothing is learned', async () => {
    mock.addFault({ kind: 'latency', method: 'GET', path: 'containers' });
    mock.addFault({ kind: 'bad-row', method: 'GET', path: 'containers', times: 100 });
    expect(await run(refusedOne)).toMatchObject({ verdict: 'cannot-tell' });
    expect(unresolvedCreation()).toMatchObject({ wanted: refusedOne.wanted });
    expect(JSON.stringify(queryClient.getQueryData(capacityRecordsQuery().queryKey) ?? {})).not.toContain('refused');
  });

  test('before a refusal: the sum is not known, and nothing is learned', async () => {
    mock.addFault({ kind: 'bad-row', method: 'GET', path: 'containers' });
    expect(await run(refusedOne)).toMatchObject({ verdict: 'not-done' });
    expect(queryClient.getQueryData(capacityRecordsQuery().queryKey)).toBeUndefined();
  });
});

describe('a creation that outlives its session', () => {
  const zeus = { apiUrl: 'http://mock/api', username: 'zeus', password: 'zeus' };
  const becomeZeus = () => {
    endSession();
    queryClient.clear();
    startSession(zeus);
  };
  /** What `zeus` finds of it in this tab: nothing but their own session. */
  function expectNothingLeft() {
    expect(keysOf(sessionStorage)).toEqual(['last-sign-out', 'session']);
    expect(keysOf(localStorage).filter((key) => !key.startsWith('last-sign-out:'))).toEqual([]);
    expect(queryClient.getQueryCache().getAll()).toEqual([]);
  }

  test('sends nothing when the list is read after the end of it', async () => {
    mock.addFault({ kind: 'latency', afterMs: 1000, method: 'GET', path: 'containers' });
    const running = begin(create);
    becomeZeus();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await running).toMatchObject({ verdict: 'not-sent', error: { name: 'SessionEndedError' } });
    expect(sent()).toEqual([]);
    expectNothingLeft();
  });

  test('neither starts, keeps, learns nor shows anything as the next user', async () => {
    mock.addFault({ kind: 'latency', afterMs: 1000, method: 'POST', path: 'containers' });
    const running = begin({ ...create, start });
    await vi.advanceTimersByTimeAsync(500);
    expect(sent()).toHaveLength(1);
    becomeZeus();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(await running).toMatchObject({ verdict: 'done', start: { verdict: 'not-sent' } });
    expect(mock.log.filter(({ method, path }) => method === 'POST' && path !== 'containers')).toEqual([]);
    expectNothingLeft();
  });
});
