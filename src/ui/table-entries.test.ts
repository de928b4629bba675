import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entriesOf } from './table-entries.ts';

const keyOf = ({ key }: { key: string | number }) => key;
const groupOf = ({ key }: { key: string | number }) => ({ key: typeof key, label: typeof key });

test('each entry is found again by its key, whether rows are known by numbers or texts, grouped or not', () => {
  const anyRows = fc.uniqueArray(
    fc.oneof(
      fc.nat(),
      fc.string().map((text) => `pending ${text}`),
    ),
  );
  fc.assert(
    fc.property(anyRows, fc.boolean(), (keys, isGrouped) => {
      const rows = keys.map((key) => ({ key })).sort((one, other) => (typeof one.key < typeof other.key ? -1 : 1));
      const entries = entriesOf(rows, keyOf, isGrouped ? groupOf : undefined);
      const drawn = Array.from({ length: entries.count }, (_, index) => entries.at(index));
      expect(drawn.flatMap((entry) => (entry?.kind === 'row' ? entry.row : []))).toEqual(rows);
      for (const [index, entry] of drawn.entries()) {
        expect(entries.placeOf(entry?.key ?? '')).toBe(index);
        expect(String(entries.keyAt(index))).toBe(entry?.key);
      }
      expect(entries.at(entries.count)).toBeUndefined();
      expect(entries.placeOf('none of them')).toBe(-1);
    }),
  );
});
