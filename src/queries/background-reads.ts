/** At most this many background reads at once, so that what the person is waiting for finds a free connection. */
const MOST_AT_ONCE = 4;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs a read that nobody waits for when fewer than four others run; a read aborted while it waits never starts. */
export async function inBackground<Result>(signal: AbortSignal, read: () => Promise<Result>): Promise<Result> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    signal.throwIfAborted();
    return await read();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
