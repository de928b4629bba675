/** A number of 0 … count − 1 for each number: always the same, and without a pattern that a table would show. */
export function spread(number: number, count: number): number {
  const mixed = Math.imul(number ^ 0x9e37_79b9, 0x85eb_ca6b);
  return (Math.imul(mixed ^ (mixed >>> 15), 0xc2b2_ae35) >>> 8) % count;
}
