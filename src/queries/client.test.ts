import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTag } from '../api/tags.ts';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { signInAgainst } from './testing.ts';

let mock: MockApi;
let queryClient: QueryClient;

beforeEach(() => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** When each of the reads came, in ms after the first. */
async function readsOf(kind: Parameters<MockApi['addFault']>[0]['kind'], random: number): Promise<number[]> {
  vi.spyOn(Math, 'random').mockReturnValue(random);
  mock.addFault({ kind, method: 'GET', times: 99 });
  const reading = queryClient.fetchQuery(containersQuery()).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(90_000);
  await reading;
  const first = mock.log[0]?.at ?? 0;
  return mock.log.map(({ at }) => at - first);
}

test('a read without an answer is repeated three times, each after up to twice as long', async () => {
  expect(await readsOf('cut-before', 0.999)).toEqual([0, 999, 2_997, 6_993]);
});

test('the pauses are random from nothing on: what failed together does not come back together', async () => {
  const [one, other] = [await readsOf('cut-before', 0.1), await readsOf('cut-before', 0.9)];
  expect(one.slice(0, 4)).toEqual([0, 100, 300, 700]);
  expect(other.slice(-4).map((at) => at - (other.at(-4) ?? 0))).toEqual([0, 900, 2_700, 6_300]);
});

test('a read that timed out is not repeated: 15 s are long enough to wait', async () => {
  expect(await readsOf('silence', 0.5)).toEqual([0]);
});

test.each(['refuse', 'malformed', 'html', 'wrong-shape'] as const)('an answer is none to repeat: %s', async (kind) => {
  expect(await readsOf(kind, 0.5)).toEqual([0]);
});

test.each(['cut-before', 'cut-after', 'silence', 'server-error'] as const)(
  'a write is sent once, whatever happens: %s',
  async (kind) => {
    mock.addFault({ kind, method: 'POST', times: 99 });
    const writing = createTag(currentConnection(), 'new');
    await vi.advanceTimersByTimeAsync(300_000);
    expect((await writing).outcome).toBe('unknown');
    expect(mock.log).toHaveLength(1);
  },
);
