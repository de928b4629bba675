import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Component {
  type: string;
  name: string;
  version: string;
  purl: string;
  hashes?: { alg: string; content: string }[];
}

/** As a person runs it, with no network. */
function sbom(...more: string[]): { bomFormat: string; specVersion: string; components: Component[] } {
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const printed = execFileSync('npm', ['run', '--silent', 'sbom', '--', '--offline', ...more], options);
  return JSON.parse(printed);
}

test('npm run sbom prints CycloneDX that names every package of the lockfile with its hash', () => {
  const { bomFormat, specVersion, components } = sbom();
  expect(bomFormat).toBe('CycloneDX');
  expect(specVersion).toMatch(/^1\.\d$/);
  const { packages } = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8'));
  const versionOfReact = packages['node_modules/react'].version;
  const react = components.find(({ name }) => name === 'react');
  expect(react).toMatchObject({ type: 'library', version: versionOfReact, purl: `pkg:npm/react@${versionOfReact}` });
  for (const { name, hashes } of components) {
    expect(hashes?.[0]?.content, name).toMatch(/^[0-9a-f]{128}$/);
  }
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const locked = Object.entries<{ version: string }>(packages).flatMap(([path, { version }]) =>
    path === '' ? [] : `${path.split('node_modules/').at(-1)}@${version}`,
  );
  expect(locked.filter((each) => !listed.has(each))).toEqual([]);
}, 30_000);

test('of what ships alone, no tool is named', () => {
  const names = sbom('--omit=dev').components.map(({ name }) => name);
  expect(names).toContain('react');
  expect(names).not.toContain('vite');
}, 30_000);
