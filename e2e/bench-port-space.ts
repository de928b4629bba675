import type { CDPSession, Page } from '@playwright/test';
import { build } from 'vite';
import { median, round } from './bench-figures.ts';
import {
  actToPaint,
  dataToInteractive,
  type FramesWindow,
  keyFigures,
  keystrokes,
  longestFrame,
  quiet,
  watch,
  watchFrames,
} from './bench-page.ts';
import { type PanelOnMock, startPanelOnMock } from './panel-on-mock.ts';

const RUNS = 3;
const CPU_SLOWDOWNS = [1, 4];
const WHEEL_TURNS = 300;
const ADDRESS = '1.2.3.4';
const FILTER = { filter: 'Filter port mappings', typed: 'kraken 40' };

type Figures = Record<string, number>;

/** The API module alone, as code that gives its exports: what reading costs without what is drawn of it. */
async function apiModule(): Promise<string> {
  const entry = new URL('../src/api/port-mappings.ts', import.meta.url).pathname;
  const lib = { entry, name: 'panelApi', formats: ['iife' as const] };
  const built = await build({ configFile: false, logLevel: 'warn', build: { write: false, lib } });
  const [first] = Array.isArray(built) ? built : [built];
  if (!first || !('output' in first)) throw new Error('The API module was not built.');
  return first.output[0].code;
}

type Listing = { items: readonly unknown[] };
interface ApiModule {
  listPortMappings(connection: object, address: string, options?: { previous: Listing }): Promise<Listing>;
}

/**
 * In the page: reads the table as it is, again, and when one of its first rows is gone, each from bytes that are there, in
 * pieces as they come from a network. In ms.
 */
async function timeReads(api: ApiModule, apiUrl: string, address: string) {
  const connection = { apiUrl, username: 'kratos', password: 'deimos' };
  const pieceLength = 65_536;
  const inPieces = (bytes: Uint8Array<ArrayBuffer>) => {
    let position = 0;
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (position >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(position, position + pieceLength));
        position += pieceLength;
      },
    });
  };
  const ask = window.fetch;
  let answer = new Uint8Array();
  window.fetch = async (...request) => {
    answer = new Uint8Array(await (await ask(...request)).arrayBuffer());
    return new Response(answer);
  };
  // The first reading pays for the compiler.
  await api.listPortMappings(connection, address);
  const shorter = new TextEncoder().encode(new TextDecoder().decode(answer).replace(/\{"id":100,[^}]*\},/, ''));

  const frames = (window as unknown as FramesWindow).panelFrames;
  let longest = 0;
  async function timed(bytes: Uint8Array<ArrayBuffer>, previous?: Listing) {
    window.fetch = async () => new Response(inPieces(bytes));
    const nextFrame = () => new Promise(requestAnimationFrame);
    // Two: what came before is in the first.
    await nextFrame();
    await nextFrame();
    frames.longest = 0;
    const begun = performance.now();
    const listing = await api.listPortMappings(connection, address, previous && { previous });
    const ms = performance.now() - begun;
    await nextFrame();
    longest = Math.max(longest, frames.longest);
    return { ms, listing };
  }
  const first = await timed(answer);
  const again = await timed(answer, first.listing);
  const changed = await timed(shorter, first.listing);
  if (again.listing !== first.listing || changed.listing.items.length !== first.listing.items.length - 1) {
    throw new Error('The table was misread.');
  }
  return { first: first.ms, again: again.ms, changed: changed.ms, longestFrame: longest };
}

async function measureReading(panel: PanelOnMock, code: string, slowdown: number): Promise<Figures> {
  const context = await panel.browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${panel.url}favicon.svg`);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.evaluate(watchFrames);
  const call = `(${timeReads})(panelApi, ${JSON.stringify(`${panel.url}api`)}, ${JSON.stringify(ADDRESS)})`;
  const times = await page.evaluate<Awaited<ReturnType<typeof timeReads>>>(`(() => { ${code}; return ${call}; })()`);
  await context.close();
  return {
    'decode, parse, check': times.first,
    'the same again': times.again,
    'after one deletion': times.changed,
    'longest frame meanwhile': times.longestFrame,
  };
}

async function heapMegabytes(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

/** Clicks on each header that sorts, twice: from each click to the paint of the new order. */
async function sorts(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (const header of await page.getByRole('columnheader').getByRole('button').all()) {
    for (let click = 0; click < 2; click += 1) {
      await header.click();
      times.push((await page.evaluate(actToPaint, 250)).rows);
    }
  }
  return times;
}

async function selectsAll(page: Page): Promise<number> {
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  return (await page.evaluate(actToPaint, 250)).rows;
}

async function measurePage(panel: PanelOnMock, slowdown: number) {
  const context = await panel.browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await panel.holdSession(context);
  await context.addInitScript(watch, { table: 'Port mappings', firstRow: '[role="rowheader"]' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(`${panel.url}servers/${ADDRESS}/port-mappings`);
  // Before the data there are rows that stand in for it.
  await page.locator('table[aria-label="Port mappings"]:not([aria-busy]) [role="rowheader"]').first().waitFor();
  await page.evaluate(quiet);
  const { rows, interactive, longestTask } = await page.evaluate(
    dataToInteractive,
    /\/api\/(me|containers|portmappings\/.+)$/,
  );
  const heap = await heapMegabytes(devtools);
  const keys = await keystrokes(page, FILTER);
  const sorted = await sorts(page);
  const frame = await longestFrame(page, WHEEL_TURNS);
  const selected = await selectsAll(page);
  const heapAtTheEnd = await heapMegabytes(devtools);
  await context.close();
  return { rows, interactive, longestTask, keys, sorted, frame, selected, heap, heapAtTheEnd };
}

const medians = (runs: readonly Figures[]): Figures =>
  Object.fromEntries(
    Object.keys(runs[0] ?? {}).map((name) => [name, round(median(runs.map((run) => run[name] ?? Number.NaN)))]),
  );

/** Figures by name, a column for each slowdown. */
const transposed = (columns: Record<string, Figures>) =>
  Object.fromEntries(
    Object.keys(Object.values(columns)[0] ?? {}).map((figure) => [
      figure,
      Object.fromEntries(Object.entries(columns).map(([column, figures]) => [column, figures[figure]])),
    ]),
  );

/** How the whole port space of a server is read and shown: 129,016 mappings (design.md §7: keys and scrolling within 50 ms). */
export async function benchPortSpace(): Promise<void> {
  const panel = await startPanelOnMock({ world: 'ports-full' });
  const code = await apiModule();
  const reading: Record<string, Figures> = {};
  const table: Record<string, Figures> = {};
  // The mock and the browser pay for their own start once.
  await measurePage(panel, 1);
  for (const slowdown of CPU_SLOWDOWNS) {
    const reads: Figures[] = [];
    const pages: Awaited<ReturnType<typeof measurePage>>[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      reads.push(await measureReading(panel, code, slowdown));
      pages.push(await measurePage(panel, slowdown));
    }
    const name = slowdown === 1 ? 'no slowdown' : `${slowdown}× CPU slowdown`;
    const keys = pages.flatMap((page) => page.keys);
    const sorted = pages.flatMap((page) => page.sorted);
    reading[name] = medians(reads);
    table[name] = {
      ...medians(
        pages.map((page) => ({
          'data to first row': page.rows,
          'data to interactive': page.interactive,
          'longest task by then': page.longestTask,
          'longest frame of a scroll': page.frame,
          'select all': page.selected,
          'heap, MB': page.heap,
          'heap at the end, MB': page.heapAtTheEnd,
        })),
      ),
      ...keyFigures(keys),
      'sort, median': round(median(sorted)),
      'sort, worst': round(Math.max(...sorted)),
    };
  }
  await panel.close();
  console.log(`129,016 mappings of one server, ${RUNS} runs, in ms. The answer, read from bytes that are there:`);
  console.table(transposed(reading));
  console.log('The page, 0 for the longest task when none took 50 ms:');
  console.table(transposed(table));
}
