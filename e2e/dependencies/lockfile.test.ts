import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultsOfLockfile, type LockedPackage } from './lockfile.ts';

const integrity = `sha512-${'A'.repeat(86)}==`;
const react = { version: '19.3.1', integrity };

const faultsOf = (entry: LockedPackage, path = 'node_modules/react') =>
  faultsOfLockfile({ lockfileVersion: 3, packages: { '': { dependencies: { react: '^19.3.1' } }, [path]: entry } });

test('the lockfile of the panel is clean', () => {
  const lockfile = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
  expect(Object.keys(lockfile.packages).length).toBeGreaterThan(100);
  expect(faultsOfLockfile(lockfile)).toEqual([]);
});

test.each<[string, LockedPackage]>([
  ['asks whatever registry there is', react],
  ['of the registry', { ...react, resolved: 'https://registry.npmjs.org/react/-/react-19.3.1.tgz' }],
  ['of a mirror', { ...react, resolved: 'https://mirror.example/npm/react/-/react-19.3.1.tgz' }],
  ['wants ranges, tags and aliases', { ...react, dependencies: { a: '^1 || >=2', b: 'latest', c: 'npm:@x/y@^4.1.0' } }],
])('fine: %s', (_, entry) => {
  expect(faultsOf(entry)).toEqual([]);
});

test.each<[string, LockedPackage, RegExp]>([
  ['no integrity', { version: '19.3.1' }, /no SHA-512/],
  ['a weak integrity', { ...react, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }, /no SHA-512/],
  ['a repository', { ...react, resolved: 'git+ssh://git@github.com/facebook/react.git#1234567' }, /no registry/],
  ['a tarball of anywhere', { ...react, resolved: 'https://evil.example/react-19.3.1.tgz' }, /no registry/],
  [
    'the tarball of another package',
    { ...react, resolved: 'https://registry.npmjs.org/evil/-/evil-1.0.0.tgz' },
    /no reg/,
  ],
  [
    'an unencrypted registry',
    { ...react, resolved: 'http://registry.npmjs.org/react/-/react-19.3.1.tgz' },
    /no registry/,
  ],
  ['a file', { ...react, resolved: 'file:../react.tgz' }, /no registry/],
  ['a linked folder', { link: true, resolved: '../react' }, /a folder of this machine/],
  ['a version that is a URL', { ...react, version: 'git+https://github.com/facebook/react.git' }, /no version/],
  ['a dependency of a repository', { ...react, dependencies: { evil: 'github:evil/evil' } }, /wants evil/],
  ['a dependency of a short repository', { ...react, dependencies: { evil: 'evil/evil' } }, /wants evil/],
  [
    'an alias that is a URL',
    { ...react, optionalDependencies: { evil: 'npm:a@https://evil.example/x' } },
    /wants evil/,
  ],
])('not fine: %s', (_, entry, words) => {
  expect(faultsOf(entry).join('\n')).toMatch(words);
});

test('a folder beside node_modules, and wishes of the panel itself', () => {
  expect(faultsOf(react, 'packages/react')).toHaveLength(1);
  const packages = { '': { devDependencies: { evil: 'file:../evil' } } };
  expect(faultsOfLockfile({ lockfileVersion: 3, packages })).toEqual([
    'package.json: wants evil from file:../evil, which is no registry',
  ]);
  expect(faultsOfLockfile({ lockfileVersion: 1, packages })).toHaveLength(1);
});
