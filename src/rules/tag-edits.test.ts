import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WriteAnswer } from '../api/errors.ts';
import {
  carryOverTagEdit,
  judgeTagChange,
  judgeTagDeletion,
  membersByTag,
  type TagTexts,
  tagChangeOf,
  textsOfTag,
  withTagRenamed,
} from './tag-edits.ts';

const prod = { id: 1, name: 'prod' };
const conflict: WriteAnswer = { outcome: 'refused', status: 409, error: 'Conflict' };
const accepted: WriteAnswer = { outcome: 'accepted', body: prod };
const notSignedIn: WriteAnswer = { outcome: 'not-signed-in' };
const unknown: WriteAnswer = { outcome: 'unknown', cause: 'no-answer' };
const answers = [accepted, conflict, notSignedIn, unknown];

test('a note is shown with one kind of line break, and no note as an empty one', () => {
  expect(textsOfTag({ ...prod, note: 'a\r\nb\rc' })).toEqual({ name: 'prod', note: 'a\nb\nc' });
  expect(textsOfTag({ ...prod, note: null })).toEqual({ name: 'prod', note: '' });
  expect(textsOfTag(prod)).toEqual({ name: 'prod', note: '' });
});

const texts = fc.record({ name: fc.constantFrom('a', 'b', 'c'), note: fc.constantFrom('', 'x', 'y') });
const FIELDS = ['name', 'note'] as const;

describe('an edit carried over to what the tag is now', () => {
  test.each<[string, TagTexts, TagTexts, TagTexts, object, string[]]>([
    ['nobody else', { name: 'a', note: '' }, { name: 'b', note: '' }, { name: 'a', note: '' }, { name: 'b' }, []],
    ['the other field', { name: 'a', note: '' }, { name: 'b', note: '' }, { name: 'a', note: 'x' }, { name: 'b' }, []],
    ['the same field', { name: 'a', note: '' }, { name: 'a', note: 'x' }, { name: 'a', note: 'y' }, {}, ['note']],
    ['the same text', { name: 'a', note: '' }, { name: 'a', note: 'x' }, { name: 'a', note: 'x' }, {}, []],
  ])('changed by %s', (_, started, wanted, now, change, conflicts) => {
    const carried = carryOverTagEdit({ started, wanted, now });
    expect(carried.change).toEqual(change);
    expect(carried.conflicts.map(({ field }) => field)).toEqual(conflicts);
  });

  test('never overwrites what somebody else changed, and never sends what was not touched or stands already', () => {
    fc.assert(
      fc.property(texts, texts, texts, (started, wanted, now) => {
        const { change, conflicts } = carryOverTagEdit({ started, wanted, now });
        for (const field of FIELDS) {
          const isContested = conflicts.some((conflict) => conflict.field === field);
          if (field in change) {
            expect(now[field]).toBe(started[field]);
            expect(change[field]).toBe(wanted[field]);
          } else if (!isContested) {
            expect([started[field], now[field]]).toContain(wanted[field]);
          }
          expect(isContested && field in change).toBe(false);
        }
      }),
    );
  });

  test('with nobody else, is just what changed', () => {
    fc.assert(
      fc.property(texts, texts, (started, wanted) => {
        expect(carryOverTagEdit({ started, wanted, now: started })).toEqual({
          change: tagChangeOf(started, wanted),
          conflicts: [],
        });
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
        const isShown = FIELDS.every((field) => asked[field] === undefined || asked[field] === shown[field]);
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

describe('who carries a tag', () => {
  const carriers = fc.array(
    fc.record({ uid: fc.nat(), tags: fc.uniqueArray(fc.constantFrom<string[]>('a', 'b', 'c')) }),
  );

  test('each container stands under each of its tags', () => {
    fc.assert(
      fc.property(carriers, (containers) => {
        const members = membersByTag(containers);
        for (const tag of ['a', 'b', 'c']) {
          expect(members.get(tag) ?? []).toEqual(containers.filter(({ tags }) => tags.includes(tag)));
        }
      }),
    );
  });

  test('a renamed tag keeps its members, a deleted one has none', () => {
    fc.assert(
      fc.property(carriers, (containers) => {
        const uidsOf = (rows: typeof containers, tag: string) =>
          rows.filter(({ tags }) => tags.includes(tag)).map(({ uid }) => uid);
        const renamed = withTagRenamed(containers, 'a', 'z');
        expect(uidsOf(renamed, 'z')).toEqual(uidsOf(containers, 'a'));
        expect(uidsOf(renamed, 'b')).toEqual(uidsOf(containers, 'b'));
        expect(uidsOf(withTagRenamed(containers, 'a', undefined), 'a')).toEqual([]);
      }),
    );
  });
});
