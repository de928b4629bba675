import { expect, test } from 'vitest';
import { containerQuery, containersQuery } from './containers.ts';
import { meQuery } from './me.ts';
import { portMappingsQuery } from './port-mappings.ts';
import { isWriteTo } from './refreshed.ts';

const write = (...mutationKey: unknown[]) => ({ options: { mutationKey } });

test('a write holds up the refresh of what it changes, and of nothing else', () => {
  const adding = write('port-mappings', '1.2.3.4', 'add');
  expect(isWriteTo(portMappingsQuery('1.2.3.4').queryKey, adding)).toBe(true);
  expect(isWriteTo(portMappingsQuery('5.6.7.8').queryKey, adding)).toBe(false);
  expect(isWriteTo(containersQuery().queryKey, adding)).toBe(false);
  expect(isWriteTo(meQuery().queryKey, adding)).toBe(false);
});

test.each(['create-container', 'change-container', 'keep-one'])('%s changes containers', (name) => {
  expect(isWriteTo(containersQuery().queryKey, write(name))).toBe(true);
  expect(isWriteTo(containerQuery(30_001).queryKey, write(name))).toBe(true);
  expect(isWriteTo(portMappingsQuery('1.2.3.4').queryKey, write(name))).toBe(false);
});

test('a write without a key holds up nothing', () => {
  expect(isWriteTo(meQuery().queryKey, { options: {} })).toBe(false);
});
