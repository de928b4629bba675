import type { Shade } from './shades.ts';

/** The token of each shade: the picture takes its colours from elements of these classes. */
export const SHADE_CLASS: Readonly<Record<Shade, string>> = {
  free: 'bg-track',
  used: 'bg-allocated',
  'used-2': 'bg-allocated-2',
  conflict: 'bg-danger',
  closed: 'bg-line-strong',
  chosen: 'bg-accent',
};

/** How each shade is drawn where there is room for more than a pixel: what is in conflict and what nobody can have is hatched. */
export const SHADE_LOOK: Readonly<Record<Shade, string>> = {
  ...SHADE_CLASS,
  conflict: 'hatch bg-danger',
  closed: 'bg-[repeating-linear-gradient(-45deg,var(--color-line-strong)_0_1px,transparent_1px_4px)]',
};
