import { median, round } from './bench-figures.ts';
import { openUnwatched } from './bench-unwatched-page.ts';
import { gzippedSize, isBuiltScript } from './budgets.ts';
import { type PanelOnMock, startPanelOnMock } from './panel-on-mock.ts';

const RUNS = 15;
const CPU_SLOWDOWN = 4;
const LONG_TASK_MS = 50;
const QUIET_MS = 1_000;

interface Timings {
  largestContentfulPaint: number;
  totalBlockingTime: number;
  layoutShift: number;
  bytesReceived: number;
  /** Paths of what was asked for, besides the page itself. */
  requested: string[];
}
type TimedWindow = Window & { panelTimings: Promise<Timings> };

/** In the page: observes from the first moment on until so much time has passed without a long task and without a request. */
function observe(longTaskMs: number, quietMs: number) {
  const timings: Timings = {
    largestContentfulPaint: 0,
    totalBlockingTime: 0,
    layoutShift: 0,
    bytesReceived: 0,
    requested: [],
  };
  let restart = () => {};
  (window as unknown as TimedWindow).panelTimings = new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout>;
    restart = () => {
      clearTimeout(timer);
      timer = setTimeout(() => resolve(timings), quietMs);
    };
  });
  const on = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe({ type, buffered: true });
  on('largest-contentful-paint', ({ startTime }) => {
    timings.largestContentfulPaint = startTime;
  });
  on('longtask', ({ duration }) => {
    timings.totalBlockingTime += Math.max(0, duration - longTaskMs);
    restart();
  });
  on('layout-shift', (entry) => {
    timings.layoutShift += (entry as PerformanceEntry & { value: number }).value;
  });
  on('resource', (entry) => {
    timings.bytesReceived += (entry as PerformanceResourceTiming).transferSize;
    timings.requested.push(new URL(entry.name).pathname.slice(1));
    restart();
  });
}

async function measureOnce(panel: PanelOnMock) {
  const page = await openUnwatched(panel.browser);
  const source = `${panel.sessionScript}; (${observe})(${LONG_TASK_MS}, ${QUIET_MS});`;
  await page.call('Page.enable');
  await page.call('Page.addScriptToEvaluateOnNewDocument', { source });
  const size = { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false };
  await page.call('Emulation.setDeviceMetricsOverride', size);
  await page.call('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.call('Page.navigate', { url: `${panel.url}servers` });
  const timings = await page.evaluate<Timings>('panelTimings');
  const firstServer = await page.evaluate<string>(
    `document.querySelector('table[aria-label="Servers"] tbody a')?.textContent ?? ''`,
  );
  await page.close();
  if (firstServer !== '1.2.3.4') throw new Error('The list of servers did not stand when the page came to rest.');
  const scripts = [...new Set(timings.requested)].filter(isBuiltScript);
  return {
    'largest contentful paint (ms)': timings.largestContentfulPaint,
    'total blocking time (ms)': timings.totalBlockingTime,
    'layout shift': timings.layoutShift,
    'requests, with the page itself': timings.requested.length + 1,
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
