import { Unforeseen } from './answers.ts';

/**
 * What Python's `int()` makes of a JSON value, because the supplier's API is written in it (api.md §3, "Numbers are cut to
 * integers"): 12.7 is 12, "1000" is 1000, true is 1. @throws Unforeseen for "12.7", "abc", null, a list, an object.
 */
export function toInteger(value: unknown): number {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number' && Number.isFinite(value)) return Math.trunc(value);
  if (typeof value === 'string') {
    // Python takes every Unicode digit; NFKC folds the full-width ones, which are what a person can type.
    const text = value.normalize('NFKC').trim();
    if (/^[+-]?\d+(_\d+)*$/.test(text)) return Number(text.replaceAll('_', ''));
  }
  throw new Unforeseen('not a number');
}

/** As {@link toInteger}, but undefined instead of a crash: for views that catch every error. */
export function toIntegerOrUndefined(value: unknown): number | undefined {
  try {
    return toInteger(value);
  } catch {
    return undefined;
  }
}
