import { expect, test } from 'vitest';
import {
  applyLabel,
  importInWords,
  leftOutInWords,
  rangeInWords,
  whyNotExactly,
  writesInWords,
} from './port-mapping-import-words.ts';
import type { WantedOutcome } from './port-mapping-plans.ts';
import type { NewPortMapping } from './port-mappings.ts';

const stored = { id: 1, proto: 'tcp' as const, public_port: 1, container: 1, container_ip: '', private_port: 1 };
const outcomes = (add: number, unchanged: number): WantedOutcome[] => [
  ...Array.from({ length: add }, (): WantedOutcome => ({ kind: 'add' })),
  ...Array.from({ length: unchanged }, (): WantedOutcome => ({ kind: 'unchanged', stored })),
];

test('an import counts its lines and what becomes of them', () => {
  const one = { lines: 12, mappings: 11, errors: 1, questions: 0, outcomes: outcomes(10, 1) };
  expect(importInWords(one)).toBe('12 lines: 10 to add, 1 unchanged, 1 error');
  expect(importInWords({ ...one, lines: 1, mappings: 0, errors: 0, questions: 1, outcomes: [] })).toBe(
    '1 line: 1 question',
  );
});

test('lines that come to several mappings are counted as both, and a list that is no text by its mappings', () => {
  const two = { lines: 2, mappings: 22, errors: 0, questions: 0, outcomes: outcomes(21, 1) };
  expect(importInWords(two)).toBe('2 lines, 22 mappings: 21 to add, 1 unchanged');
  expect(importInWords({ ...two, lines: undefined })).toBe('22 mappings: 21 to add, 1 unchanged');
  expect(importInWords({ ...two, deletions: 1200 })).toBe(
    '2 lines, 22 mappings: 21 to add, 1 unchanged, 1,200 to delete',
  );
});

test('a range is said by its first and last pair', () => {
  const at = (proto: 'tcp' | 'udp', offset: number): NewPortMapping => ({
    proto,
    container: 1,
    public_port: 8000 + offset,
    private_port: 9000 + offset,
  });
  const eleven = Array.from({ length: 11 }, (_, offset) => at('tcp', offset));
  expect(rangeInWords(eleven)).toBe('11 TCP mappings, 8000 → 9000 to 8010 → 9010');
  expect(rangeInWords([at('udp', 0)])).toBe('1 UDP mapping, 8000 → 9000');
  expect(rangeInWords([at('tcp', 0), at('udp', 0)])).toBe('2 TCP and UDP mappings, 8000 → 9000');
  expect(rangeInWords([])).toBe('');
});

test('nothing is deleted for a list of which anything is open', () => {
  const settled = { unit: 'line' as const, errors: 0, questions: 0, conflicts: 0, unreadable: 0 };
  expect(whyNotExactly(settled)).toBeUndefined();
  expect(whyNotExactly({ ...settled, errors: 1, questions: 2, conflicts: 1 })).toBe(
    '1 line could not be read, 2 lines wait for an answer and 1 mapping is in conflict: what is meant there would be deleted.',
  );
  expect(whyNotExactly({ ...settled, unreadable: 1 })).toBe(
    '1 row of the table could not be read: nothing is deleted beside it.',
  );
});

test('what is written is said before it is', () => {
  expect(writesInWords({ add: 11, remove: 0 })).toBe('Adds 11.');
  expect(writesInWords({ add: 1100, remove: 2 })).toBe('Adds 1,100 and deletes 2.');
  expect(writesInWords({ add: 0, remove: 0 })).toBe('Nothing to change.');
  expect(writesInWords({ add: 11, remove: 0, labels: 1 })).toBe('Adds 11 and sets 1 label.');
  expect(writesInWords({ add: 0, remove: 0, labels: 1_200 })).toBe(
    'Changes no mapping and sets 1,200 labels: in this browser, nothing is sent to the API.',
  );
  expect(applyLabel({ add: 1, remove: 0 })).toBe('Apply 1 change');
  expect(applyLabel({ add: 1, remove: 0, labels: 3 })).toBe('Apply 1 change');
  expect(applyLabel({ add: 0, remove: 0, labels: 1 })).toBe('Apply 1 label');
  expect(applyLabel({ add: 0, remove: 0, labels: 3 })).toBe('Apply 3 labels');
  expect(applyLabel({ add: 1000, remove: 2 })).toBe('Apply 1,002 changes');
});

test('what of a list is left out is counted', () => {
  const none = { unit: 'line' as const, errors: 0, questions: 0, conflicts: 0 };
  expect(leftOutInWords(none)).toBe('');
  expect(leftOutInWords({ ...none, errors: 4, conflicts: 1 })).toBe(
    '4 lines could not be read and 1 mapping is in conflict: left out.',
  );
});
