import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Protocol } from '../api/schemas.ts';
import {
  checkLabel,
  isEmptyLabel,
  LONGEST_LABEL,
  LONGEST_NOTE,
  labelKey,
  labelMove,
  type MappingLabel,
  partOfLabel,
  readStoredText,
  storedTextOf,
  tidyLabel,
  withLabelChanges,
} from './port-mapping-labels.ts';

const anyMapping = fc.record({
  proto: fc.constantFrom<Protocol>('tcp', 'udp'),
  public_port: fc.integer({ min: 1, max: 65_535 }),
  container: fc.integer({ min: 1, max: 99_999_999 }),
});
const anyLabel: fc.Arbitrary<MappingLabel> = fc
  .record({
    label: fc.string({ unit: 'binary', maxLength: 30 }),
    note: fc.string({ unit: 'binary', maxLength: 200 }),
  })
  .map(tidyLabel)
  .filter((texts) => !isEmptyLabel(texts));
const anyLabels = fc
  .array(fc.tuple(anyMapping.map(labelKey), anyLabel), { maxLength: 30 })
  .map((entries) => new Map(entries));

test('what is stored is read back, whatever it says', () => {
  fc.assert(
    fc.property(anyLabels, (labels) => {
      expect(readStoredText(storedTextOf(labels))).toEqual(labels);
    }),
  );
});

test('a storage that somebody edited never throws, and gives only what fits', () => {
  const anyText = fc.oneof(fc.string(), fc.json(), fc.constant('{"__proto__":{"tcp1":"x"}}'));
  fc.assert(
    fc.property(anyText, (text) => {
      for (const label of readStoredText(text).values()) expect(checkLabel(label)).toEqual({});
    }),
  );
  const kept = readStoredText(
    '{"30001":{"tcp9000":"Web","tcp9001":7,"icmp9":"x","udp1":["","a note"],"tcp2":[1,2]},"x":{}}',
  );
  expect([...kept]).toEqual([
    ['tcp 9000 30001', { label: 'Web', note: '' }],
    ['udp 1 30001', { label: '', note: 'a note' }],
  ]);
});

test('a label of one port is in one part only', () => {
  fc.assert(
    fc.property(anyMapping, (mapping) => {
      const part = partOfLabel(labelKey(mapping));
      expect(part).toBe(partOfLabel(labelKey({ ...mapping, proto: 'udp', container: 1 })));
      expect(part).toBeGreaterThanOrEqual(0);
      expect(part).toBeLessThan(64);
    }),
  );
});

describe('moving a label with its mapping', () => {
  const web = { proto: 'tcp', public_port: 9000, container: 30_001 } as const;
  const moved = { ...web, public_port: 9001 };
  const labels = new Map([[labelKey(web), { label: 'Web', note: '' }]]);

  test('there and back is where it was', () => {
    fc.assert(
      fc.property(anyLabels, anyMapping, anyMapping, (before, from, to) => {
        fc.pre(!before.has(labelKey(to)));
        const after = withLabelChanges(before, labelMove(before, from, to));
        expect(after.get(labelKey(to))).toEqual(before.get(labelKey(from)));
        expect(withLabelChanges(after, labelMove(after, to, from))).toEqual(before);
      }),
    );
  });

  test('what an earlier mapping had left there goes', () => {
    const both = new Map([...labels, [labelKey(moved), { label: 'Old', note: '' }]]);
    expect([...withLabelChanges(both, labelMove(both, web, moved))]).toEqual([
      [labelKey(moved), { label: 'Web', note: '' }],
    ]);
    expect(withLabelChanges(both, labelMove(both, moved, { ...web, public_port: 7000 })).get(labelKey(web))).toEqual({
      label: 'Web',
      note: '',
    });
  });

  test('another private port moves nothing', () => {
    expect(labelMove(labels, web, { ...web })).toEqual(new Map());
  });
});

test('a label is one line of bounded length, a note is bounded', () => {
  expect(tidyLabel({ label: '  a \n b ', note: ' x\ny ' })).toEqual({ label: 'a b', note: 'x\ny' });
  expect(checkLabel({ label: 'x'.repeat(LONGEST_LABEL), note: 'x'.repeat(LONGEST_NOTE) })).toEqual({});
  expect(checkLabel({ label: 'x'.repeat(61), note: 'x'.repeat(1200) })).toEqual({
    label: 'Label is 61 characters long. Keep it to 60.',
    note: 'Note is 1,200 characters long. Keep it to 500.',
  });
});
