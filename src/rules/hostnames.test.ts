import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostnameOf } from './hostnames.ts';

test.each([
  ['argus', 'argus'],
  ['my blog.example', 'my-blog-example'],
  ['a_b', 'a-b'],
  ['Città', 'Citt-'],
  ['🐍🐍', '--'],
  ['', ''],
])('%s becomes %s', (name, hostname) => {
  expect(hostnameOf(name)).toBe(hostname);
});

test('a hostname holds only allowed characters, as many as the name, and stays itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const hostname = hostnameOf(name);
      expect(hostname).toMatch(/^[A-Za-z0-9-]*$/);
      expect(hostname).toHaveLength([...name].length);
      expect(hostnameOf(hostname)).toBe(hostname);
    }),
  );
});
