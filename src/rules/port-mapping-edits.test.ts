import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NewPortMapping, PortMapping, Protocol } from '../api/schemas.ts';
import {
  bodyOf,
  isSameMapping,
  type MappingEdit,
  newRowOf,
  oldRowOf,
  orderOfEdit,
  stateOfEdit,
} from './port-mapping-edits.ts';

/** Few values, so that edits which change little are the rule. */
const anyMapping: fc.Arbitrary<NewPortMapping> = fc.record({
  container: fc.constantFrom(30001, 30002),
  proto: fc.constantFrom<Protocol>('tcp', 'udp'),
  public_port: fc.constantFrom(9000, 9001),
  private_port: fc.constantFrom(8000, 8001),
});

const row = (id: number, wanted: NewPortMapping): PortMapping => ({ id, container_ip: '10.0.0.3', ...wanted });

const anyEdit: fc.Arbitrary<MappingEdit> = fc
  .tuple(anyMapping, anyMapping)
  .filter(([old, wanted]) => !isSameMapping(old, wanted))
  .map(([old, wanted]) => ({ old: row(1, old), wanted }));

/** What the API refuses beside a row (api.md §4), and what the panel refuses: one public port for two containers. */
function canStandTogether(one: NewPortMapping, other: NewPortMapping): boolean {
  if (one.proto !== other.proto) return true;
  if (one.public_port === other.public_port) return false;
  return one.container !== other.container || one.private_port !== other.private_port;
}

describe('orderOfEdit', () => {
  test('creates first exactly when both rows may stand at once', () => {
    fc.assert(
      fc.property(anyEdit, (edit) => {
        const expected = canStandTogether(edit.old, edit.wanted) ? 'create-first' : 'delete-first';
        expect(orderOfEdit(edit)).toBe(expected);
      }),
    );
  });
});

describe('stateOfEdit', () => {
  const others = fc.array(anyMapping, { maxLength: 4 });

  test('follows the writes of an edit, in whichever order they take effect', () => {
    fc.assert(
      fc.property(anyEdit, others, (edit, bodies) => {
        const rest = bodies
          .filter((body) => !isSameMapping(body, edit.old) && !isSameMapping(body, edit.wanted))
          .map((body, index) => row(10 + index, body));
        const created = row(99, edit.wanted);
        expect(stateOfEdit(edit, [edit.old, ...rest])).toBe('not-done');
        expect(stateOfEdit(edit, [...rest, edit.old, created])).toBe('both');
        expect(stateOfEdit(edit, rest)).toBe('neither');
        expect(stateOfEdit(edit, [...rest, created])).toBe('done');
        const putBack = row(100, bodyOf(edit.old));
        expect(stateOfEdit(edit, [...rest, putBack])).toBe('not-done');
        expect(oldRowOf(edit, [...rest, putBack])).toBe(putBack);
        expect(newRowOf(edit, [...rest, created])).toBe(created);
      }),
    );
  });
});

test('isSameMapping tells every field, and no id', () => {
  fc.assert(
    fc.property(anyMapping, anyMapping, (one, other) => {
      expect(isSameMapping(one, other)).toBe(JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other)));
      expect(isSameMapping(row(1, one), row(2, one))).toBe(true);
    }),
  );
});
