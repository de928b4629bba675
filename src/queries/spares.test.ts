import { beforeEach, describe, expect, test } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection } from '../session/session.ts';
import { keepAttempt, unresolvedCreation } from './creation-attempts.ts';
import { keptChangeQuery } from './kept-changes.ts';
import { keepAll, keepOne, takeSpare } from './spares.ts';
import { signInAgainst } from './testing.ts';
import type { WriteContext } from './write-context.ts';

const argus = { server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 };
const start = { distro: 2, note: 'many eyes' };
const attempt = { wanted: argus, start, beforeUids: [30_001, 30_002, 30_003, 30_004], startedAt: 1 };

let mock: MockApi;
let context: WriteContext;

beforeEach(() => {
  mock = createMockApi();
  const queryClient = signInAgainst(mock.fetch);
  context = { queryClient, connection: currentConnection() };
});

const sent = () => mock.log.filter((entry) => entry.method === 'POST').map(({ path, body }) => [path, body]);
const kept = (uid: number) => context.queryClient.getQueryData(keptChangeQuery(uid).queryKey);
const container = (uid: number) => {
  const found = mock.containers().find((one) => one.uid === uid);
  if (!found) throw new Error(`No container ${uid}.`);
  return found;
};

describe('using a spare', () => {
  const change = { name: 'argus', memory: 8000, storage: 200_000 };
  let uid: number;

  beforeEach(() => {
    uid = mock.addContainer({ server: '1.2.3.4', name: 'spare', memory: 1, storage: 1 }).uid;
  });

  test('is one change of it', async () => {
    expect(await takeSpare(context, uid, change)).toMatchObject({ verdict: 'done' });
    expect(sent()).toEqual([[`containers/${uid}`, change]]);
  });

  test('takes away no tag and no key that it has', async () => {
    Object.assign(container(uid), { tags: [3], sshKeys: ['ssh-ed25519 AAAA theirs'] });
    const more = { ...change, tags: ['prod'], ssh_keys: ['ssh-ed25519 BBBB mine'] };
    expect(await takeSpare(context, uid, more)).toMatchObject({ verdict: 'done' });
    const keys = ['ssh-ed25519 AAAA theirs', 'ssh-ed25519 BBBB mine'];
    expect(sent()).toEqual([[`containers/${uid}`, { ...change, tags: ['db', 'prod'], ssh_keys: keys }]]);
    expect(kept(uid)).toBeNull();
  });

  test('sends nothing to what is no spare any more', async () => {
    container(uid).name = 'shop';
    expect(await takeSpare(context, uid, change)).toMatchObject({
      verdict: 'not-sent',
      message: expect.stringContaining('somebody uses it as shop. Nothing was sent.'),
    });
    expect(sent()).toEqual([]);
    expect(kept(uid)).toBeUndefined();
  });

  test('sends nothing when it cannot be read', async () => {
    mock.addFault({ kind: 'server-error', method: 'GET', path: `containers/${uid}` });
    expect(await takeSpare(context, uid, change)).toMatchObject({ verdict: 'not-sent' });
    expect(sent()).toEqual([]);
  });
});

describe('of two twins', () => {
  const choice = { uid: 30_005, spares: [30_006], attempt };

  beforeEach(() => {
    mock.addContainer(argus);
    mock.addContainer(argus);
    keepAttempt(context, attempt);
  });

  test('the other becomes a spare, and the one that is kept is started', async () => {
    expect(await keepOne(context, choice)).toMatchObject({ start: { verdict: 'done' }, failed: [] });
    expect(sent()).toEqual([
      ['containers/30006', { name: 'spare', memory: 1, storage: 1 }],
      ['containers/30005', start],
    ]);
    expect(unresolvedCreation(context)).toBeUndefined();
  });

  const touches: Record<string, () => void> = {
    'another name': () => Object.assign(container(30_006), { name: 'shop' }),
    'another size': () => Object.assign(container(30_006), { memory: 4000 }),
    'a distro': () => Object.assign(container(30_006), { distro: 1 }),
    'a key': () => Object.assign(container(30_006), { sshKeys: ['ssh-ed25519 AAAA'] }),
  };
  test.each(Object.keys(touches))('one with %s meanwhile is left alone, and nothing is sent', async (touched) => {
    touches[touched]?.();
    const outcome = { verdict: 'not-sent', message: expect.stringContaining('Nothing was sent to it.') };
    expect(await keepOne(context, choice)).toEqual({ failed: [{ uid: 30_006, outcome }] });
    expect(sent()).toEqual([]);
    expect(unresolvedCreation(context), 'the person decides again').toBeDefined();
  });

  test('one that is a spare already needs no second change', async () => {
    Object.assign(container(30_006), { name: 'spare', memory: 1, storage: 1 });
    expect(await keepOne(context, choice)).toMatchObject({ failed: [] });
    expect(sent().map(([path]) => path)).toEqual(['containers/30005']);
  });

  test('the kept one is not overwritten when somebody has set it up: its page asks', async () => {
    Object.assign(container(30_005), { distro: 1 });
    expect(await keepOne(context, choice)).toMatchObject({ start: { verdict: 'not-sent' }, failed: [] });
    expect(sent().map(([path]) => path)).toEqual(['containers/30006']);
    expect(kept(30_005)).toEqual(start);
  });

  test('the kept one keeps a tag that somebody gave it', async () => {
    Object.assign(container(30_005), { tags: [3] });
    const withTag = { ...attempt, start: { ...start, tags: ['prod'] } };
    expect(await keepOne(context, { ...choice, attempt: withTag })).toMatchObject({ start: { verdict: 'done' } });
    expect(sent().at(-1)).toEqual(['containers/30005', { ...start, tags: ['db', 'prod'] }]);
  });

  test('both are kept as they are, and the page of each asks', () => {
    keepAll(context, [30_005, 30_006], attempt);
    expect(sent()).toEqual([]);
    expect([kept(30_005), kept(30_006)]).toEqual([start, start]);
    expect(unresolvedCreation(context)).toBeUndefined();
  });
});
