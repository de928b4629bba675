import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { spareChange } from '../rules/containers.ts';
import { dropKeptChange, keptChange, runChange } from './change-container.ts';
import { containerQuery } from './containers.ts';
import { signInAgainst } from './testing.ts';

let mock: MockApi;
let queryClient: QueryClient;

beforeEach(() => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
});

afterEach(() => {
  vi.useRealTimers();
});

async function change(uid: number, wanted: Parameters<typeof runChange>[2]) {
  const running = runChange(queryClient, uid, wanted);
  await vi.advanceTimersByTimeAsync(90_000);
  return running;
}

const sent = () => mock.log.filter((entry) => entry.method === 'POST');

test('a change is sent once, read back and shown', async () => {
  expect(await change(30_002, { note: 'stone' })).toEqual({ verdict: 'done' });
  expect(sent()).toMatchObject([{ path: 'containers/30002', body: { note: 'stone' } }]);
  expect(queryClient.getQueryData(containerQuery(30_002).queryKey)?.note).toBe('stone');
  expect(keptChange(30_002)).toBeUndefined();
});

test('a container becomes a spare', async () => {
  expect(await change(30_002, spareChange())).toEqual({ verdict: 'done' });
  expect(mock.containers()[1]).toMatchObject({ name: 'spare', memory: 1, storage: 1 });
});

test.each(['cut-after', 'break-off', 'silence', 'refuse-after'] as const)(
  'an answer lost by %s hides nothing that was done',
  async (kind) => {
    mock.addFault({ kind, method: 'POST', path: 'containers/30002' });
    expect(await change(30_002, { note: 'stone' })).toEqual({ verdict: 'done' });
    expect(sent()).toHaveLength(1);
  },
);

test('tags that the API drops without a word are not done, and the change is kept', async () => {
  const wanted = { note: 'stone', tags: ['prod', 'unknown'] };
  expect(await change(30_002, wanted)).toMatchObject({ verdict: 'not-done', fields: ['tags'] });
  expect(keptChange(30_002)).toEqual(wanted);
  dropKeptChange(30_002);
  expect(keptChange(30_002)).toBeUndefined();
});

test('too much memory cannot be told from a lost answer, and the change is kept', async () => {
  expect(await change(30_002, { memory: 5_000_000 })).toMatchObject({ verdict: 'cannot-tell' });
  expect(keptChange(30_002)).toEqual({ memory: 5_000_000 });
  expect(sent()).toHaveLength(1);
});
