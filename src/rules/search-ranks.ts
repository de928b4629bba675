/** How well a text answers a query. Lower is better. */

/** The whole text. */
export const EXACT = 0;
export const PREFIX = 1;
const WORD = 2;
export const SUBSTRING = 3;
/** Added to what is found in what belongs to a thing, not in the thing itself. */
export const RELATED = 4;
export const NO_MATCH = 8;

/** The whole text, its beginning, the beginning of a word in it, or anywhere in it. */
export function rankInText(text: string, needle: string): number {
  const at = text.indexOf(needle);
  if (at < 0) return NO_MATCH;
  if (at === 0) return text.length === needle.length ? EXACT : PREFIX;
  for (let next = at; next > 0; next = text.indexOf(needle, next + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text[next - 1] ?? '')) return WORD;
  }
  return SUBSTRING;
}

/** The best in order of rank; at most `limit`, which keeps the buckets small over long lists. */
export function bestOf<Item>(
  items: Iterable<Item>,
  rankOf: (item: Item) => number,
  limit: number,
): { item: Item; rank: number }[] {
  const buckets: { item: Item; rank: number }[][] = Array.from({ length: NO_MATCH }, () => []);
  for (const item of items) {
    const rank = rankOf(item);
    const bucket = buckets[rank];
    if (bucket && bucket.length < limit) bucket.push({ item, rank });
  }
  return buckets.flat().slice(0, limit);
}
