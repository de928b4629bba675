/**
 * `npm run soak [-- --minutes N --seed N --faults SHARE --story]`: a person uses the built panel in Chromium for N minutes (20), over a
 * mock API of whose requests a share fails (0.3). It checks all the time that nothing is lost, doubled or shown wrongly, that
 * the console stays clean and that memory does not grow; prints the figures, and ends with 1 and the last actions otherwise.
 */
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { startMockApi } from '../src/mock-api/server.ts';
import { launchOptions } from './browser.mjs';
import { Broken, checksAll, expectNothingSeen } from './soak-checks.ts';
import { CONTAINER_ACTIONS } from './soak-containers.ts';
import { FaultyApi } from './soak-faults.ts';
import { MAPPING_ACTIONS } from './soak-mappings.ts';
import { LOOKS } from './soak-navigation.ts';
import { type End, SoakPerson } from './soak-person.ts';
import { Random } from './soak-random.ts';
import { reloads, sessionActions } from './soak-session.ts';
import { TAG_ACTIONS } from './soak-tags.ts';
import { Memory, Watch } from './soak-watch.ts';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    faults: { type: 'string', default: '0.3' },
    story: { type: 'boolean', default: false },
  },
});
const minutes = Number(options.minutes);
const seed = Number(options.seed);
const share = Number(options.faults);

const CHECK_EVERY = 6;
const CHECK_ATTEMPTS = 3;
/** What memory may grow by in a run: data that the person made, and what the engine keeps for itself. */
const MOST_GROWTH = 0.3;
/** With fewer, what is loaded by the way looks like growth. */
const LEAST_SAMPLES = 10;
const LEAST_SHARE = 0.2;

type Act = (person: SoakPerson) => Promise<End>;

/** What failed requests can do to an action: what it needs is not there. Not to what it then says. */
async function acts(person: SoakPerson, [kind, act]: [string, Act]): Promise<void> {
  person.tells(kind);
  try {
    const end = await act(person);
    person.counts(kind, end);
    person.tells(`  ${end}`);
    if (end === 'unsaid') person.tells(`  the page: ${await person.shown()}`);
  } catch (error) {
    if (error instanceof Broken) throw error;
    person.counts(kind, 'not-possible');
    person.tells(`  not possible: ${String(error).split('\n').slice(0, 3).join(' ')}`);
    person.tells(`  the page: ${await person.shown()}`);
    await person.page.keyboard.press('Escape').catch(() => undefined);
  }
}

function printFigures(
  person: SoakPerson,
  { faulty, watch, memory, begun }: { faulty: FaultyApi; watch: Watch; memory: Memory; begun: number },
) {
  const { requests, faults, kinds, api } = faulty;
  const sum = (counts: ReadonlyMap<string, number>) => [...counts].map(([key, times]) => `${times} ${key}`).join(', ');
  const spent = ((Date.now() - begun) / 60_000).toFixed(1);
  console.log(`Soak of ${spent} minutes, seed ${seed}: ${person.actions} actions.`);
  for (const [kind, ends] of person.ends) console.log(`  ${kind}: ${sum(ends)}`);
  console.log(
    `Requests: ${requests}, failed on purpose: ${faults} (${((100 * faults) / requests).toFixed(1)} %): ${sum(kinds)}.`,
  );
  console.log(
    `Creations sent: ${watch.creations.length}; containers: ${api.containers().length}; port mappings: ${api.portMappings().length}.`,
  );
  console.log(
    `Console errors, unhandled rejections, violations of the Content Security Policy: ${watch.faults.length}.`,
  );
  for (const line of memory.inWords()) console.log(line);
}

const random = new Random(seed);
const faulty = new FaultyApi({ random, share });
const mock = await startMockApi({ api: faulty.api });
const server = await preview({ preview: { port: 4700, strictPort: false }, logLevel: 'warn' });
const panelUrl = server.resolvedUrls?.local[0];
if (!panelUrl) throw new Error('The preview server started without an address.');
const browser = await chromium.launch(launchOptions());
const context = await browser.newContext({ locale: 'en-GB' });
context.setDefaultTimeout(10_000);
const watch = await Watch.on(context);
const page = await context.newPage();
page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
const person = new SoakPerson(page, faulty.api, random);
person.isLoud = options.story;
const memory = await Memory.of(page);
const begun = Date.now();

/** A page that is not where it was meant to be, because of what failed before, is no broken promise: it is gone to again. */
async function checks(born: Map<number, string>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await checksAll(person, { faulty, watch, born });
    } catch (error) {
      if (error instanceof Broken || attempt === CHECK_ATTEMPTS) throw error;
      person.tells(`  checked again: ${String(error).split('\n').slice(0, 3).join(' ')}`);
    }
  }
}

async function soaks(): Promise<void> {
  const born = new Map<number, string>();
  // Looking around is done as often as writing.
  const kinds: [string, Act][] = [
    ...Object.entries({ ...MAPPING_ACTIONS, ...CONTAINER_ACTIONS, ...TAG_ACTIONS }),
    ...Object.entries(MAPPING_ACTIONS),
    ...Object.entries(LOOKS),
    ...Object.entries(sessionActions(panelUrl ?? '', mock.url)),
  ];
  await page.goto(`${panelUrl}sign-in`);
  await person.signsIn(mock.url);
  const elapsed = () => (Date.now() - begun) / 60_000;
  for (let count = 1; elapsed() < minutes; count += 1) {
    // A reload begins with an empty memory, so there is none while its growth is looked at.
    const isEarly = elapsed() < minutes / 3;
    await acts(person, random.pick(isEarly ? [...kinds, ['reload', reloads]] : kinds));
    expectNothingSeen(person, watch);
    if (count % CHECK_EVERY !== 0) continue;
    person.tells('check');
    await checks(born);
    await memory.measures();
  }
  await checks(born);
}

function expectEnough(): void {
  if (faulty.faults / faulty.requests < LEAST_SHARE)
    throw new Broken('Too few requests failed: ask for more with --faults.');
  if (memory.late().length < LEAST_SAMPLES) {
    console.log('Memory: measured too seldom to tell whether it grows.');
    return;
  }
  const growth = memory.slope('megabytes') * minutes * (2 / 3);
  const first = memory.late()[0]?.megabytes ?? 0;
  if (growth > first * MOST_GROWTH)
    throw new Broken(`The heap grew by ${growth.toFixed(1)} MB from ${first.toFixed(1)} MB.`);
}

let broken: unknown;
try {
  await soaks();
  expectEnough();
} catch (error) {
  broken = error;
}
printFigures(person, { faulty, watch, memory, begun });
if (broken) {
  console.log(`\nBROKEN (seed ${seed}): ${broken instanceof Broken ? broken.message : (broken as Error).stack}`);
  console.log(`The last actions:\n${person.story.join('\n')}`);
  console.log(`The page: ${await person.shown()}`);
} else console.log('Writes lost: 0; doubled unsaid: 0; all tables equal to those of the API.');
await browser.close();
await server.close();
await mock.close();
process.exit(broken ? 1 : 0);
