import { expect, test } from 'vitest';
import type { QuotaMove, Resized } from './quota-moves.ts';
import { doneInWords, takenInWords } from './quota-moves-plan-words.ts';

const batch: Resized = { uid: 30_005, name: 'batch', from: { memory: 6000 }, to: { memory: 5000 } };
const logs: QuotaMove['target'] = {
  kind: 'grow',
  uid: 30_006,
  name: 'logs',
  from: { memory: 2000 },
  to: { memory: 3000 },
};

test('a resize says what was taken, what is kept, and what reboots', () => {
  const move: QuotaMove = { address: '1.2.3.4', donors: [batch], target: logs };
  expect(doneInWords(move)).toBe('logs has 3,000 MB of memory now');
  expect(takenInWords(move)).toBe('Took 1,000 MB of memory from batch (now 5,000 MB). batch and logs reboot.');
});

test('a new container does not reboot; several donors and both resources are all told', () => {
  const store: Resized = {
    uid: 30_007,
    name: 'store',
    from: { memory: 500, storage: 9000 },
    to: { memory: 400, storage: 8000 },
  };
  const target: QuotaMove['target'] = { kind: 'create', name: 'lerna', to: { memory: 2000, storage: 1000 } };
  expect(doneInWords({ address: '1.2.3.4', donors: [batch], target })).toBe('Made room for lerna');
  expect(takenInWords({ address: '1.2.3.4', donors: [batch], target })).toMatch(/ batch reboots\.$/);
  expect(takenInWords({ address: '1.2.3.4', donors: [batch, store], target })).toBe(
    'Took 1,000 MB of memory from batch (now 5,000 MB) and 100 MB of memory and 1,000 MB of storage from store (now 400 MB of memory and 8,000 MB of storage). batch and store reboot.',
  );
});
