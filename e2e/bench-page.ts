/** What the benchmarks look at in a page with a table. The functions without a page run in it: they refer to nothing outside. */
import type { Page } from '@playwright/test';
import { median, round } from './bench-figures.ts';

/** All times in ms since the page began. */
interface Watch {
  /** When the table's first row was on screen, and when it last got other rows or other looks of them. */
  firstRow: number;
  lastRows: number;
  longTasks: { end: number; duration: number }[];
  /** When a key was last pressed or something clicked, and the paint of the frame after it. */
  acted: number;
  painted: number;
}
export type WatchedWindow = Window & { panelWatch: Watch };

/** From the first moment on: when rows come and go, and what keeps the page busy. `firstRow` is a selector within the table. */
export function watch({ table, firstRow }: { table: string; firstRow: string }) {
  const seen: Watch = { firstRow: 0, lastRows: 0, longTasks: [], acted: 0, painted: 0 };
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
  const isOfRows = ({ nodeName }: Node) => nodeName === 'TR' || nodeName === 'TBODY';
  const isRows = ({ target, addedNodes, removedNodes, attributeName }: MutationRecord) =>
    (target as Element).closest(`table[aria-label="${table}"]`) !== null &&
    (attributeName === 'aria-rowcount' ||
      (attributeName === 'class' && isOfRows(target)) ||
      [...addedNodes, ...removedNodes].some(isOfRows));
  new MutationObserver((records) => {
    const isFirst =
      seen.firstRow === 0 &&
      document.querySelector(`table[aria-label="${table}"]:not([aria-busy]) ${firstRow}`) !== null;
    if (isFirst) seen.firstRow = performance.now();
    if (!isFirst && !records.some(isRows)) return;
    afterPaint((now) => {
      if (isFirst) seen.firstRow = now;
      seen.lastRows = now;
    });
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['aria-rowcount', 'class'],
  });
  for (const act of ['keydown', 'click']) {
    document.addEventListener(
      act,
      ({ timeStamp }) => {
        seen.acted = timeStamp;
        afterPaint((now) => {
          seen.painted = now;
        });
      },
      { capture: true },
    );
  }
}

/** Resolves when no task was long for half a second. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(resolve, 500);
    new PerformanceObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(resolve, 500);
    }).observe({ type: 'longtask' });
  });
}

/**
 * From the end of the last answer that the table is made of until its rows stand, and until nothing keeps the page busy; and
 * the longest task from the first of the answers on, 0 when none took 50 ms.
 */
export function dataToInteractive(answers: RegExp): { interactive: number; rows: number; longestTask: number } {
  const { firstRow, longTasks } = (window as unknown as WatchedWindow).panelWatch;
  const times = performance
    .getEntriesByType('resource')
    .filter(({ name }) => answers.test(name))
    .filter(
      ({ name }, index, all) => all.findIndex((other) => other.name === name) === index,
    ) as PerformanceResourceTiming[];
  const data = Math.max(...times.map(({ responseEnd }) => responseEnd));
  const asked = Math.min(...times.map(({ startTime }) => startTime));
  const busyUntil = Math.max(0, ...longTasks.map(({ end }) => end));
  const longestTask = Math.max(0, ...longTasks.filter(({ end }) => end > asked).map(({ duration }) => duration));
  return { interactive: Math.max(firstRow, busyUntil) - data, rows: firstRow - data, longestTask };
}

/** From a key or a click, in ms. */
export interface Painted {
  /** Until the paint of the next frame, which a person is answered by. */
  next: number;
  /** Until the paint of the last rows that it brought, took or changed; else of the next frame. */
  rows: number;
}

/** Of the last key or click. What is drawn when the page has been still for so many ms is another key's, or a refresh. */
export function actToPaint(stillForMs: number): Promise<Painted> {
  const seen = (window as unknown as WatchedWindow).panelWatch;
  return new Promise((resolve) => {
    const look = () => {
      const lastChange = Math.max(seen.acted, seen.painted, seen.lastRows, seen.longTasks.at(-1)?.end ?? 0);
      const left = lastChange + stillForMs - performance.now();
      if (left > 0 || seen.painted < seen.acted) setTimeout(look, Math.max(left, 16));
      else {
        resolve({ next: seen.painted - seen.acted, rows: Math.max(seen.painted, seen.lastRows) - seen.acted });
      }
    };
    look();
  });
}

export type FramesWindow = Window & { panelFrames: { longest: number; last: number } };

/** Notes the longest time between two frames from now on. */
export function watchFrames() {
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

/** The longest time between two frames since {@link watchFrames}, in ms. */
export const longestFrameSeen = () => (window as unknown as FramesWindow).panelFrames.longest;

/** Types a text into a filter and deletes it again: what each key is answered by. */
export async function keystrokes(page: Page, { filter, typed }: { filter: string; typed: string }): Promise<Painted[]> {
  await page
    .getByRole('searchbox', { name: filter })
    .or(page.getByRole('combobox', { name: filter }))
    .focus();
  const times: Painted[] = [];
  for (const key of [...typed, ...Array.from(typed, () => 'Backspace')]) {
    await page.keyboard.press(key);
    times.push(await page.evaluate(actToPaint, 250));
  }
  return times;
}

/** Of all keys, for a table. */
export function keyFigures(keys: readonly Painted[]): Record<string, number> {
  const next = keys.map((key) => key.next);
  const rows = keys.map((key) => key.rows);
  return {
    'key to next paint, median': round(median(next)),
    'key to next paint, worst': round(Math.max(...next)),
    'key to its rows, median': round(median(rows)),
    'key to its rows, worst': round(Math.max(...rows)),
  };
}

/** Scrolls by so many turns of 300 px: the longest time between two frames, in ms. */
export async function longestFrame(page: Page, turns: number): Promise<number> {
  await page.mouse.move(700, 500);
  await page.evaluate(watchFrames);
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, 300);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return page.evaluate(longestFrameSeen);
}
