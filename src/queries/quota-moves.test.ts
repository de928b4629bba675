import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { FaultKind } from '../mock-api/faults.ts';
import type { MoveTarget, QuotaMove } from '../rules/quota-moves.ts';
import type { MoveProgress } from '../rules/quota-moves-words.ts';
import { currentConnection, endSession, startSession } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { runCreation } from './create-container.ts';
import { keepAttempt } from './creation-attempts.ts';
import { runGiveBack } from './quota-move-giving-back.ts';
import { keepMove, keptMove, keptMoveQuery } from './quota-move-journal.ts';
import { type MoveRequest, runQuotaMove } from './quota-moves.ts';
import { settled, signInAgainst } from './testing.ts';
import { forgetIfOver } from './use-kept-quota-move.ts';

const ADDRESS = '5.6.7.8';
const CERBERUS = 30_003;
const sources = { supplier: { memory: 16_000, storage: 500_000 } };
const lerna = { server: ADDRESS, name: 'lerna', memory: 2000, storage: 1000 };

let mock: MockApi;
let queryClient: QueryClient;
let progress: MoveProgress[];
let argus: number;
let start: object;

beforeEach(async () => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  // With cerberus' 2,000 MB of memory this leaves 1,000.
  argus = mock.addContainer({ server: ADDRESS, name: 'argus', memory: 13_000, storage: 200_000 }).uid;
  await queryClient.fetchQuery(containersQuery());
  progress = [];
  start = {};
});

afterEach(() => {
  vi.useRealTimers();
});

const context = () => ({
  queryClient,
  connection: currentConnection(),
  onStep: (step: MoveProgress) => progress.push(step),
});
const donor = () => ({ uid: argus, name: 'argus', from: { memory: 13_000 }, to: { memory: 12_000 } });
const newContainer: MoveTarget = { kind: 'create', name: 'lerna', to: { memory: 2000, storage: 1000 } };
const growth: MoveTarget = {
  kind: 'grow',
  uid: CERBERUS,
  name: 'cerberus',
  from: { memory: 2000 },
  to: { memory: 4000 },
};
const moveFor = (target: MoveTarget): QuotaMove => ({ address: ADDRESS, donors: [donor()], target });
const create = () => runCreation({ ...context(), onStep: () => {} }, { mode: 'create', wanted: lerna, start });
const request = (target: MoveTarget): MoveRequest => ({ move: moveFor(target), sources, create });
const run = (target: MoveTarget) => settled(runQuotaMove(context(), request(target)));

const sizeOf = (uid: number) => mock.containers().find((one) => one.uid === uid)?.memory;
const called = (name: string) => mock.containers().filter((one) => one.name === name);
const sent = () => mock.log.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body]);
const kept = () => queryClient.getQueryData(keptMoveQuery(ADDRESS).queryKey) ?? null;
const visibleSum = () => mock.containers().reduce((sum, one) => sum + (one.server === ADDRESS ? one.memory : 0), 0);
const keptOrFail = () => {
  const found = kept();
  if (!found) throw new Error('No move is kept.');
  return found;
};

const shrink = () => [`containers/${argus}`, { memory: 12_000 }];
const back = () => [`containers/${argus}`, { memory: 13_000 }];
const grow = [`containers/${CERBERUS}`, { memory: 4000 }];
const creation = ['containers', lerna];

afterEach(() => {
  expect(visibleSum(), 'nothing is oversold').toBeLessThanOrEqual(16_000);
});

describe('a move that works', () => {
  test('shrinks, then grows', async () => {
    expect(await run(growth)).toEqual({ result: 'done' });
    expect(sent()).toEqual([shrink(), grow]);
    expect([sizeOf(argus), sizeOf(CERBERUS)]).toEqual([12_000, 4000]);
    expect(progress.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'reading 5.6.7.8',
      'shrinking argus (30005)',
      'growing cerberus (30003)',
    ]);
    expect(kept()).toBeNull();
  });

  test('shrinks, then creates, and starts what is created', async () => {
    start = { note: 'a swamp' };
    expect(await run(newContainer)).toMatchObject({
      result: 'done',
      creation: { verdict: 'done', container: { name: 'lerna', memory: 2000 }, start: { verdict: 'done' } },
    });
    expect(sent()).toEqual([shrink(), creation, ['containers/30006', start]]);
    expect(kept()).toBeNull();
  });

  test('takes from several', async () => {
    const donors = [
      { uid: argus, name: 'argus', from: { memory: 13_000 }, to: { memory: 12_500 } },
      { uid: CERBERUS, name: 'cerberus', from: { memory: 2000 }, to: { memory: 1500 } },
    ];
    const move = { address: ADDRESS, donors, target: newContainer };
    expect(await settled(runQuotaMove(context(), { move, sources, create }))).toMatchObject({ result: 'done' });
    expect(sent().map(([path]) => path)).toEqual([`containers/${argus}`, `containers/${CERBERUS}`, 'containers']);
  });
});

describe('nothing is sent', () => {
  test('when the donor was resized meanwhile', async () => {
    Object.assign(mock.containers().find(({ uid }) => uid === argus) ?? {}, { memory: 12_500 });
    expect(await run(growth)).toMatchObject({
      result: 'not-begun',
      message: expect.stringContaining('resized meanwhile'),
    });
    expect(sent()).toEqual([]);
  });

  test('when the container that is to grow has another size than its form started from', async () => {
    Object.assign(mock.containers().find(({ uid }) => uid === CERBERUS) ?? {}, { memory: 1500 });
    expect(await run(growth)).toEqual({
      result: 'not-begun',
      message:
        'cerberus (30003) was resized meanwhile: it has 1,500 MB of memory, not 2,000 MB of memory. Nothing was sent.',
    });
    expect(sent()).toEqual([]);
    expect(kept()).toBeNull();
  });

  test('when less is free than before', async () => {
    mock.addContainer({ server: ADDRESS, name: 'late', memory: 500, storage: 1 });
    expect(await run(newContainer)).toMatchObject({
      result: 'not-begun',
      message: 'There is less free than before: 500 MB of memory would still be short. Nothing was sent.',
    });
    expect(sent()).toEqual([]);
  });

  test('when the list cannot be read', async () => {
    mock.addFault({ kind: 'server-error', method: 'GET', path: 'containers' });
    expect(await run(growth)).toMatchObject({
      result: 'not-begun',
      message: expect.stringContaining('nothing was sent'),
    });
    expect(sent()).toEqual([]);
  });

  test('when an earlier creation has no known end', async () => {
    keepAttempt(context(), { wanted: lerna, start: {}, beforeUids: [], startedAt: Date.now() });
    expect(await run(newContainer)).toMatchObject({ result: 'not-begun' });
    expect(sent()).toEqual([]);
  });
});

describe('the first step', () => {
  test.each(['refuse', 'server-error', 'cut-before'] as const)('not done (%s): nothing else is sent', async (kind) => {
    mock.addFault({ kind, method: 'POST', path: `containers/${argus}` });
    const outcome = await run(newContainer);
    expect(outcome.result).toBe(kind === 'refuse' ? 'not-begun' : 'unknown');
    expect(sent()).toEqual([shrink()]);
    expect([sizeOf(argus), called('lerna').length]).toEqual([13_000, 0]);
  });

  test.each(['server-error-after', 'cut-after', 'silence', 'refuse-after'] as const)(
    'done although answered by %s: the move goes on',
    async (kind) => {
      mock.addFault({ kind, method: 'POST', path: `containers/${argus}` });
      expect(await run(growth)).toEqual({ result: 'done' });
      expect(sent()).toEqual([shrink(), grow]);
    },
  );

  test('answered by 401: nothing is taken', async () => {
    mock.addFault({ kind: 'refuse', status: 401, json: { error: 'Unauthorized' }, method: 'POST' });
    expect(await run(growth)).toMatchObject({ result: 'not-begun' });
    expect(sent()).toEqual([shrink()]);
    expect(kept()).toBeNull();
  });
});

const NO_ROOM = { status: 200, json: { error: 'Conflict', reason: 'not enough memory' } };

describe('the last step', () => {
  test('a creation that is refused is undone, and told', async () => {
    mock.addFault({ kind: 'refuse', method: 'POST', path: 'containers', ...NO_ROOM });
    expect(await run(newContainer)).toEqual({
      result: 'undone',
      message:
        'The API refused 2,000 MB of memory. Nothing was created. Ask for less. argus (30005) has 13,000 MB of memory again.',
    });
    expect(sent()).toEqual([shrink(), creation, back()]);
    expect(sizeOf(argus)).toBe(13_000);
    expect(kept()).toBeNull();
  });

  test('a growth of what somebody resizes between the steps is not sent, and undone', async () => {
    const onStep = ({ kind }: MoveProgress) => {
      if (kind !== 'growing') return;
      Object.assign(mock.containers().find(({ uid }) => uid === CERBERUS) ?? {}, { memory: 1500 });
    };
    const running = runQuotaMove({ ...context(), onStep }, request(growth));
    expect(await settled(running)).toEqual({
      result: 'undone',
      message:
        'cerberus (30003) was resized meanwhile (memory 1,500 MB): nothing was sent to it. argus (30005) has 13,000 MB of memory again.',
    });
    expect(sent()).toEqual([shrink(), back()]);
    expect(sizeOf(CERBERUS)).toBe(1500);
  });

  test('a creation that others left no room for is undone', async () => {
    const foreign = () => mock.addForeignContainer({ server: ADDRESS, memory: 500, storage: 1 });
    const outcome = await settled(
      runQuotaMove(context(), {
        ...request(newContainer),
        create: () => {
          foreign();
          return create();
        },
      }),
    );
    expect(outcome).toMatchObject({ result: 'undone' });
    expect(sizeOf(argus)).toBe(13_000);
  });

  test.each(['refuse', 'server-error', 'cut-before'] as const)(
    'a growth that is not done (%s) is undone',
    async (kind) => {
      mock.addFault({ kind, method: 'POST', path: `containers/${CERBERUS}` });
      expect(await run(growth)).toMatchObject({
        result: 'undone',
        message: expect.stringContaining('argus (30005) has 13,000 MB of memory again.'),
      });
      expect(sent()).toEqual([shrink(), grow, back()]);
      expect([sizeOf(argus), sizeOf(CERBERUS)]).toEqual([13_000, 2000]);
      expect(kept()).toBeNull();
    },
  );

  test.each(['server-error-after', 'cut-after', 'silence', 'refuse-after'] as const)(
    'done although answered by %s',
    async (kind) => {
      mock.addFault({ kind, method: 'POST', path: `containers/${CERBERUS}` });
      mock.addFault({ kind, method: 'POST', path: 'containers' });
      expect(await run(growth)).toEqual({ result: 'done' });
      expect(sent()).toEqual([shrink(), grow]);
    },
  );

  test.each(['server-error-after', 'cut-after', 'silence'] as const)(
    'a creation answered by %s is found',
    async (kind) => {
      mock.addFault({ kind, method: 'POST', path: 'containers' });
      expect(await run(newContainer)).toMatchObject({ result: 'done', creation: { verdict: 'done' } });
      expect(sent()).toEqual([shrink(), creation]);
      expect(called('lerna')).toHaveLength(1);
    },
  );

  test.each(['server-error', 'cut-before'] as const)(
    'a creation that nobody can tell of (%s) is not undone by itself, but by "Give it back"',
    async (kind) => {
      mock.addFault({ kind, method: 'POST', path: 'containers' });
      expect(await run(newContainer)).toMatchObject({ result: 'unknown', creation: { verdict: 'cannot-tell' } });
      expect(sent()).toEqual([shrink(), creation]);
      expect(kept()).toMatchObject({ move: { donors: [donor()] } });
      expect(await settled(runGiveBack(context(), keptOrFail(), sources))).toEqual({
        result: 'given-back',
        message: 'argus (30005) has 13,000 MB of memory again.',
      });
      expect(sent()).toEqual([shrink(), creation, back()]);
      expect(kept()).toBeNull();
    },
  );

  test('a container that turns up late is not paid for twice: nothing is given back', async () => {
    mock.addFault({ kind: 'cut-before', method: 'POST', path: 'containers' });
    await run(newContainer);
    mock.addContainer(lerna);
    expect(await settled(runGiveBack(context(), keptOrFail(), sources))).toEqual({ result: 'reached' });
    expect(sizeOf(argus)).toBe(12_000);
    expect(kept()).toBeNull();
  });
});

describe('the way back', () => {
  test.each<FaultKind>(['refuse', 'server-error', 'cut-before'])(
    'that fails (%s) is said, kept and tried again',
    async (kind) => {
      mock.addFault({ kind: 'refuse', method: 'POST', path: 'containers', ...NO_ROOM });
      // The first is for shrinking, and late enough to do no harm.
      mock.addFault({ kind: 'latency', afterMs: 1, method: 'POST', path: `containers/${argus}` });
      mock.addFault({ kind, method: 'POST', path: `containers/${argus}` });
      expect(await run(newContainer)).toMatchObject({
        result: 'owed',
        message: expect.stringContaining('argus (30005) did not get its 13,000 MB of memory back.'),
      });
      expect(sizeOf(argus)).toBe(12_000);
      expect(kept()).toMatchObject({ reason: expect.stringContaining('refused') });
      expect(await run(newContainer), 'another move').toMatchObject({
        result: 'not-begun',
        message: expect.stringContaining('Give it back or leave it first.'),
      });
      expect(await settled(runGiveBack(context(), keptOrFail(), sources))).toMatchObject({ result: 'given-back' });
      expect(sizeOf(argus)).toBe(13_000);
      expect(kept()).toBeNull();
    },
  );

  test('a password that is refused in between: kept, and given back with the new one', async () => {
    mock.addFault({ kind: 'refuse', method: 'POST', path: 'containers', ...NO_ROOM });
    const failing = runQuotaMove(context(), {
      ...request(newContainer),
      create: async () => {
        const outcome = await create();
        mock.setPassword('kratos', 'blades');
        return outcome;
      },
    });
    expect(await settled(failing)).toMatchObject({
      result: 'owed',
      message: expect.stringContaining('Nothing was given back'),
    });
    startSession({ apiUrl: 'http://mock/api', username: 'kratos', password: 'blades' });
    expect(await settled(runGiveBack(context(), keptOrFail(), sources))).toMatchObject({ result: 'given-back' });
    expect(sizeOf(argus)).toBe(13_000);
  });

  test('leaves alone what somebody else has resized meanwhile', async () => {
    mock.addFault({ kind: 'cut-before', method: 'POST', path: 'containers' });
    await run(newContainer);
    Object.assign(mock.containers().find(({ uid }) => uid === argus) ?? {}, { memory: 12_345 });
    expect(await settled(runGiveBack(context(), keptOrFail(), sources))).toEqual({
      result: 'given-back',
      message: 'argus (30005) was resized meanwhile and is left as it is.',
    });
    expect(sizeOf(argus)).toBe(12_345);
  });
});

describe('a move that is kept', () => {
  const look = async () => {
    await queryClient.fetchQuery({ ...containersQuery(), staleTime: 0 });
    return forgetIfOver(context(), ADDRESS);
  };

  test('is forgotten once it is over, also when that shows only later, and no later resize revives it', async () => {
    mock.addFault({ kind: 'cut-before', method: 'POST', path: `containers/${argus}` });
    expect(await run(newContainer)).toMatchObject({ result: 'unknown' });
    keepMove(context(), { ...keptOrFail(), startedAt: Date.now() });
    expect(await look(), 'it may still take effect').toBe(false);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await look()).toBe(true);
    expect(kept()).toBeNull();
    expect(keptMove(context(), ADDRESS)).toBeUndefined();
  });

  test('stays while somebody waits to get theirs back', async () => {
    mock.addFault({ kind: 'cut-before', method: 'POST', path: 'containers' });
    await run(newContainer);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await look()).toBe(false);
    mock.addContainer(lerna);
    expect(await look()).toBe(true);
    expect(kept()).toBeNull();
  });
});

test('a reload between the steps: what was taken is known and given back', async () => {
  // The page that began it is gone: it waits for its creation for ever.
  void runQuotaMove(context(), { ...request(newContainer), create: () => new Promise(() => {}) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(sizeOf(argus)).toBe(12_000);
  queryClient.clear();
  expect(await queryClient.ensureQueryData(keptMoveQuery(ADDRESS))).toMatchObject({ move: { donors: [donor()] } });
  expect(await settled(runGiveBack(context(), keptOrFail(), sources))).toMatchObject({ result: 'given-back' });
  expect(sent()).toEqual([shrink(), back()]);
  expect(sizeOf(argus)).toBe(13_000);
});

test('whoever signs out in between: nothing more is sent, and nothing is kept for anybody else', async () => {
  const running = runQuotaMove(context(), {
    ...request(newContainer),
    create: async () => {
      endSession();
      return undefined;
    },
  });
  await settled(running);
  expect(sent()).toEqual([shrink()]);
  startSession({ apiUrl: 'http://mock/api', username: 'zeus', password: 'zeus' });
  expect(keptMove(context(), ADDRESS)).toBeUndefined();
});
