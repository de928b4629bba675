/** Sizes as people write and read them. The platform counts 1 GB = 1000 MB (api.md §3). */

/** What {@link parseMegabytes} made of a text: whole MB, or a sentence for the field. */
export type ParsedSize = { ok: true; megabytes: number } | { ok: false; message: string };

/** No server is larger: a bigger number is a slip of the keyboard. */
export const MOST_MEGABYTES = 1_000_000_000;

const MEGABYTES = { name: 'MB', decimals: 0 };
const GIGABYTES = { name: 'GB', decimals: 3 };
const TERABYTES = { name: 'TB', decimals: 6 };

/** `decimals`: how many digits after the point still make whole MB. */
const UNITS: Readonly<Record<string, { name: string; decimals: number }>> = {
  '': MEGABYTES,
  m: MEGABYTES,
  mb: MEGABYTES,
  g: GIGABYTES,
  gb: GIGABYTES,
  t: TERABYTES,
  tb: TERABYTES,
};

const refuse = (message: string): ParsedSize => ({ ok: false, message });

const withThousands = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** A number with English thousands whatever the browser's language: `12,000`. Decimals are kept. */
export function formatNumber(value: number): string {
  const [, sign = '', digits = '', rest = ''] = /^(-?)(\d*)(.*)$/.exec(String(value)) ?? [];
  return `${sign}${withThousands(digits)}${rest}`;
}

/** `12,000 MB`. */
export function formatMegabytes(megabytes: number): string {
  return `${formatNumber(megabytes)} MB`;
}

/** The shortest exact spelling, which {@link parseMegabytes} reads back: `300 GB`, `12,500 MB`, `2,000 GB`. */
export function formatSize(megabytes: number): string {
  const inGigabytes = megabytes !== 0 && megabytes % 1000 === 0;
  return inGigabytes ? `${formatNumber(megabytes / 1000)} GB` : formatMegabytes(megabytes);
}

/** `12 Nov 2026`, in the person's own time zone. Empty for a text that is no ISO date. */
export function formatDay(iso: string): string {
  const day = new Date(iso);
  if (Number.isNaN(day.getTime())) return '';
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][day.getMonth()];
  return `${day.getDate()} ${month} ${day.getFullYear()}`;
}

interface Decimal {
  whole: string;
  fraction: string;
}

/** Thousands in groups need a first group without a leading zero: `0,500` can only be a decimal. */
const NUMBER_SPELLINGS = [
  { pattern: /^(\d+)$/, separator: '' },
  { pattern: /^([1-9]\d{0,2}(?: \d{3})+)(?:[.,](\d+))?$/, separator: ' ' },
  { pattern: /^([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/, separator: ',' },
  { pattern: /^([1-9]\d{0,2}(?:\.\d{3}){2,})(?:,(\d+))?$/, separator: '.' },
  { pattern: /^([1-9]\d{0,2}(?:\.\d{3})+),(\d+)$/, separator: '.' },
  { pattern: /^(\d*)[.,](\d+)$/, separator: '' },
] as const;

function readDecimal(text: string): Decimal | undefined {
  for (const { pattern, separator } of NUMBER_SPELLINGS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [, whole = '', fraction = ''] = match;
    return {
      whole: (separator ? whole.replaceAll(separator, '') : whole).replace(/^0+(?=\d)/, '') || '0',
      fraction: fraction.replace(/0+$/, ''),
    };
  }
  return undefined;
}

/** Both readings of `1.000`, which is one to half of the world and a thousand to the other half. */
function ambiguity(number: string, unit: string): string | undefined {
  if (!/^[1-9]\d{0,2}\.\d{3}$/.test(number)) return undefined;
  const name = UNITS[unit]?.name ?? 'MB';
  const asDecimal = number.replace(/\.?0+$/, '');
  return `Write ${asDecimal} ${name} or ${number.replace('.', ',')} ${name}: ${number} can mean either.`;
}

function toMegabytes({ whole, fraction }: Decimal, unit: string): ParsedSize {
  if (whole === '0' && fraction === '') return refuse('Enter at least 1 MB: 0 is no size.');
  const decimals = UNITS[unit]?.decimals ?? 0;
  const digits = `${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`.replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(decimals);
  if (rest) return refuse(`Enter whole megabytes: this is ${withThousands(digits)}.${rest} MB.`);
  if (Number(digits) > MOST_MEGABYTES) {
    return refuse(`Enter at most ${formatMegabytes(MOST_MEGABYTES)}: no server is larger.`);
  }
  return { ok: true, megabytes: Number(digits) };
}

/**
 * Reads a size as people write it into whole MB (screens.md "New container"): `1000`, `1,000 MB`, `1 GB`, `1.5g`, `1,5 GB`, `2TB`.
 * A bare number is MB. Every kind of mistake has its own sentence; nothing is ever rounded or guessed.
 */
export function parseMegabytes(text: string): ParsedSize {
  // NFKC makes full-width digits and no-break spaces plain; a typographic minus stays and is mapped by hand.
  const plain = text
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  if (plain === '') return refuse('Enter a size, such as 4 GB or 4000 MB.');
  if (/^- ?[\d.,]/.test(plain)) return refuse('Enter a size above zero, without a minus.');
  if (/^[\d.,]+e[+-]?\d/.test(plain)) return refuse('Write the number out, such as 4000 MB, without an exponent.');
  const [, number = '', unit = ''] = /^([\d., ]*\d) ?([a-z]*)$/.exec(plain) ?? [];
  if (number === '') return refuse('Write a number and a unit, such as 4 GB or 4000 MB.');
  if (/^[kmgtp]ib?$/.test(unit)) {
    return refuse('Write MB, GB or TB: the platform counts 1 GB = 1000 MB, not 1024.');
  }
  if (!Object.hasOwn(UNITS, unit)) return refuse('Use the unit MB, GB or TB, such as 4 GB.');
  const ambiguous = ambiguity(number, unit);
  if (ambiguous) return refuse(ambiguous);
  const decimal = readDecimal(number);
  if (!decimal) return refuse('Write the number plainly, such as 1500 or 1,500: its separators do not add up.');
  return toMegabytes(decimal, unit);
}
