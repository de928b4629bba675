import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** The walls of design.md §7 in bytes of JavaScript after gzip -9, 1 kB = 1000 B; `css` for the style sheets. */
export const BUDGETS = {
  entry: 125_000,
  signInPage: 150_000,
  firstServerRow: 165_000,
  firstServerRowRequests: 8,
  furtherRoute: 45_000,
  newContainer: 75_000,
  everything: 350_000,
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

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(join(dist, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(ending) && statSync(join(dist, path)).isFile());
}

const total = (paths: string[]) => paths.reduce((sum, path) => sum + gzippedSize(path), 0);

/** The figures that need no browser: what index.html names itself, all scripts, all style sheets. */
export function staticFigures() {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = filesUnder('.', '.js').filter((path) => html.includes(path.replaceAll('\\', '/')));
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
