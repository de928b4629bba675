import { expect, test } from 'vitest';
import type { Container } from '../../rules/containers.ts';
import { containersInWords } from '../../rules/words.ts';
import { shownTagRows, tagRowsOf, tagsInWords } from './tag-rows.ts';

const container = (uid: number, tags: string[]) => ({ uid, name: `c${uid}`, tags }) as Container;
const tags = [
  { id: 1, name: 'prod' },
  { id: 2, name: 'DB' },
  { id: 3, name: 'eu' },
];
const rows = tagRowsOf({
  tags,
  details: [
    { detail: { id: 1, name: 'prod', note: 'Città' }, hasFailed: false },
    { detail: undefined, hasFailed: true },
  ],
  containers: [container(1, ['prod']), container(2, ['prod', 'DB'])],
  changing: [1],
  deleting: [2],
});
const namesBy = (filter: string, column = 'name', direction: 'ascending' | 'descending' = 'ascending') =>
  shownTagRows(rows, filter, { column, direction }).map(({ tag }) => tag.name);

test('a row knows its members, its note as far as it is read, and what is under way', () => {
  expect(rows.map(({ members }) => members.map(({ uid }) => uid))).toEqual([[1, 2], [2], []]);
  expect(rows.map(({ note }) => note)).toEqual(['Città', undefined, undefined]);
  expect(rows.map(({ noteFailed }) => noteFailed)).toEqual([false, true, false]);
  expect(rows.map(({ underWay }) => underWay)).toEqual(['changing', 'deleting', undefined]);
});

test('the filter looks at names and notes', () => {
  expect(namesBy('')).toEqual(['DB', 'eu', 'prod']);
  expect(namesBy('db')).toEqual(['DB']);
  expect(namesBy('citta')).toEqual(['prod']);
});

test('sorted by members, by note and by a column that does not exist', () => {
  expect(namesBy('', 'containers', 'descending')).toEqual(['prod', 'DB', 'eu']);
  expect(namesBy('', 'note')).toEqual(['prod', 'DB', 'eu']);
  expect(namesBy('', 'constructor')).toEqual(['DB', 'eu', 'prod']);
});

test('counts in words', () => {
  expect([0, 1, 1200].map(containersInWords)).toEqual(['0 containers', '1 container', '1,200 containers']);
  expect(tagsInWords(3, 3)).toBe('3 tags');
  expect(tagsInWords(1, 0)).toBe('0 of 1 tag');
});
