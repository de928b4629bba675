import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WriteAnswer } from '../api/errors.ts';
import { judgeTagChange, judgeTagCreation, judgeTagDeletion } from './tag-writes.ts';
import { TAG_FIELDS, tagChangeOf } from './tags.ts';

const prod = { id: 1, name: 'prod' };
const db = { id: 2, name: 'db' };
const conflict: WriteAnswer = { outcome: 'refused', status: 409, error: 'Conflict' };
const accepted: WriteAnswer = { outcome: 'accepted', body: prod };
const notSignedIn: WriteAnswer = { outcome: 'not-signed-in' };
const unknown: WriteAnswer = { outcome: 'unknown', cause: 'no-answer' };
const answers = [accepted, conflict, notSignedIn, unknown];

const texts = fc.record({ name: fc.constantFrom('a', 'b', 'c'), note: fc.constantFrom('', 'x', 'y') });

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

describe('what changing a tag did', () => {
  const before = { name: 'prod', note: '' };
  const change = { name: 'production' };
  const renamed = { id: 1, name: 'production', note: '' };

  test.each(answers)('done when the read shows it, whatever the answer: $outcome', (answer) => {
    expect(judgeTagChange({ change, before, answer, after: renamed })).toEqual({ verdict: 'done', tag: renamed });
  });

  test.each([
    [accepted, 'not-done'],
    [conflict, 'not-done'],
    [notSignedIn, 'not-done'],
    [unknown, 'cannot-tell'],
  ] as const)('%o and not shown: %s', (answer, verdict) => {
    expect(judgeTagChange({ change, before, answer, after: { ...prod, note: '' } }).verdict).toBe(verdict);
  });

  test('a refused name is said at the name', () => {
    expect(judgeTagChange({ change, before, answer: conflict, after: { ...prod, note: '' } })).toMatchObject({
      field: 'name',
      message: expect.stringContaining('another tag has it'),
    });
  });

  test.each(answers)('a tag that is gone was not changed: $outcome', (answer) => {
    expect(judgeTagChange({ change, before, answer, after: undefined })).toMatchObject({
      verdict: 'not-done',
      message: expect.stringContaining('deleted meanwhile'),
    });
  });

  test('every verdict agrees with the read', () => {
    fc.assert(
      fc.property(texts, texts, texts, fc.constantFrom(...answers), (started, wanted, shown, answer) => {
        const asked = tagChangeOf(started, wanted);
        const { verdict } = judgeTagChange({ change: asked, before: started, answer, after: { id: 1, ...shown } });
        const isShown = TAG_FIELDS.every((field) => asked[field] === undefined || asked[field] === shown[field]);
        expect(verdict === 'done').toBe(isShown);
      }),
    );
  });
});

describe('what deleting a tag did', () => {
  const notFound: WriteAnswer = { outcome: 'refused', status: 404, error: 'Not found' };

  test.each([...answers, notFound])('done when it is gone, whatever the answer: %o', (answer) => {
    expect(judgeTagDeletion({ answer, after: undefined })).toEqual({ verdict: 'done' });
  });

  test.each([
    [accepted, 'cannot-tell'],
    [conflict, 'not-done'],
    [notSignedIn, 'not-done'],
    [unknown, 'cannot-tell'],
  ] as const)('%o and still there: %s', (answer, verdict) => {
    expect(judgeTagDeletion({ answer, after: { ...prod, note: '' } }).verdict).toBe(verdict);
  });
});
