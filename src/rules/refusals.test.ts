import { expect, test } from 'vitest';
import { reasonOf } from './refusals.ts';

test.each([
  [{ status: 403, error: 'Forbidden' }, 'Forbidden'],
  [{ status: 200, error: 'Conflict', reason: 'not enough memory' }, 'not enough memory'],
  [{ status: 418, error: '', reason: '' }, 'status 418'],
  [{ status: 409, error: '\u202egnp.exe' }, '[U+202E]gnp.exe'],
  [{ status: 409, error: 'x', reason: 'שלום' }, '\u2068שלום\u2069'],
  [{ status: 409, error: '\u001b[2J\u0000' }, '[U+001B][2J[U+0000]'],
])('%j is called %s', (answer, words) => {
  expect(reasonOf(answer)).toBe(words);
});

test('a long reason is cut, never within a character', () => {
  expect(reasonOf({ status: 409, error: '🐍'.repeat(10_000) })).toBe(`${'🐍'.repeat(200)}…`);
});
