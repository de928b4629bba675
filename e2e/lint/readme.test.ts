/** What the README promises, it proves: each promise names tests that exist. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The rows of the tables below a heading of the second level, head and ruler left out. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = read('README.md').split(`\n## ${heading}\n`);
  const [before = ''] = section.split('\n## ');
  return before
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '))
    .filter(([first]) => first !== '---' && first !== 'promise');
}

const promises = rowsUnder('What the panel guarantees');

test('there are promises', () => {
  expect(promises.length).toBeGreaterThan(25);
});

describe.each(promises.map(([promise = '', proof = '']) => ({ promise, proof })))('$promise', ({ proof }) => {
  test.each(proof.split('<br>'))('%s', (named) => {
    const [, file, title] = /^`(.+\.test\.tsx?|.+\.spec\.ts)`: (.+)$/.exec(named) ?? [];
    expect(file, 'Name a test as `file`: title').toBeDefined();
    expect(title && read(file ?? '').includes(title), `${file} has no test "${title}"`).toBe(true);
  });
});
