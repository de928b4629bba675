/** The middle value, the upper one of two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** To what a table has room for. */
export const round = (value: number) => Number(value.toFixed(value < 1 ? 4 : 1));
