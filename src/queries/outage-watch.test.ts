// @vitest-environment happy-dom
import { focusManager, type QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { inBackground } from './background-reads.ts';
import { containersQuery } from './containers.ts';
import { distrosQuery } from './distros.ts';
import { meQuery } from './me.ts';
import { currentOutage, subscribeToOutage } from './outage.ts';
import { createOutageWatch, pauseBeforeTry } from './outage-watch.ts';
import { tagsQuery } from './tags.ts';
import { signInAgainst } from './testing.ts';

let mock: MockApi;
let queryClient: QueryClient;
let stop: () => void;
let watch: ReturnType<typeof createOutageWatch>;

const down = (kind: 'cut-before' | 'silence' = 'cut-before') => mock.addFault({ kind, method: 'GET', times: 10_000 });
const asked = () => mock.log.map(({ method, path }) => `${method} ${path}`);
const read = () => queryClient.fetchQuery({ ...containersQuery(), staleTime: 0 }).catch(() => undefined);
function believe(onLine: boolean) {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(onLine);
  dispatchEvent(new Event(onLine ? 'online' : 'offline'));
}

beforeEach(() => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  queryClient.mount();
  watch = createOutageWatch(queryClient);
  stop = watch.start();
});

afterEach(() => {
  stop();
  queryClient.unmount();
  queryClient.clear();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('an outage', () => {
  test('is not one lost read, nor several that ran at once', async () => {
    mock.addFault({ kind: 'cut-before', method: 'GET', times: 4 });
    void queryClient.prefetchQuery(meQuery());
    void queryClient.prefetchQuery(tagsQuery());
    void queryClient.prefetchQuery(distrosQuery());
    void read();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked().filter((one) => one === 'GET containers')).toHaveLength(2);
    expect(currentOutage()).toBeUndefined();
  });

  test('is not one part of the API that fails, however long', async () => {
    const told = vi.fn();
    const stopListening = subscribeToOutage(told);
    const observer = new QueryObserver(queryClient, { ...containersQuery(), refetchInterval: 15_000 });
    const leave = observer.subscribe(() => {});
    mock.addFault({ kind: 'cut-before', method: 'GET', path: 'containers', times: 10_000 });
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(told).not.toHaveBeenCalled();
    leave();
    stopListening();
  });

  test('is told when three in a row got no answer, the last of them asked for that, and no read is repeated any more', async () => {
    const began = Date.now();
    down();
    void read();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(currentOutage()).toEqual({ kind: 'no-answer', since: expect.any(Number) });
    expect(currentOutage()?.since).toBeLessThan(began + 1_000);
    expect(asked().slice(0, 3)).toEqual(['GET containers', 'GET containers', 'GET me']);
    expect(asked().filter((one) => one === 'GET containers')).toHaveLength(2);
  });

  test('is told when two in a row have timed out', async () => {
    down('silence');
    void read();
    await vi.advanceTimersByTimeAsync(16_500);
    expect(currentOutage()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(currentOutage()?.kind).toBe('no-answer');
  });

  test('is looked at with one small read, seldom: from 5 s to once a minute', async () => {
    down();
    void read();
    await vi.advanceTimersByTimeAsync(3_000);
    mock.clearLog();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(new Set(asked())).toEqual(new Set(['GET me']));
    expect(asked().length).toBeGreaterThan(9);
    expect(asked().length).toBeLessThan(25);
    for (let tries = 0; tries < 12; tries += 1) {
      const longest = Math.min(60_000, 5_000 * 2 ** tries);
      expect(pauseBeforeTry(tries)).toBeGreaterThanOrEqual(longest / 2);
      expect(pauseBeforeTry(tries)).toBeLessThanOrEqual(longest);
    }
  });

  test('stops the refreshing of pages and the background reads, which go on when it ends', async () => {
    const observer = new QueryObserver(queryClient, { ...containersQuery(), refetchInterval: 15_000 });
    const leave = observer.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(10);
    down();
    void read();
    await vi.advanceTimersByTimeAsync(10_000);
    mock.clearLog();
    const background = vi.fn(async () => 'read');
    const reading = inBackground(new AbortController().signal, background);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(new Set(asked())).toEqual(new Set(['GET me']));
    expect(background).not.toHaveBeenCalled();

    mock.clearFaults();
    mock.clearLog();
    await watch.tryAgain();
    await vi.advanceTimersByTimeAsync(10);
    expect(currentOutage()).toBeUndefined();
    expect(await reading).toBe('read');
    expect(asked()).toEqual(['GET me', 'GET containers']);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(asked()).toEqual(['GET me', 'GET containers', 'GET containers']);
    leave();
  });

  test('lets a background read that is no longer wanted go', async () => {
    down();
    void read();
    await vi.advanceTimersByTimeAsync(10_000);
    const abort = new AbortController();
    const reading = inBackground(abort.signal, async () => 'read');
    abort.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('is looked at at once when the person comes back or the network does, never while nobody looks', async () => {
    down();
    void read();
    await vi.advanceTimersByTimeAsync(10_000);
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    mock.clearLog();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(asked()).toEqual([]);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked()).toEqual(['GET me']);
    believe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked()).toContainEqual('GET me');
    mock.clearFaults();
    dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(0);
    expect(currentOutage()).toBeUndefined();
    expect(focusManager.isFocused()).toBe(true);
  });
});

test('a look that is asked for while one is under way follows it at once', async () => {
  down();
  void read();
  await vi.advanceTimersByTimeAsync(10_000);
  mock.clearFaults();
  mock.addFault({ kind: 'silence', method: 'GET', path: 'me' });
  void watch.tryAgain();
  await vi.advanceTimersByTimeAsync(1_000);
  believe(true);
  await vi.advanceTimersByTimeAsync(14_000);
  expect(currentOutage()).toBeUndefined();
});

describe('a browser that says that it is offline', () => {
  test('is believed when one read proves it', async () => {
    down();
    believe(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(currentOutage()?.kind).toBe('offline');
    mock.clearFaults();
    believe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(currentOutage()).toBeUndefined();
  });

  test('is not believed when the API answers, also not for one lost read later', async () => {
    believe(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked()).toEqual(['GET me']);
    expect(currentOutage()).toBeUndefined();
    mock.addFault({ kind: 'cut-before', path: 'containers' });
    void read();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(currentOutage()).toBeUndefined();
  });
});

test('a clock that is set back changes nothing of it', async () => {
  down();
  void read();
  await vi.advanceTimersByTimeAsync(10_000);
  const since = currentOutage()?.since;
  vi.setSystemTime(Date.now() - 86_400_000);
  mock.clearLog();
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(asked().length).toBeGreaterThan(9);
  expect(currentOutage()?.since).toBe(since);
  mock.clearFaults();
  await watch.tryAgain();
  expect(currentOutage()).toBeUndefined();
});
