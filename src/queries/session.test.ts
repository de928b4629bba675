import type { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection, currentSession, endSession, lockSession } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { meQuery } from './me.ts';
import { signIn, signOut, unlock } from './session.ts';
import { signInAgainst } from './testing.ts';

const zeus = { apiUrl: 'http://mock/api', username: 'zeus', password: 'zeus' };

let mock: MockApi;
let queryClient: QueryClient;

beforeEach(() => {
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
});

test('the password is taken again, and the same customer goes on', async () => {
  mock.setPassword('kratos', 'ares');
  lockSession(currentConnection());
  await unlock(queryClient, 'ares');
  expect(currentSession()).toMatchObject({ status: 'signed-in', connection: { username: 'kratos', password: 'ares' } });
  expect(queryClient.getQueryData(meQuery().queryKey)?.servers).toHaveLength(2);
});

test('a wrong password leaves the session locked', async () => {
  lockSession(currentConnection());
  await expect(unlock(queryClient, 'ares')).rejects.toMatchObject({ failure: { kind: 'not-signed-in' } });
  expect(currentSession().status).toBe('locked');
});

test('signing out while the password is being checked is not undone by its answer', async () => {
  lockSession(currentConnection());
  const unlocking = unlock(queryClient, 'deimos');
  signOut(queryClient);
  await unlocking;
  expect(currentSession()).toEqual({ status: 'signed-out' });
  expect(sessionStorage.length).toBe(0);
  expect(queryClient.getQueryData(meQuery().queryKey)).toBeUndefined();
});

test('whoever signed in while the password was being checked stays signed in', async () => {
  lockSession(currentConnection());
  const unlocking = unlock(queryClient, 'deimos');
  endSession();
  await signIn(queryClient, zeus);
  await unlocking;
  expect(currentSession()).toMatchObject({ status: 'signed-in', connection: { username: 'zeus' } });
  expect(queryClient.getQueryData(meQuery().queryKey)?.servers).toEqual(['8.8.4.4']);
});

test('somebody else who signs in gets nothing of what the tab kept for the one before', async () => {
  sessionStorage.setItem('journal:something', '{}');
  await queryClient.prefetchQuery(containersQuery());
  await signIn(queryClient, zeus);
  expect(sessionStorage.getItem('journal:something')).toBeNull();
  expect(queryClient.getQueryData(containersQuery().queryKey)).toBeUndefined();
  expect(currentConnection()).toEqual(zeus);
});

test('a sign-in that is refused starts and ends nothing', async () => {
  await expect(signIn(queryClient, { ...zeus, password: 'hera' })).rejects.toMatchObject({
    failure: { kind: 'not-signed-in' },
  });
  expect(currentConnection().username).toBe('kratos');
});
