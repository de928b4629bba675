import { type Browser, chromium } from '@playwright/test';
import { launchOptions } from './browser.mjs';

const MS = 500;
const RUNS = 3;

/** How often a second the browser builds a long text and copies a long array: the first half makes garbage, the other none. */
function timesASecond(ms: number): number {
  const repeat = (work: (time: number) => void) => {
    const start = performance.now();
    let times = 0;
    for (; performance.now() - start < ms; times += 1) work(times);
    return times / ((performance.now() - start) / 1000);
  };
  const arrays = [Array.from({ length: 100_000 }, (_, at) => at), Array.from({ length: 100_000 }, (_, at) => at)];
  const texts = repeat(() => {
    let text = '';
    for (let at = 0; at < 10_000; at += 1) text += 'a';
    if (text.length === 1) throw new Error('Nothing was built.');
  });
  const copies = repeat((time) => {
    const [from = [], to = []] = time % 2 ? arrays : arrays.toReversed();
    for (let at = 0; at < from.length; at += 1) to[at] = from[at] ?? 0;
  });
  return (texts + copies) / 2;
}

async function indexIn(browser: Browser): Promise<number> {
  const page = await browser.newPage();
  const index = await page.evaluate(timesASecond, MS);
  await page.close();
  return Math.round(index / 10);
}

/**
 * How fast this machine's browser is now, without which no figure can be compared with another machine's: Lighthouse's
 * benchmark index. By it the CPU presets of Chrome's developer tools are calibrated: a mid-tier phone has 1,000, a low-tier
 * one 264. A slowdown divides it.
 */
export async function benchMachine(): Promise<void> {
  const browser = await chromium.launch(launchOptions());
  const indices: number[] = [];
  for (let run = 0; run < RUNS; run += 1) indices.push(await indexIn(browser));
  await browser.close();
  console.log(`Benchmark index of this machine (higher is faster): ${indices.join(', ')}.`);
}
