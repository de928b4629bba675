import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NewPortMapping, PortMapping, Protocol } from '../api/schemas.ts';
import { type MappingTexts, readMapping, textsOfMapping, textsOfShorthand } from './port-mapping-requests.ts';
import { checkNewMapping } from './port-mappings.ts';

const names = new Map([
  [30001, 'hydra'],
  [30002, 'medusa'],
]);
const web: PortMapping = {
  id: 1,
  container: 30001,
  proto: 'tcp',
  public_port: 9000,
  private_port: 8000,
  container_ip: '10.0.0.3',
};
const surroundings = { mappings: [web], names };
const texts: MappingTexts = { proto: 'tcp', public_port: '9001', container: '30002', private_port: '8000' };

test('a clean form is the mapping to send', () => {
  expect(readMapping(texts, surroundings)).toEqual({
    wanted: { container: 30002, proto: 'tcp', public_port: 9001, private_port: 8000 },
    errors: {},
    notes: {},
    unfinished: new Set(),
  });
});

test('a port that another container holds is named with its holder, and nothing is to be sent', () => {
  const read = readMapping({ ...texts, public_port: '9000' }, surroundings);
  expect(read.errors).toEqual({ public_port: 'tcp 9000 is taken by hydra (30001).' });
  expect(read.holder).toBe(web);
  expect(read.wanted).toBeUndefined();
  expect(readMapping({ ...texts, public_port: '9000' }, { ...surroundings, ignoreId: 1 }).wanted).toBeDefined();
});

test('rows that could not be read may hold a port that looks free: a warning, and no block', () => {
  const read = readMapping(texts, { ...surroundings, unreadable: 1 });
  expect(read.notes).toEqual({ public_port: '1 row of this table could not be read and may hold it.' });
  expect(read.wanted).toBeDefined();
  const spelt = readMapping({ ...texts, public_port: '09001' }, { ...surroundings, unreadable: 2 });
  expect(spelt.notes.public_port).toMatch(/9001.* 2 rows of this table could not be read and may hold it\.$/);
  const taken = readMapping({ ...texts, public_port: '9000' }, { ...surroundings, unreadable: 1 });
  expect(taken.notes).toEqual({});
});

test('an unusual spelling is read, and said', () => {
  const read = readMapping({ ...texts, public_port: ' ９００１ ', private_port: '08000' }, surroundings);
  expect(read.notes).toEqual({ public_port: 'Read as 9001.', private_port: 'Read as 8000.' });
  expect(read.wanted).toMatchObject({ public_port: 9001, private_port: 8000 });
});

describe('while a person types', () => {
  test.each(['', '9', '90', '808', '9000:8'])('%j may still grow', (public_port) => {
    expect(readMapping({ ...texts, public_port }, surroundings).unfinished).toContain('public_port');
  });

  test.each(['99999', '80.5', 'abc', '1999', '9000'])('%j is a mistake already', (public_port) => {
    const read = readMapping({ ...texts, public_port }, surroundings);
    expect(read.errors.public_port).toBeDefined();
    expect(read.unfinished).not.toContain('public_port');
  });
});

test('agrees with the rules for every mapping, and reads back what it wrote', () => {
  const anyWanted: fc.Arbitrary<NewPortMapping> = fc.record({
    container: fc.constantFrom(30001, 30002),
    proto: fc.constantFrom<Protocol>('tcp', 'udp'),
    public_port: fc.constantFrom(0, 80, 1024, 1025, 1999, 9000, 9001, 65_535, 65_536),
    private_port: fc.constantFrom(80, 1023, 1024, 8000, 8001, 65_535, 65_536),
  });
  fc.assert(
    fc.property(anyWanted, (wanted) => {
      const read = readMapping(textsOfMapping(wanted), surroundings);
      expect(read.errors).toEqual(checkNewMapping({ mappings: [web], wanted, names }));
      expect(read.wanted).toEqual(Object.keys(read.errors).length === 0 ? wanted : undefined);
    }),
  );
});

test('a shorthand fills the fields', () => {
  expect(textsOfShorthand('9000:8000/udp')).toEqual({ proto: 'udp', public_port: '9000', private_port: '8000' });
  expect(textsOfShorthand('9000')).toBeUndefined();
});
