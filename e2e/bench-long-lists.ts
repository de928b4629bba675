import { median, round } from './bench-figures.ts';
import {
  dataToInteractive,
  keyFigures,
  keystrokes,
  longestFrame,
  quiet,
  type WatchedWindow,
  watch,
} from './bench-page.ts';
import { type PanelOnMock, startPanelOnMock } from './panel-on-mock.ts';

const RUNS = 3;
const CPU_SLOWDOWNS = [1, 4];
const WHEEL_TURNS = 100;
/** A row's name, which leads to its page. */
const ROW_NAME = '[role="rowheader"] a';

const LISTS = [
  { path: 'containers', table: 'Containers', filter: 'Filter containers', typed: 'shop-api-1' },
  { path: 'servers', table: 'Servers', filter: 'Filter servers', typed: '198.18.2.7' },
];
type List = (typeof LISTS)[number];

async function measureOnce(panel: PanelOnMock, list: List, slowdown: number) {
  const context = await panel.browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await panel.holdSession(context);
  await context.addInitScript(watch, { table: list.table, firstRow: ROW_NAME });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(panel.url + list.path);
  await page.getByRole('table', { name: list.table }).getByRole('rowheader').getByRole('link').first().waitFor();
  await page.evaluate(quiet);
  const { interactive, rows } = await page.evaluate(dataToInteractive, /\/api\/(me|containers)$/);
  const keys = await keystrokes(page, list);
  await page.evaluate(quiet);
  const frame = await longestFrame(page, WHEEL_TURNS);
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
  await context.addInitScript(watch, { table: 'Containers', firstRow: ROW_NAME });
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
        ...keyFigures(keys),
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
