import type { Page } from '@playwright/test';
import { median, round } from './bench-figures.ts';
import { type PanelOnMock, startPanelOnMock } from './panel-on-mock.ts';

const RUNS = 3;
const CPU_SLOWDOWNS = [1, 4];
const WHEEL_TURNS = 100;
const WHEEL_TURN_PX = 300;

const LISTS = [
  { path: 'containers', table: 'Containers', filter: 'Filter containers', typed: 'shop-api-1' },
  { path: 'servers', table: 'Servers', filter: 'Filter servers', typed: '198.18.2.7' },
];
type List = (typeof LISTS)[number];

interface Watch {
  /** When the table's first row was on screen, and when it last got other rows. In ms since the page began. */
  firstRow: number;
  lastRows: number;
  longTasks: { end: number; duration: number }[];
  keyPressed: number;
}
type WatchedWindow = Window & { panelWatch: Watch };

/** From the first moment on: when rows come and go, and what keeps the page busy. */
function watch(table: string) {
  const seen: Watch = { firstRow: 0, lastRows: 0, longTasks: [], keyPressed: 0 };
  Object.assign(window, { panelWatch: seen });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      seen.longTasks.push({ end: startTime + duration, duration });
    }
  }).observe({ type: 'longtask', buffered: true });

  const afterPaint = (then: (now: number) => void) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(null);
    });
  const isRows = ({ target, addedNodes, removedNodes, attributeName }: MutationRecord) =>
    (target as Element).closest(`table[aria-label="${table}"]`) !== null &&
    (attributeName !== null ||
      [...addedNodes, ...removedNodes].some(({ nodeName }) => nodeName === 'TR' || nodeName === 'TBODY'));
  new MutationObserver((records) => {
    const row = document.querySelector(`table[aria-label="${table}"] [role="rowheader"] a`);
    const isFirst = row !== null && seen.firstRow === 0;
    if (isFirst) seen.firstRow = performance.now();
    if (!isFirst && !records.some(isRows)) return;
    afterPaint((now) => {
      if (isFirst) seen.firstRow = now;
      seen.lastRows = now;
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-rowcount'] });
  document.addEventListener('keydown', ({ timeStamp }) => {
    seen.keyPressed = timeStamp;
  });
}

/** Resolves when no task was long for half a second. */
function quiet(): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(resolve, 500);
    new PerformanceObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(resolve, 500);
    }).observe({ type: 'longtask' });
  });
}

/** From the end of the last answer that the list is made of until its rows stand and nothing keeps the page busy. In ms. */
function dataToInteractive(): { interactive: number; rows: number } {
  const { firstRow, longTasks } = (window as unknown as WatchedWindow).panelWatch;
  const answers = performance
    .getEntriesByType('resource')
    .filter(({ name }) => /\/api\/(me|containers)$/.test(name)) as PerformanceResourceTiming[];
  const data = Math.max(...answers.slice(0, 2).map(({ responseEnd }) => responseEnd));
  const busyUntil = Math.max(0, ...longTasks.map(({ end }) => end));
  return { interactive: Math.max(firstRow, busyUntil) - data, rows: firstRow - data };
}

/** From the last key until the paint of the last rows that it brought or took; when it changed none, of the next frame. In ms. */
function keyToPaint(): Promise<number> {
  const seen = (window as unknown as WatchedWindow).panelWatch;
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const nextFrame = performance.now();
      // What is drawn later than this is another key's, or a refresh.
      setTimeout(() => resolve(Math.max(nextFrame, seen.lastRows) - seen.keyPressed), 250);
    });
  });
}

/** Notes the longest time between two frames until the page is told to stop. */
function watchFrames() {
  const frames = { longest: 0, last: performance.now() };
  const next = (now: number) => {
    frames.longest = Math.max(frames.longest, now - frames.last);
    frames.last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame((now) => {
    frames.last = now;
    requestAnimationFrame(next);
  });
  Object.assign(window, { panelFrames: frames });
}

async function keystrokes(page: Page, { filter, typed }: List): Promise<number[]> {
  await page
    .getByRole('searchbox', { name: filter })
    .or(page.getByRole('combobox', { name: filter }))
    .focus();
  const times: number[] = [];
  for (const key of [...typed, ...Array.from(typed, () => 'Backspace')]) {
    await page.keyboard.press(key);
    times.push(await page.evaluate(keyToPaint));
  }
  return times;
}

async function longestFrame(page: Page): Promise<number> {
  await page.mouse.move(700, 500);
  await page.evaluate(watchFrames);
  for (let turn = 0; turn < WHEEL_TURNS; turn += 1) {
    await page.mouse.wheel(0, WHEEL_TURN_PX);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return page.evaluate(() => (window as unknown as { panelFrames: { longest: number } }).panelFrames.longest);
}

async function measureOnce(panel: PanelOnMock, list: List, slowdown: number) {
  const context = await panel.browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await panel.holdSession(context);
  await context.addInitScript(watch, list.table);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(panel.url + list.path);
  await page.getByRole('table', { name: list.table }).getByRole('rowheader').getByRole('link').first().waitFor();
  await page.evaluate(quiet);
  const { interactive, rows } = await page.evaluate(dataToInteractive);
  const keys = await keystrokes(page, list);
  await page.evaluate(quiet);
  const frame = await longestFrame(page);
  await context.close();
  return { rows, interactive, keys, frame };
}

/** As many of the large world are on shared servers. */
const RETAGGED = 500;

/** Gives a tag that none has to {@link RETAGGED} containers in one go: how many a second, and the longest task meanwhile. */
async function measureRetag(panel: PanelOnMock) {
  await panel.callApi('POST', 'tags', { name: 'bench' });
  const context = await panel.browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await panel.holdSession(context);
  await context.addInitScript(watch, 'Containers');
  const page = await context.newPage();
  await page.goto(`${panel.url}containers?filter=is:shared`);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Change tags' }).click();
  await page.getByRole('combobox', { name: 'Add tags' }).fill('bench');
  await page.keyboard.press('Enter');
  const start = page.getByRole('button', { name: `Change tags of ${RETAGGED} containers` });
  await start.waitFor();
  await page.evaluate(quiet);
  const begun = await page.evaluate(() => performance.now());
  await start.click();
  await page.getByText(`${RETAGGED} of ${RETAGGED} done`).first().waitFor({ timeout: 300_000 });
  const { seconds, longest, busy } = await page.evaluate((since) => {
    const tasks = (window as unknown as WatchedWindow).panelWatch.longTasks.filter(({ end }) => end > since);
    const durations = tasks.map(({ duration }) => duration);
    const whole = performance.now() - since;
    const sum = durations.reduce((total, duration) => total + duration, 0);
    return { seconds: whole / 1000, longest: Math.max(0, ...durations), busy: (100 * sum) / whole };
  }, begun);
  await context.close();
  return {
    'containers a second': round(RETAGGED / seconds),
    'longest task, ms': round(longest),
    'time in long tasks, %': round(busy),
  };
}

/** How fast the lists are over 1,000 servers and 10,000 containers (design.md §7): usable 1 s after their data, keys in 50 ms. */
export async function benchLongLists(): Promise<void> {
  const panel = await startPanelOnMock({ world: 'large' });
  const lines: Record<string, Record<string, number>> = {};
  for (const list of LISTS) {
    // The mock and the browser pay for their own start once.
    await measureOnce(panel, list, 1);
    for (const slowdown of CPU_SLOWDOWNS) {
      const runs: Awaited<ReturnType<typeof measureOnce>>[] = [];
      for (let run = 0; run < RUNS; run += 1) runs.push(await measureOnce(panel, list, slowdown));
      const keys = runs.flatMap((run) => run.keys);
      lines[`/${list.path}, ${slowdown === 1 ? 'no slowdown' : `${slowdown}× CPU slowdown`}`] = {
        'data to first row': round(median(runs.map((run) => run.rows))),
        'data to interactive': round(median(runs.map((run) => run.interactive))),
        'key to paint, median': round(median(keys)),
        'key to paint, worst': round(Math.max(...keys)),
        'longest frame of a scroll': round(median(runs.map((run) => run.frame))),
      };
    }
  }
  const retag = await measureRetag(panel);
  await panel.close();
  console.log(`1,000 servers and 10,000 containers, ${RUNS} runs, in ms:`);
  console.table(lines);
  console.log(`Retag of ${RETAGGED} containers among them:`);
  console.table({ '/containers': retag });
}
