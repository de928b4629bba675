/** Orders of many rows by integer keys: linear, where comparing would take the page's turn (design.md §3). */

/** So few that what is counted stays in the processor's nearest memory. */
const BITS = 11;
const DIGITS = 2 ** BITS;
const MASK = DIGITS - 1;
const GREATEST_KEY = 0xffffffff;

/** A key for {@link orderedBy}: what is beyond its bounds stands at that end. */
export function asKey(value: number): number {
  return Math.min(Math.max(Math.trunc(value), 0), GREATEST_KEY);
}

/** The places 0 to `count` - 1 as they stand. */
export function placesOf(count: number): Uint32Array {
  const places = new Uint32Array(count);
  for (let place = 0; place < count; place += 1) places[place] = place;
  return places;
}

/** One pass of a counting sort, by some of the bits of the keys. */
function sortedByDigit(order: Uint32Array, keys: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < keys.length; at += 1) (starts[(((keys[at] as number) >>> shift) & MASK) + 1] as number) += 1;
  for (let digit = 1; digit <= DIGITS; digit += 1) (starts[digit] as number) += starts[digit - 1] as number;
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const place = order[at] as number;
    const digit = ((keys[place] as number) >>> shift) & MASK;
    sorted[starts[digit] as number] = place;
    (starts[digit] as number) += 1;
  }
  return sorted;
}

/** Sorts all places by their keys, the least first; those with equal keys stay in their order. */
export function orderedBy(order: Uint32Array, keys: Uint32Array): Uint32Array {
  let greatest = 0;
  for (let at = 0; at < keys.length; at += 1) greatest = Math.max(greatest, keys[at] as number);
  let sorted = order;
  for (let shift = 0; shift < 32 && greatest >>> shift > 0; shift += BITS) sorted = sortedByDigit(sorted, keys, shift);
  return sorted;
}
