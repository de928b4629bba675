import type { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { createMockApi } from '../mock-api/application.ts';
import { currentConnection, endSession } from '../session/session.ts';
import { keepLessonOfCreation } from './capacity.ts';
import { capacityRecordsQuery } from './capacity-records.ts';
import { signInAgainst } from './testing.ts';

const STORAGE_KEY = 'capacity:http://mock/api';
const wanted = { server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 };
const refusal = { verdict: 'not-done', field: 'memory', message: '' } as const;

let queryClient: QueryClient;

beforeEach(() => {
  queryClient = signInAgainst(createMockApi().fetch);
});

const records = () => queryClient.fetchQuery(capacityRecordsQuery());
const learn = (connection = currentConnection()) =>
  keepLessonOfCreation({ queryClient, connection }, { wanted, before: [], verdict: refusal });

test('what a refusal teaches is kept in this browser, per API', async () => {
  learn();
  expect(await records()).toMatchObject({
    '1.2.3.4': { learned: { memory: { refused: { allocated: 0, asked: 8000 } } } },
  });
  expect(localStorage.getItem(STORAGE_KEY)).toContain('"asked":8000');
});

test('nothing is learned for somebody who has signed out', () => {
  const connection = currentConnection();
  endSession();
  learn(connection);
  expect(localStorage.getItem(STORAGE_KEY)).toBeNull();
  expect(queryClient.getQueryData(capacityRecordsQuery().queryKey)).toBeUndefined();
});

test('a declared total stays beside what is learned', async () => {
  const customer = { memory: 64_000, declaredAt: '2026-11-12T12:00:00Z' };
  localStorage.setItem(STORAGE_KEY, JSON.stringify({ '1.2.3.4': { customer }, '5.6.7.8': { customer } }));
  learn();
  expect(await records()).toMatchObject({
    '1.2.3.4': { customer, learned: { memory: { refused: { asked: 8000 } } } },
    '5.6.7.8': { customer },
  });
});

test.each(['not JSON', '[1]', '{"1.2.3.4":{"customer":{"memory":"much"}}}'])(
  'a kept record that cannot be read (%s) counts as none',
  async (kept) => {
    localStorage.setItem(STORAGE_KEY, kept);
    expect(await records()).toEqual({});
  },
);

test('a browser that forbids storage costs the lesson, not the creation', () => {
  localStorage.setItem = () => {
    throw new Error('forbidden');
  };
  expect(() => learn()).not.toThrow();
});

test.each([1e308, -1, '64 GB', null])(
  'a total of %j in the browser was not written by the panel, and counts for nothing',
  async (memory) => {
    const kept = { '1.2.3.4': { customer: { memory, declaredAt: '2026-11-12T12:00:00Z' } } };
    localStorage.setItem(STORAGE_KEY, JSON.stringify(kept));
    expect(await records()).toEqual({});
  },
);
