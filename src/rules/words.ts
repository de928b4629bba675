/** How sentences name several things, and count them. */
import { formatNumber } from './units.ts';

/** `a`, `a and b`, `a, b and c`; empty for none. */
export function listInWords(parts: readonly (string | number)[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** `1 container`, `1,200 containers`. */
export function containersInWords(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'container' : 'containers'}`;
}
