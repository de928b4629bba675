// `npm test`: every check, cheapest first; the first that fails ends the run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const unitResults = '.cache/unit-tests.json';
const browserResults = '.cache/browser-tests.json';

const tool = (...path) => join('node_modules', ...path);
const vite = tool('vite', 'bin', 'vite.js');
const runTypescript = 'e2e/run-typescript.mjs';

const stages = [
  { name: 'types', args: [tool('typescript', 'bin', 'tsc')] },
  { name: 'lint', args: [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings'] },
  { name: 'dependencies', args: [runTypescript, 'e2e/dependencies/check.ts'] },
  {
    name: 'import rule, unit and property tests',
    args: [
      tool('vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitResults}`,
    ],
  },
  { name: 'build', args: [vite, 'build', '--logLevel=warn'] },
  { name: 'bundle budgets', args: [runTypescript, 'e2e/check-bundle.ts'] },
  {
    name: 'end-to-end tests',
    args: [tool('@playwright', 'test', 'cli.js'), 'test', '--config=e2e/playwright.config.ts'],
    env: { BROWSER_RESULTS_FILE: browserResults },
  },
];

function resultsOf(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Tests passed and failed so far; a stage that fails without counting tests is one failure. */
function count(failedStage) {
  const unit = resultsOf(unitResults);
  const browser = resultsOf(browserResults);
  const passed = (unit?.numPassedTests ?? 0) + (browser?.passed ?? 0);
  const failed = (unit?.numFailedTests ?? 0) + (browser?.failed ?? 0);
  return `${passed} passed, ${failedStage ? Math.max(failed, 1) : failed} failed`;
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

mkdirSync(join(root, '.cache'), { recursive: true });
for (const file of [unitResults, browserResults]) rmSync(join(root, file), { force: true });

const summary = [];
let failedStage;
for (const { name, args, env } of stages) {
  console.log(`\n── ${name}`);
  const start = Date.now();
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: undefined, ...env },
  });
  summary.push(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds(start)})`);
  if (status !== 0) {
    failedStage = name;
    break;
  }
}

console.log(`\n── summary\n${summary.join('\n')}`);
if (failedStage)
  console.log(`Stopped at "${failedStage}": what is wrong stands above; the stages after it did not run.`);
console.log(count(failedStage));
process.exit(failedStage ? 1 : 0);
