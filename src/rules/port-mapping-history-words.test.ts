import { expect, test } from 'vitest';
import type { MappingChange } from './port-mapping-history.ts';
import { nameOfChange, whyNoRevert, writesInWords } from './port-mapping-history-words.ts';

const row = (port: number) => ({
  id: port,
  proto: 'tcp' as const,
  public_port: port,
  container: 30_001,
  container_ip: '10.0.0.3',
  private_port: 8000,
});
const rows = (count: number, from = 9000) => Array.from({ length: count }, (_, place) => row(from + place));

test.each<[MappingChange['kind'], number, number, string]>([
  ['add', 0, 1, 'Added tcp 9500'],
  ['delete', 1, 0, 'Deleted tcp 9000'],
  ['edit', 1, 1, 'Changed tcp 9000 to tcp 9500'],
  ['apply', 5, 0, 'Deleted 5 port mappings'],
  ['apply', 0, 1990, 'Added 1,990 port mappings'],
  ['apply', 10, 1990, 'Added 1,990 and deleted 10 port mappings'],
  ['apply', 1, 2, 'Added 2 and deleted 1 port mapping'],
  ['revert', 0, 1, 'Put tcp 9500 back'],
  ['revert', 3, 0, 'Took 3 port mappings back'],
  ['revert', 1, 1, 'Changed tcp 9000 to tcp 9500 back'],
  ['revert', 1990, 10, 'Put 10 back and took 1,990 port mappings back'],
])('%s of %d removed and %d added: %s', (kind, removed, added, name) => {
  const counts = { removed, added };
  expect(nameOfChange({ kind, removed: rows(removed), added: rows(added, 9500), counts })).toBe(name);
});

test('an edit of where a port leads names the port once', () => {
  const counts = { removed: 1, added: 1 };
  expect(nameOfChange({ kind: 'edit', removed: rows(1), added: [{ ...row(9000), private_port: 1 }], counts })).toBe(
    'Changed tcp 9000',
  );
});

test('what was lost to a reload is still counted, and says why it cannot be reverted', () => {
  const lost = { kind: 'apply', removed: [], added: [], counts: { removed: 0, added: 129_016 } } as const;
  expect(nameOfChange(lost)).toBe('Added 129,016 port mappings');
  expect(whyNoRevert({ keeping: 'lost' })).toContain('too large');
  expect(whyNoRevert({ revertedAt: 1 })).toContain('already');
  expect(whyNoRevert({ keeping: 'this-page' })).toBeUndefined();
});

test('what a revert writes is counted', () => {
  expect(writesInWords({ add: 0, remove: 0 })).toBe('Nothing is sent.');
  expect(writesInWords({ add: 1, remove: 0 })).toBe('Adds 1 port mapping.');
  expect(writesInWords({ add: 0, remove: 149 })).toBe('Deletes 149 port mappings.');
  expect(writesInWords({ add: 1000, remove: 2 })).toBe('Adds 1,000 and deletes 2 port mappings.');
});
