/** Ports in a row, and how those of two sides go together. */
import { formatNumber } from './units.ts';

/** Both inclusive, `first` at most `last`. */
export interface PortSpan {
  first: number;
  last: number;
}

/** No port is higher. */
export const HIGHEST_PORT = 65_535;

/** The two ends of `8000-8010` as typed, also with other dashes, `:`, `..` or `to`; undefined for any other text. */
export function endsOfRange(text: string): [string, string] | undefined {
  const match = /^([^-‐-―−:…]*[^-‐-―−:….\s])\s*(?:[-‐-―−:…]|\.\.|to)\s*([^-‐-―−:….\s][^-‐-―−:…]*)$/iu.exec(text.trim());
  return match ? [match[1] ?? '', match[2] ?? ''] : undefined;
}

/** How many ports there are. */
export const sizeOfSpan = ({ first, last }: PortSpan) => last - first + 1;

/** `8000-8010`, `8000`. */
export function spanInWords({ first, last }: PortSpan): string {
  return first === last ? String(first) : `${first}-${last}`;
}

const portsInWords = (count: number) => (count === 1 ? 'is 1 port' : `are ${formatNumber(count)} ports`);

/**
 * The first private port that public ports lead to, each to the one as far from the first: the same ones when none are
 * given, as many, or upward from a single one. Else a sentence.
 */
export function pairSpans(
  publicPorts: PortSpan,
  privatePorts: PortSpan | undefined,
): { first: number } | { error: string } {
  if (!privatePorts) return { first: publicPorts.first };
  const { first } = privatePorts;
  const [size, privateSize] = [sizeOfSpan(publicPorts), sizeOfSpan(privatePorts)];
  if (privateSize !== 1 && privateSize !== size) {
    const sizes = `${spanInWords(publicPorts)} ${portsInWords(size)}, ${spanInWords(privatePorts)} ${portsInWords(privateSize)}`;
    return { error: `${sizes}. Make both equally long, or give only the first private port.` };
  }
  if (first + size - 1 > HIGHEST_PORT) {
    const most = HIGHEST_PORT - size + 1;
    return {
      error: `${formatNumber(size)} ports from ${first} on would pass ${HIGHEST_PORT}. Start at ${most} at most.`,
    };
  }
  return { first };
}
