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
}

/** Observes from the first moment on; the figures are read with `finish`. */
function observe(longTaskMs: number) {
  const timings: Timings = { largestContentfulPaint: 0, totalBlockingTime: 0, layoutShift: 0 };
  const on = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe({ type, buffered: true });
  on('largest-contentful-paint', (entry) => {
    timings.largestContentfulPaint = entry.startTime;
  });
  on('longtask', (entry) => {
    timings.totalBlockingTime += Math.max(0, entry.duration - longTaskMs);
  });
  on('layout-shift', (entry) => {
    timings.layoutShift += (entry as PerformanceEntry & { value: number }).value;
  });
  Object.assign(window, { panelTimings: timings });
}

/** Half a second without a long task and without a request is the end of loading. */
function settle(): Promise<Timings> {
  return new Promise((resolve) => {
    const finish = () => resolve((window as unknown as { panelTimings: Timings }).panelTimings);
    let timer = setTimeout(finish, 500);
    const observer = new PerformanceObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(finish, 500);
    });
    observer.observe({ type: 'longtask' });
    observer.observe({ type: 'resource' });
  });
}

async function measureOnce(panel: PanelOnMock) {
  const context = await panel.browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await panel.holdSession(context);
  await context.addInitScript(observe, LONG_TASK_MS);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await devtools.send('Network.enable');
  let bytesReceived = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytesReceived += encodedDataLength;
  });
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname.slice(1)));
  const start = performance.now();
  await page.goto(`${panel.url}servers`);
  await page.getByRole('table', { name: 'Servers' }).getByRole('link', { name: '1.2.3.4' }).waitFor();
  const firstRow = performance.now() - start;
  const timings = await page.evaluate(settle);
  await context.close();
  const scripts = [...new Set(requested)].filter(isBuiltScript);
  return {
    'largest contentful paint (ms)': timings.largestContentfulPaint,
    'total blocking time (ms)': timings.totalBlockingTime,
    'layout shift': timings.layoutShift,
    'first row seen by the test driver (ms)': firstRow,
    requests: requested.length,
    'requests for JavaScript': scripts.length,
    'JavaScript, gzip -9 (kB)': scripts.reduce((sum, path) => sum + gzippedSize(path), 0) / 1000,
    'bytes received (kB)': bytesReceived / 1000,
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
