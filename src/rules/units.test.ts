import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatDay,
  formatMegabytes,
  formatNumber,
  formatSize,
  MOST_MEGABYTES,
  type ParsedSize,
  parseMegabytes,
} from './units.ts';

const read = (text: string) => {
  const parsed = parseMegabytes(text);
  return parsed.ok ? parsed.megabytes : parsed.message;
};
const sizes = fc.integer({ min: 1, max: MOST_MEGABYTES });

describe('sizes as people write them', () => {
  test.each([
    ['1000', 1000],
    ['1000 MB', 1000],
    ['1 GB', 1000],
    ['1.5g', 1500],
    ['2 TB', 2_000_000],
    ['2TB', 2_000_000],
    ['  4 gb ', 4000],
    ['1,000', 1000],
    ['1 000 MB', 1000],
    ['1\u00a0000\u202fMB', 1000],
    ['64,000 MB', 64_000],
    ['2,000,000', 2_000_000],
    ['2.000.000', 2_000_000],
    ['1,5 GB', 1500],
    ['1.234,5 GB', 1_234_500],
    ['1,234.5 GB', 1_234_500],
    ['0,500 GB', 500],
    ['0.500 GB', 500],
    ['.5 GB', 500],
    ['1.0 MB', 1],
    ['０1', 1],
    ['８０００', 8000],
    ['1.25t', 1_250_000],
    ['0.000001 TB', 1],
    ['1000 TB', 1_000_000_000],
  ])('%s is %i MB', (text, megabytes) => {
    expect(read(text)).toBe(megabytes);
  });
});

describe('every mistake has its own sentence', () => {
  const mistakes = {
    empty: ' ',
    zero: '0',
    negative: '-5 GB',
    fraction: '0.5 MB',
    exponent: '1e9',
    text: 'plenty',
    unit: '4 kb',
    binary: '4 GiB',
    ambiguous: '1.000',
    separators: '1,00,000',
    large: '1,000,000,001',
  };

  test.each(Object.entries(mistakes))('%s: %s is refused', (_, text) => {
    expect(parseMegabytes(text).ok).toBe(false);
  });

  test('no two kinds share one', () => {
    const messages = Object.values(mistakes).map(read);
    expect(new Set(messages).size).toBe(messages.length);
  });

  test.each([
    ['', 'Enter a size, such as 4 GB or 4000 MB.'],
    ['1.000', 'Write 1 MB or 1,000 MB: 1.000 can mean either.'],
    ['1.000 MB', 'Write 1 MB or 1,000 MB: 1.000 can mean either.'],
    ['1.500 gb', 'Write 1.5 GB or 1,500 GB: 1.500 can mean either.'],
    ['10.000', 'Write 10 MB or 10,000 MB: 10.000 can mean either.'],
    ['0.5 MB', 'Enter whole megabytes: this is 0.5 MB.'],
    ['1.0005 GB', 'Enter whole megabytes: this is 1,000.5 MB.'],
    ['1,5', 'Enter whole megabytes: this is 1.5 MB.'],
    ['0.0 GB', 'Enter at least 1 MB: 0 is no size.'],
    ['\u2212 4', 'Enter a size above zero, without a minus.'],
    ['1E+9 MB', 'Write the number out, such as 4000 MB, without an exponent.'],
    ['99999999999999999999 TB', 'Enter at most 1,000,000,000 MB: no server is larger.'],
    ['4 GiB', 'Write MB, GB or TB: the platform counts 1 GB = 1000 MB, not 1024.'],
    ['4 gigabytes', 'Use the unit MB, GB or TB, such as 4 GB.'],
    ['4 constructor', 'Use the unit MB, GB or TB, such as 4 GB.'],
    ['NaN', 'Write a number and a unit, such as 4 GB or 4000 MB.'],
    ['Infinity', 'Write a number and a unit, such as 4 GB or 4000 MB.'],
    ['0x10', 'Write a number and a unit, such as 4 GB or 4000 MB.'],
    ['1 GB 500 MB', 'Write a number and a unit, such as 4 GB or 4000 MB.'],
  ])('%s: %s', (text, message) => {
    expect(read(text)).toBe(message);
  });
});

describe('properties', () => {
  test('what is formatted is read back', () => {
    fc.assert(
      fc.property(sizes, (megabytes) => {
        const spellings = [formatNumber, formatMegabytes, formatSize, String].map((format) => format(megabytes));
        for (const spelling of spellings) expect(read(spelling)).toBe(megabytes);
      }),
    );
  });

  test('a unit only scales', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (count) => {
        expect(read(`${count} GB`)).toBe(count * 1000);
        expect(read(`${count}t`)).toBe(count * 1_000_000);
      }),
    );
  });

  test('a decimal of GB is exact or refused, never rounded', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.stringMatching(/^\d{1,6}$/), (whole, fraction) => {
        const parsed: ParsedSize = parseMegabytes(`${whole},${fraction} GB`);
        const thousandths = Number(`${fraction}000000`.slice(0, 6));
        if (!parsed.ok || fraction.length === 3) return;
        expect(thousandths % 1000).toBe(0);
        expect(parsed.megabytes).toBe(whole * 1000 + thousandths / 1000);
      }),
    );
  });

  test('any text gives whole MB in range, or a sentence', () => {
    const messy = fc.stringMatching(/^[-+0-9., \u00a0eEmMgGtTiIbB]{0,12}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), messy), (text) => {
        const parsed = parseMegabytes(text);
        if (parsed.ok) {
          expect(Number.isInteger(parsed.megabytes)).toBe(true);
          expect(parsed.megabytes).toBeGreaterThanOrEqual(1);
          expect(parsed.megabytes).toBeLessThanOrEqual(MOST_MEGABYTES);
        } else {
          expect(parsed.message).toMatch(/^[A-Z].*\.$/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test('numbers are grouped by thousands, the sign and decimals kept', () => {
  expect([0, 999, 1000, 2_000_000, -12_000, 1234.5].map(formatNumber)).toEqual([
    '0',
    '999',
    '1,000',
    '2,000,000',
    '-12,000',
    '1,234.5',
  ]);
});

test('the shortest exact spelling stays at GB', () => {
  expect([0, 300_000, 12_500, 2_000_000, 1].map(formatSize)).toEqual([
    '0 MB',
    '300 GB',
    '12,500 MB',
    '2,000 GB',
    '1 MB',
  ]);
});

test('days are short, and nothing for what is no date', () => {
  expect(formatDay('2026-11-12T12:00:00')).toBe('12 Nov 2026');
  expect(formatDay('yesterday')).toBe('');
});
