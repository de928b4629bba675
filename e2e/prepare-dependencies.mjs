/* Installs the dependencies on a fresh clone, and again whenever package-lock.json has changed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from './fail.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

const fits = (wanted, own) => !wanted || wanted.includes(own);

/** npm writes node_modules/.package-lock.json last, so its presence also says that the installation was not cut short. */
function inLineWithLockfile() {
  const installed = packagesOf('node_modules/.package-lock.json');
  const locked = packagesOf('package-lock.json');
  if (!installed || !locked) return false;
  const nothingMissing = Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === entry.version : entry.optional === true;
  });
  // A node_modules copied from another system holds that system's native parts.
  const nothingForeign = Object.values(installed).every(
    (entry) => fits(entry.os, process.platform) && fits(entry.cpu, process.arch),
  );
  return nothingMissing && nothingForeign;
}

/** Runs `npm ci` unless node_modules is already what package-lock.json says. Ends the process with a sentence on failure. */
export function installDependencies() {
  if (inLineWithLockfile()) return;
  console.log('Installing dependencies (npm ci) …');
  // NODE_ENV=production would leave out the tools that build and test the panel. Nothing here needs an install script.
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] };
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    fail(
      'The dependencies could not be installed, so nothing was started: npm ci failed, and its reason stands above. ' +
        'If the reason is the network, check the connection to the npm registry, then run the command again.',
    );
  }
}
