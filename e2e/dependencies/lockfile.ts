/** What package-lock.json may hold: only what a registry can deliver, and only the very bytes that were once installed. */

export interface LockedPackage {
  version?: string;
  /** Where it comes from; left out, npm asks the registry of whoever installs. */
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export interface Lockfile {
  lockfileVersion: number;
  packages: Record<string, LockedPackage>;
}

const VERSION = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;
const INTEGRITY = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** A range or a tag of a registry, also under another name; anything else that npm takes holds a slash or a colon. */
const isFromRegistry = (wanted: string) => !/[/:\\]/.test(wanted.replace(/^npm:(?:@[\w.-]+\/)?[\w.-]+@/, ''));

/** Where a registry, or a mirror of one, keeps the tarball of a package. */
function isTarballOfRegistry(resolved: string, name: string): boolean {
  if (!URL.canParse(resolved)) return false;
  const { protocol, pathname } = new URL(resolved);
  return protocol === 'https:' && decodeURIComponent(pathname).includes(`/${name}/-/`) && pathname.endsWith('.tgz');
}

function faultsOfEntry(path: string, entry: LockedPackage): string[] {
  const faults: string[] = [];
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (!path.includes('node_modules/') || entry.link) faults.push(`${path}: a folder of this machine`);
  else if (!VERSION.test(entry.version ?? '')) faults.push(`${path}: "${entry.version}" is no version of a registry`);
  else if (!INTEGRITY.test(entry.integrity ?? '')) faults.push(`${path}: no SHA-512 of its content`);
  if (entry.resolved !== undefined && !isTarballOfRegistry(entry.resolved, name))
    faults.push(`${path}: comes from ${entry.resolved}, which is no registry`);
  return faults;
}

function faultsOfWishes(path: string, entry: LockedPackage): string[] {
  const wishes = Object.entries({ ...entry.dependencies, ...entry.devDependencies, ...entry.optionalDependencies });
  return wishes
    .filter(([, wanted]) => !isFromRegistry(wanted))
    .map(([name, wanted]) => `${path || 'package.json'}: wants ${name} from ${wanted}, which is no registry`);
}

/** Everything in the lockfile that no registry delivers, or whose content it does not pin; empty when there is none. */
export function faultsOfLockfile({ lockfileVersion, packages }: Lockfile): string[] {
  if (lockfileVersion !== 3) return [`lockfileVersion is ${lockfileVersion}, and only 3 is understood`];
  return Object.entries(packages).flatMap(([path, entry]) => [
    ...(path === '' ? [] : faultsOfEntry(path, entry)),
    ...faultsOfWishes(path, entry),
  ]);
}
