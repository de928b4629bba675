/** How the tests of queries are signed in as kratos to a mock API in the same process. */
import type { QueryClient } from '@tanstack/react-query';
import { vi } from 'vitest';
import { endSession, startSession } from '../session/session.ts';
import { createQueryClient } from './client.ts';

function memoryStorage(): Storage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    clear: () => entries.clear(),
    getItem: (key) => entries.get(key) ?? null,
    key: (index) => [...entries.keys()][index] ?? null,
    removeItem: (key) => void entries.delete(key),
    setItem: (key, value) => void entries.set(key, value),
  };
}

/** Lets every `fetch` go to the mock, with empty storages, and signs in. Ends a session of before. */
export function signInAgainst(mockFetch: (request: Request) => Promise<Response>): QueryClient {
  globalThis.sessionStorage = memoryStorage();
  globalThis.localStorage = memoryStorage();
  globalThis.fetch = (input, init) => mockFetch(new Request(input, init));
  endSession();
  startSession({ apiUrl: 'http://mock/api', username: 'kratos', password: 'deimos' });
  return createQueryClient();
}

/** Waits for a write with all its looks at the list, in fake time: the longest takes some minutes. */
export async function settled<Result>(running: Promise<Result>): Promise<Result> {
  running.catch(() => {});
  await vi.advanceTimersByTimeAsync(300_000);
  return running;
}

/** What a storage of the browser keeps, by name, in the order of the names. */
export function keysOf(storage: Storage): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').sort();
}
