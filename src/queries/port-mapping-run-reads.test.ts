import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection } from '../session/session.ts';
import { TableReads } from './port-mapping-run-reads.ts';
import { signInAgainst } from './testing.ts';

let mock: MockApi;
let reads: TableReads;

beforeEach(() => {
  vi.useFakeTimers();
  mock = createMockApi();
  const queryClient = signInAgainst(mock.fetch);
  reads = new TableReads({ queryClient, connection: currentConnection(), address: '1.2.3.4' }, () => {});
});

afterEach(() => void vi.useRealTimers());

test('a clock that is set back makes no old table a fresh one', async () => {
  await reads.fresh();
  vi.setSystemTime(Date.now() - 86_400_000);
  await vi.advanceTimersByTimeAsync(6_000);
  await reads.fresh();
  expect(mock.log).toHaveLength(2);
  await reads.recent(0);
  expect(mock.log).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1_500);
  await reads.recent(0);
  expect(mock.log).toHaveLength(3);
});
