/* The Chromium that tests, benchmark and screenshots run in: found, or else installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { fail } from './fail.mjs';

const windows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;

/** The shell first: it is the same engine without a window, and runs these tests in a third of the time. */
const NAMES_ON_PATH = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const MAC_APPLICATIONS = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

const WINDOWS_PLACES = [
  ['Chromium', 'Application', 'chrome.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** Each manager's commands, in order until there is a browser: an index can be stale in part, and few have the shell. */
const PACKAGE_MANAGERS = [
  [
    'apt-get',
    [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell', 'fonts-liberation'],
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
    ],
  ],
  ['dnf', [['install', '-y', '-q', 'chromium']]],
  ['apk', [['add', '--quiet', 'chromium']]],
  ['pacman', [['-Sy', '--noconfirm', '--needed', 'chromium']]],
  ['zypper', [['--non-interactive', '--quiet', 'install', 'chromium']]],
  ['brew', [['install', '--quiet', '--cask', 'google-chrome']]],
];

const INSTALLER_LIMIT_MS = 300_000;

function onPath(name) {
  const directories = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return directories
    .map((directory) => join(directory, windows ? `${name}.exe` : name))
    .find((file) => existsSync(file));
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    return MAC_APPLICATIONS.flatMap((name) =>
      ['/Applications', join(process.env.HOME ?? '/', 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (!windows) return [];
  const roots = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].filter(Boolean);
  return roots.flatMap((folder) => WINDOWS_PLACES.map((parts) => join(folder, ...parts)));
}

/** A file is not enough: system libraries can be missing, and /usr/bin/chromium-browser can be an advertisement for a snap. */
function starts(executable) {
  if (!existsSync(executable)) return false;
  // On Windows `--version` opens a window.
  return windows || spawnSync(executable, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** The path of a Chromium, Chrome or Edge that starts: `CHROMIUM_PATH`, Playwright's own, the system's; or undefined. */
function findBrowser() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const candidates = [chromium.executablePath(), ...NAMES_ON_PATH.map(onPath).filter(Boolean), ...usualPlaces()];
  return candidates.find(starts);
}

function run(command, args, stderr = 'inherit') {
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', stderr], timeout: INSTALLER_LIMIT_MS }).status === 0;
}

/** Nobody is there to type a password: sudo is used only where it asks for none. */
function asRoot() {
  if (isRoot) return [];
  return onPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? ['sudo', '-n']
    : undefined;
}

function installWithPlaywright() {
  const cli = fileURLToPath(new URL('../node_modules/@playwright/test/cli.js', import.meta.url));
  // Its stack traces would look like the end, and the package manager is still to come.
  if (!run(process.execPath, [cli, 'install', 'chromium'], 'ignore')) {
    return "Playwright's installer failed (is its download host reachable?)";
  }
  if (process.platform === 'linux' && !starts(chromium.executablePath()) && asRoot()) {
    run(process.execPath, [cli, 'install-deps', 'chromium'], 'ignore');
  }
  return undefined;
}

function installWithPackageManager() {
  const manager = PACKAGE_MANAGERS.find(([name]) => onPath(name));
  if (!manager) return 'no package manager was found that could install one';
  const [name, commands] = manager;
  const prefix = name === 'brew' ? [] : asRoot();
  if (!prefix) return `${name} needs root, and this is not root and sudo asks for a password`;
  const succeeded = commands.map((args) => {
    if (findBrowser()) return true;
    const [command, ...rest] = [...prefix, name, ...args];
    return run(command, rest);
  });
  return succeeded.at(-1) ? undefined : `"${name} ${commands.at(-1).join(' ')}" failed`;
}

/** Makes sure that a browser is there, installing one where none is. Ends the process with a sentence when that fails. */
export function ensureBrowser() {
  if (process.env.CHROMIUM_PATH && !starts(process.env.CHROMIUM_PATH)) {
    fail(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which does not start. Correct it or leave it out.`);
  }
  if (findBrowser()) return;
  const reasons = [];
  for (const [what, install] of [
    ["Playwright's installer", installWithPlaywright],
    ["the system's package manager", installWithPackageManager],
  ]) {
    console.log(`No Chromium found. Installing one with ${what} …`);
    reasons.push(install() ?? `${what} ran, but its browser does not start`);
    if (findBrowser()) return;
  }
  fail(
    `No browser could be installed, so no test ran: ${reasons.join('; ')}. ` +
      'Install Chromium or Chrome yourself, or name one with CHROMIUM_PATH=/path/to/chromium, and run the command again.',
  );
}

/** Some containers forbid the namespaces that Chromium's sandbox is made of, also to people who are not root. */
function sandboxWorks(executable) {
  if (process.platform !== 'linux') return true;
  const profile = mkdtempSync(join(tmpdir(), 'panel-browser-'));
  const args = ['--headless', '--disable-gpu', `--user-data-dir=${profile}`, '--dump-dom', 'about:blank'];
  const { status } = spawnSync(executable, args, { stdio: 'ignore', timeout: 30_000 });
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  return status === 0;
}

/** Options for Playwright's `chromium.launch`: no download, no background traffic, the sandbox wherever it can work. */
export function launchOptions() {
  const executablePath = findBrowser();
  if (!executablePath) fail('No browser was found. Run "node e2e/prepare.cjs browser", which installs one.');
  return {
    executablePath,
    chromiumSandbox: !isRoot && sandboxWorks(executablePath),
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  };
}
