import { expect, test } from 'vitest';
import { containerQuery, containersQuery } from './containers.ts';
import { meQuery } from './me.ts';
import { portMappingsQuery } from './port-mappings.ts';
import { isWriteTo } from './refreshed.ts';
import { tagsQuery } from './tags.ts';

const write = (changes: readonly unknown[]) => ({ options: { meta: { changes } } });

test('a write holds up the refresh of what it changes, and of nothing else', () => {
  const adding = write(portMappingsQuery('1.2.3.4').queryKey);
  expect(isWriteTo(portMappingsQuery('1.2.3.4').queryKey, adding)).toBe(true);
  expect(isWriteTo(portMappingsQuery('5.6.7.8').queryKey, adding)).toBe(false);
  expect(isWriteTo(containersQuery().queryKey, adding)).toBe(false);
  expect(isWriteTo(meQuery().queryKey, adding)).toBe(false);
});

test('a write to containers holds up the list and each of them', () => {
  const changing = write(containersQuery().queryKey);
  expect(isWriteTo(containersQuery().queryKey, changing)).toBe(true);
  expect(isWriteTo(containerQuery(30_001).queryKey, changing)).toBe(true);
  expect(isWriteTo(portMappingsQuery('1.2.3.4').queryKey, changing)).toBe(false);
});

test('a write to a tag holds up the tags and the containers that carry it', () => {
  const renaming = { options: { meta: { changes: tagsQuery().queryKey, alsoChanges: [containersQuery().queryKey] } } };
  expect(isWriteTo(tagsQuery().queryKey, renaming)).toBe(true);
  expect(isWriteTo(containersQuery().queryKey, renaming)).toBe(true);
  expect(isWriteTo(containerQuery(30_001).queryKey, renaming)).toBe(true);
  expect(isWriteTo(meQuery().queryKey, renaming)).toBe(false);
});

test('a write that says nothing holds up nothing', () => {
  expect(isWriteTo(meQuery().queryKey, { options: {} })).toBe(false);
});
