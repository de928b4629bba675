import { expect, test } from 'vitest';
import { lessonsOf, originOf } from './capacity-sources.ts';

const AT = '2026-11-12T12:00:00';
const customer = { memory: 32_000, declaredAt: AT };
const learned = { memory: { atLeast: 12_000, refused: { allocated: 12_000, asked: 8000, at: AT }, learnedAt: AT } };

test('each source of a total is named, the best one only', () => {
  expect(originOf('memory', { supplier: { memory: 64_000 }, customer, learned })).toBe(
    "64,000 MB, from your supplier's configuration of this panel.",
  );
  expect(originOf('memory', { customer, learned })).toBe('32,000 MB, declared in this browser on 12 Nov 2026.');
  expect(originOf('memory', { learned })).toBe('Not declared. Only the bounds below are known.');
  expect(originOf('storage', { customer, learned })).toBe('Not declared, and nothing learned yet.');
});

test('what was learned is told with its day, also beside a declared total', () => {
  expect(lessonsOf('memory', { customer, learned })).toEqual([
    'At least 12,000 MB: the API let that much be allocated on 12 Nov 2026.',
    'Less than 20,000 MB on 12 Nov 2026: the API refused 8,000 MB more than the 12,000 MB allocated then.',
  ]);
  expect(lessonsOf('storage', { learned })).toEqual([]);
});
