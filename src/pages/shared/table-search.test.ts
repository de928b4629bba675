import { expect, test } from 'vitest';
import { sortRows } from './table-search.ts';

const rows = [
  { name: 'b', size: 10 },
  { name: 'a', size: 9 },
  { name: 'c', size: undefined },
];
const values = { size: (row: (typeof rows)[number]) => row.size, name: (row: (typeof rows)[number]) => row.name };
const namesBy = (column: string, direction: 'ascending' | 'descending') =>
  sortRows(rows, { column, direction }, values).map(({ name }) => name);

test('numbers sort as numbers, and what is not known stays last in either direction', () => {
  expect(namesBy('size', 'ascending')).toEqual(['a', 'b', 'c']);
  expect(namesBy('size', 'descending')).toEqual(['b', 'a', 'c']);
});

test('a column that is not there, as in an old bookmark, leaves the order', () => {
  expect(namesBy('colour', 'ascending')).toEqual(['b', 'a', 'c']);
});

test.each(['__proto__', 'valueOf', 'constructor'])('nor does a name that every object has: %s', (column) => {
  expect(namesBy(column, 'ascending')).toEqual(['b', 'a', 'c']);
});
