import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

test('a path of the panel, filter and all', () => {
  expect(returnPath('/servers/1.2.3.4?filter=med')).toBe('/servers/1.2.3.4?filter=med');
});

test.each(['/', '/containers?filter=//x', '/containers?filter=..%5C#..', '/servers/1.2.3.4/port-mappings?port=1'])(
  'is kept: %s',
  (returnTo) => {
    expect(returnPath(returnTo)).toBe(returnTo);
  },
);

test.each([
  undefined,
  '',
  'servers',
  'https://example.com/',
  '//example.com',
  '///example.com',
  '/\\example.com',
  '\\\\example.com',
  '/\t/example.com',
  '/\n\\example.com',
  '\t//example.com',
  ' //example.com',
  '/.//example.com',
  '/servers/..//example.com',
  '/%2e//example.com',
  '/../other-panel',
  '/servers/%2E%2e/../other-panel',
  '/..\\other-panel',
  'javascript:alert(1)',
  'data:text/html,x',
])('never elsewhere: %j', (returnTo) => {
  expect(returnPath(returnTo)).toBe('/servers');
});
