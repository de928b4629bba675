import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

test('a path of the panel, filter and all', () => {
  expect(returnPath('/servers/1.2.3.4?filter=med')).toBe('/servers/1.2.3.4?filter=med');
});

test.each([undefined, '', 'https://example.com/', '//example.com', '/\\example.com', 'javascript:alert(1)'])(
  'never elsewhere: %s',
  (returnTo) => {
    expect(returnPath(returnTo)).toBe('/servers');
  },
);
