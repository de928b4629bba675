import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  carryOverTagEdit,
  checkTagName,
  membersByTag,
  TAG_FIELDS,
  type TagTexts,
  tagChangeOf,
  textsOfTag,
  withTagRenamed,
} from './tags.ts';

const prod = { id: 1, name: 'prod' };
const db = { id: 2, name: 'db' };

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

test('a tag that is renamed may keep its own name, and take no other', () => {
  expect(checkTagName('prod', [prod, db], 1)).toBeUndefined();
  expect(checkTagName('db', [prod, db], 1)).toBe('Choose another name: the tag db exists already.');
});

test('a note is shown with one kind of line break, and no note as an empty one', () => {
  expect(textsOfTag({ ...prod, note: 'a\r\nb\rc' })).toEqual({ name: 'prod', note: 'a\nb\nc' });
  expect(textsOfTag({ ...prod, note: null })).toEqual({ name: 'prod', note: '' });
  expect(textsOfTag(prod)).toEqual({ name: 'prod', note: '' });
});

const texts = fc.record({ name: fc.constantFrom('a', 'b', 'c'), note: fc.constantFrom('', 'x', 'y') });

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
        for (const field of TAG_FIELDS) {
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
