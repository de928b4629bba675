import { currentOutage, subscribeToOutage } from './outage.ts';

/** At most this many background reads at once, so that what the person is waiting for finds a free connection. */
const MOST_AT_ONCE = 4;

let running = 0;
const waiting: (() => void)[] = [];

/** Resolves when there is no outage, at the latest when `signal` aborts. */
async function untilAnswered(signal: AbortSignal): Promise<void> {
  while (currentOutage() && !signal.aborted) {
    await new Promise<void>((resolve) => {
      const stop = subscribeToOutage(go);
      signal.addEventListener('abort', go);
      function go() {
        stop();
        resolve();
      }
    });
  }
}

/**
 * Runs a read that nobody waits for when fewer than four others run, and not during an outage; a read aborted while it waits
 * never starts.
 */
export async function inBackground<Result>(signal: AbortSignal, read: () => Promise<Result>): Promise<Result> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    await untilAnswered(signal);
    signal.throwIfAborted();
    return await read();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
