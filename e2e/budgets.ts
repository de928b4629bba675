import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { COMPILE_HINT } from './compile-hints.ts';

/** The walls of design.md §7 in bytes of JavaScript after gzip -9, 1 kB = 1000 B; `css` for the style sheets. */
export const BUDGETS = {
  entry: 125_000,
  signInPage: 150_000,
  firstServerRow: 165_000,
  firstServerRowRequests: 8,
  furtherRoute: 45_000,
  newContainer: 75_000,
  /** Of all routes together; nobody loads all of it. It was 350 kB before a server's port mappings had six screens. */
  everything: 365_000,
  css: 12_000,
};

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/**
 * Size of a built file after gzip -9, in bytes. `path` is below dist/.
 * @throws Error when there is no such file.
 */
export function gzippedSize(path: string): number {
  return gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;
}

/** True for a script of the build. `path` is below dist/. */
export function isBuiltScript(path: string): boolean {
  return path.endsWith('.js') && existsSync(join(dist, path));
}

/** Whether Chrome is told to compile all of a script while it loads. `path` is below dist/. */
export function hasCompileHint(path: string): boolean {
  return readFileSync(join(dist, path), 'utf8').startsWith(COMPILE_HINT);
}

interface ManifestEntry {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
}

/**
 * What these scripts may still load, each further script once, by its path below dist/. `known`: scripts that are loaded
 * already, and whose own further scripts are not theirs.
 */
export function scriptsOnDemand(paths: readonly string[], known: ReadonlySet<string>): string[] {
  const manifest: Record<string, ManifestEntry> = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const entries = Object.values(manifest);
  const found = new Set(paths);
  // A set hands out what is added to it meanwhile.
  for (const path of found) {
    const { imports = [], dynamicImports = [] } = entries.find(({ file }) => file === path) ?? {};
    for (const key of [...imports, ...dynamicImports]) {
      const file = manifest[key]?.file;
      if (file?.endsWith('.js') && !known.has(file)) found.add(file);
    }
  }
  return [...found].filter((path) => !paths.includes(path));
}

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(join(dist, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(ending) && statSync(join(dist, path)).isFile());
}

const total = (paths: string[]) => paths.reduce((sum, path) => sum + gzippedSize(path), 0);

/** The figures that need no browser: what index.html names itself, all scripts, all style sheets. */
export function staticFigures() {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  // What a signed-in tab asks for as well has a line of its own.
  const addresses = html.replace(/<meta name="signed-in-modules"[^>]*>/, '');
  const named = filesUnder('.', '.js').filter((path) => addresses.includes(path.replaceAll('\\', '/')));
  return [
    { name: 'JavaScript named by index.html', bytes: total(named), wall: BUDGETS.entry },
    { name: 'all JavaScript', bytes: total(filesUnder('.', '.js')), wall: BUDGETS.everything },
    { name: 'all CSS', bytes: total(filesUnder('.', '.css')), wall: BUDGETS.css },
  ];
}

/** A figure beside its wall: `all CSS: 8.1 kB of 12 kB`. */
export function besideItsWall(name: string, bytes: number, wall: number): string {
  return `${name}: ${(bytes / 1000).toFixed(1)} kB of ${wall / 1000} kB`;
}
