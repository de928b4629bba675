/** A stage of `npm test`: the lockfile holds only what a registry delivers, and nothing serious is known of what ships. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AuditReport, readAuditReport, seriousIn, summaryOf } from './audit-report.ts';
import { faultsOfLockfile } from './lockfile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

// Offline, or with audit=false in somebody's configuration, npm audits nothing and reports that it found nothing. Without
// a network the answer is to come soon.
const ARGUMENTS = ['audit', '--json', '--no-offline', '--audit', '--fetch-retries=0', '--fetch-timeout=20000'];

function audit(...more: string[]): AuditReport {
  const npm = process.env.npm_execpath;
  const isScript = npm?.endsWith('.js') ?? false;
  const [command, ...before] = npm && isScript ? [process.execPath, npm] : ['npm'];
  const options = {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    shell: !isScript && process.platform === 'win32',
  } as const;
  const { stdout, error } = spawnSync(command, [...before, ...ARGUMENTS, ...more], options);
  return error ? { kind: 'not-audited', why: error.message } : readAuditReport(stdout);
}

const faults = faultsOfLockfile(JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')));
console.log(
  faults.length === 0 ? 'package-lock.json: every entry comes from a registry, with its SHA-512' : faults.join('\n'),
);

const shipped = audit('--omit=dev');
console.log(summaryOf(shipped, 'what ships'));
// A registry that does not answer once is not asked again.
if (shipped.kind === 'audited') console.log(summaryOf(audit(), 'what ships and the tools that build and test it'));
const serious = seriousIn(shipped);
if (serious.length > 0) console.error(`Known against what ships:\n${serious.join('\n')}`);
if (faults.length > 0 || serious.length > 0) process.exitCode = 1;
