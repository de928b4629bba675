import { median, round } from './bench-figures.ts';
import { gzippedSize, isBuiltScript } from './budgets.ts';
import { type PanelOnMock, startPanelOnMock } from './panel-on-mock.ts';

const RUNS = 7;
const CPU_SLOWDOWN = 4;
const LONG_TASK_MS = 50;

interface Timings {
  largestContentfulPaint: number;
  totalBlockingTime: number;
  layoutShift: number;
  bytesReceived: number;
}
type TimedWindow = Window & { panelTimings: Timings; panelIsQuiet: boolean };

/** Observes from the first moment on until a second has passed without a long task and without a request. */
function observe({ longTaskMs, quietMs }: { longTaskMs: number; quietMs: number }) {
  const timings: Timings = { largestContentfulPaint: 0, totalBlockingTime: 0, layoutShift: 0, bytesReceived: 0 };
  const timed = Object.assign(window as unknown as TimedWindow, { panelTimings: timings, panelIsQuiet: false });
  const observers: PerformanceObserver[] = [];
  const finish = () => {
    for (const observer of observers) observer.disconnect();
    timed.panelIsQuiet = true;
  };
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(finish, quietMs);
  };
  const on = (type: string, take: (entry: PerformanceEntry) => void) => {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    });
    observer.observe({ type, buffered: true });
    observers.push(observer);
  };
  on('largest-contentful-paint', ({ startTime }) => {
    timings.largestContentfulPaint = startTime;
  });
  on('longtask', ({ duration }) => {
    timings.totalBlockingTime += Math.max(0, duration - longTaskMs);
    wait();
  });
  on('layout-shift', (entry) => {
    timings.layoutShift += (entry as PerformanceEntry & { value: number }).value;
  });
  on('resource', (entry) => {
    timings.bytesReceived += (entry as PerformanceResourceTiming).transferSize;
    wait();
  });
}

async function measureOnce(panel: PanelOnMock) {
  const context = await panel.browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await panel.holdSession(context);
  await context.addInitScript(observe, { longTaskMs: LONG_TASK_MS, quietMs: 1_000 });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname.slice(1)));
  // Whatever the driver asks of the page runs in it, four times slower: nothing until it has come to rest.
  await page.goto(`${panel.url}servers`, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => (window as unknown as TimedWindow).panelIsQuiet);
  await page.getByRole('table', { name: 'Servers' }).getByRole('link', { name: '1.2.3.4' }).waitFor();
  const timings = await page.evaluate(() => (window as unknown as TimedWindow).panelTimings);
  await context.close();
  const scripts = [...new Set(requested)].filter(isBuiltScript);
  return {
    'largest contentful paint (ms)': timings.largestContentfulPaint,
    'total blocking time (ms)': timings.totalBlockingTime,
    'layout shift': timings.layoutShift,
    requests: requested.length,
    'requests for JavaScript': scripts.length,
    'JavaScript, gzip -9 (kB)': scripts.reduce((sum, path) => sum + gzippedSize(path), 0) / 1000,
    'bytes received, without the page itself (kB)': timings.bytesReceived / 1000,
  };
}

/** How fast the list of servers is there (design.md §7): cold cache, 4× CPU slowdown. */
export async function benchFirstPage(): Promise<void> {
  const panel = await startPanelOnMock();
  // The first page of a browser pays for the browser's own start.
  await measureOnce(panel);
  const runs: Awaited<ReturnType<typeof measureOnce>>[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measureOnce(panel));
  await panel.close();

  console.log(`List of servers, cold cache, ${CPU_SLOWDOWN}× CPU slowdown, ${RUNS} runs:`);
  const figures = Object.keys(runs[0] ?? {}) as (keyof (typeof runs)[number])[];
  console.table(
    Object.fromEntries(
      figures.map((figure) => {
        const values = runs.map((run) => run[figure]);
        return [
          figure,
          { median: round(median(values)), min: round(Math.min(...values)), max: round(Math.max(...values)) },
        ];
      }),
    ),
  );
}
