import { expect, test } from 'vitest';
import type { Total } from '../../rules/capacity.ts';
import { totalsSource } from './totals-source.ts';

const supplier: Total = { source: 'supplier', megabytes: 64_000 };
const customer: Total = { source: 'customer', megabytes: 64_000, declaredAt: '2026-11-12T12:00:00' };

test.each<[string, Total, Total]>([
  ['Totals declared by the supplier.', supplier, supplier],
  ['Totals declared by you on 12 Nov 2026.', customer, customer],
  ['Totals unknown.', { source: 'unknown' }, { source: 'unknown' }],
  [
    'Totals only learned from what the API took and refused.',
    { source: 'learned', atLeast: 1 },
    { source: 'learned', below: 2 },
  ],
  ['Total of memory declared by the supplier. Total of storage unknown.', supplier, { source: 'unknown' }],
])('%s', (sentence, memory, storage) => {
  expect(totalsSource(memory, storage)).toBe(sentence);
});
