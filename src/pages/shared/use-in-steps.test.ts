import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurns } from './use-in-steps.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now());
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Takes so many ms a step, by the clock of the test. */
function* slowly(steps: number, ms: number): Generator<undefined, string, undefined> {
  for (let step = 0; step < steps; step += 1) {
    vi.setSystemTime(Date.now() + ms);
    yield;
  }
  return 'done';
}

test('what is done within a turn is done at once', () => {
  const done = vi.fn();
  inTurns(slowly(3, 1), done);
  expect(done).toHaveBeenCalledExactlyOnceWith('done');
});

test('what takes longer gives the page a turn in between', () => {
  const done = vi.fn();
  inTurns(slowly(5, 8), done);
  expect(done).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(done).toHaveBeenCalledExactlyOnceWith('done');
});

test('what is ended early never says that it is done', () => {
  const done = vi.fn();
  const end = inTurns(slowly(5, 8), done);
  end();
  vi.runAllTimers();
  expect(done).not.toHaveBeenCalled();
});
