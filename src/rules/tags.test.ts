import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WriteAnswer } from '../api/errors.ts';
import { checkTagName, judgeTagCreation } from './tags.ts';

const prod = { id: 1, name: 'prod' };
const db = { id: 2, name: 'db' };
const conflict: WriteAnswer = { outcome: 'refused', status: 409, error: 'Conflict' };
const accepted: WriteAnswer = { outcome: 'accepted', body: db };
const notSignedIn: WriteAnswer = { outcome: 'not-signed-in' };
const unknown: WriteAnswer = { outcome: 'unknown', cause: 'no-answer' };
const answers = [accepted, conflict, notSignedIn, unknown];

test.each([
  ['', 'Enter a name for the tag.'],
  ['  ', 'Enter a name for the tag.'],
  ['a,b', 'Leave out the comma: it separates tags.'],
  [' prod ', 'Choose another name: the tag prod exists already.'],
  ['Prod', undefined],
  ['staging', undefined],
  ['a'.repeat(256), 'Shorten it to 255 characters.'],
  ['ü'.repeat(255), undefined],
])('the name "%s": %s', (name, message) => {
  expect(checkTagName(name, [prod])).toBe(message);
});

describe('what creating a tag did', () => {
  test('the conflict of the browser’s own repetition is done', () => {
    expect(judgeTagCreation({ name: 'db', before: [prod], answer: conflict, after: [prod, db] })).toEqual({
      verdict: 'done',
      tag: db,
    });
  });

  test.each([
    ['accepted', { outcome: 'accepted', body: db }, 'cannot-tell'],
    ['refused', conflict, 'not-done'],
    ['not signed in', { outcome: 'not-signed-in' }, 'not-done'],
    ['unknown', { outcome: 'unknown', cause: 'broken-off' }, 'cannot-tell'],
  ] as const)('%s and not there: %s', (_, answer, verdict) => {
    expect(judgeTagCreation({ name: 'db', before: [prod], answer, after: [prod] }).verdict).toBe(verdict);
  });

  test('a tag that was there before was never created', () => {
    fc.assert(
      fc.property(fc.constantFrom(...answers), (answer) => {
        expect(judgeTagCreation({ name: 'db', before: [db], answer, after: [db] }).verdict).toBe('not-done');
      }),
    );
  });

  test('a new tag is done, whatever the answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...answers), (answer) => {
        expect(judgeTagCreation({ name: 'db', before: [], answer, after: [prod, db] }).verdict).toBe('done');
      }),
    );
  });
});

test('a tag that is renamed may keep its own name, and take no other', () => {
  expect(checkTagName('prod', [prod, db], 1)).toBeUndefined();
  expect(checkTagName('db', [prod, db], 1)).toBe('Choose another name: the tag db exists already.');
});
