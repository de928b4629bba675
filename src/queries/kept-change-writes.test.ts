import { beforeEach, expect, test } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection } from '../session/session.ts';
import { runKeptChange } from './kept-change-writes.ts';
import { keepChange, keptChangeQuery } from './kept-changes.ts';
import { signInAgainst } from './testing.ts';
import type { WriteContext } from './write-context.ts';

const MEDUSA = 30_002;
const TAG_IDS = { prod: 1, db: 3 };
const wanted = { note: 'stone', tags: ['prod'], ssh_keys: ['ssh-ed25519 AAAAmine mine'] };

let mock: MockApi;
let context: WriteContext;

beforeEach(() => {
  mock = createMockApi();
  const queryClient = signInAgainst(mock.fetch);
  context = { queryClient, connection: currentConnection() };
  keepChange(context, MEDUSA, wanted);
});

const kept = () => context.queryClient.getQueryData(keptChangeQuery(MEDUSA).queryKey);
const sent = () => mock.log.filter(({ method }) => method === 'POST').map(({ body }) => body);
const medusa = () => {
  const found = mock.containers().find(({ uid }) => uid === MEDUSA);
  if (!found) throw new Error('No medusa.');
  return found;
};

test('a key and a tag that somebody added meanwhile stay, and nothing is kept any more', async () => {
  const theirs = 'ssh-ed25519 AAAAtheirs theirs';
  Object.assign(medusa(), { sshKeys: [theirs], tags: [TAG_IDS.db] });
  expect(await runKeptChange(context, MEDUSA, wanted)).toMatchObject({ verdict: 'done' });
  expect(sent()).toEqual([{ note: 'stone', tags: ['db', 'prod'], ssh_keys: [theirs, ...wanted.ssh_keys] }]);
  expect(kept()).toBeNull();
});

test('what has arrived by another way is not sent again', async () => {
  Object.assign(medusa(), {
    sshKeys: [...wanted.ssh_keys, 'ssh-ed25519 AAAAtheirs theirs'],
    tags: [TAG_IDS.prod, TAG_IDS.db],
  });
  await runKeptChange(context, MEDUSA, wanted);
  expect(sent()).toEqual([{ note: 'stone' }]);
  expect(kept()).toBeNull();
});

test('what is not done stays kept, and only that', async () => {
  const change = { ...wanted, tags: ['unknown'] };
  keepChange(context, MEDUSA, change);
  expect(await runKeptChange(context, MEDUSA, change)).toMatchObject({ verdict: 'not-done', fields: ['tags'] });
  expect(kept()).toEqual({ tags: ['unknown'] });
});
