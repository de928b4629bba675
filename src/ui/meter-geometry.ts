/** A container's share of what a meter measures; `value` in the meter's unit. */
export type MeterSlice = { key: string | number; label: string; value: number };

/** A slice as it is drawn, in per cent of the bar. */
export type DrawnSlice = MeterSlice & { start: number; size: number };

export type MeterGeometry = {
  slices: DrawnSlice[];
  /** The slice being asked for, after all others. */
  asked: { start: number; size: number } | undefined;
  /** Where the total lies when more than it is allocated. */
  overFrom: number | undefined;
};

// Without a total no length is true; a third of the bar says "this much, of something", and leaves room for the break.
const FILLED_WHEN_UNKNOWN = 1 / 3;

/**
 * Where each slice of a meter is drawn. The slices never leave the bar, however many they are: beyond the total, the bar
 * shrinks to hold what is allocated, and `overFrom` says where the total is.
 */
export function meterGeometry(slices: readonly MeterSlice[], asked: number, total: number | undefined): MeterGeometry {
  const allocated = slices.reduce((sum, slice) => sum + slice.value, 0);
  const sum = allocated + asked;
  const whole = total === undefined ? sum / FILLED_WHEN_UNKNOWN : Math.max(total, sum);
  const percent = (value: number) => (whole > 0 ? (value / whole) * 100 : 0);

  let before = 0;
  const drawn = slices.map((slice) => {
    const start = percent(before);
    before += slice.value;
    return { ...slice, start, size: percent(slice.value) };
  });
  return {
    slices: drawn,
    asked: asked > 0 ? { start: percent(allocated), size: percent(asked) } : undefined,
    overFrom: total !== undefined && sum > total ? percent(total) : undefined,
  };
}

/** The background that draws all slices in one element, so that a list of a thousand meters stays light. */
export function sliceBackground(slices: readonly DrawnSlice[], leastSizeWithGap: number): string | undefined {
  if (slices.length === 0) return undefined;
  const stops = slices.map(({ start, size }, index) => {
    const colour = index % 2 === 0 ? 'var(--color-allocated)' : 'var(--color-allocated-2)';
    const end = `${(start + size).toFixed(3)}%`;
    const from = `${start.toFixed(3)}%`;
    if (size < leastSizeWithGap) return `${colour} ${from} ${end}`;
    return `${colour} ${from} calc(${end} - 1px), var(--color-surface) calc(${end} - 1px) ${end}`;
  });
  const last = slices[slices.length - 1];
  const end = last === undefined ? 0 : last.start + last.size;
  return `linear-gradient(to right, ${stops.join(', ')}, transparent ${end.toFixed(3)}%)`;
}

/** The index of the slice at this per cent of the bar; the asked slice counts as one more. */
export function sliceAt(geometry: MeterGeometry, percent: number): number | undefined {
  const parts = geometry.asked ? [...geometry.slices, geometry.asked] : geometry.slices;
  const index = parts.findIndex((part) => percent >= part.start && percent < part.start + part.size);
  return index === -1 ? undefined : index;
}
