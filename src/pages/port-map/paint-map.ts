import { BLOCK, type MapGeometry, SIDE } from './map-geometry.ts';
import { SHADES, type Shade } from './shades.ts';

/** Colours as the pixels of a canvas have them: red in the lowest byte, then green, blue and opacity. */
export type MapColours = Readonly<Record<Shade, number>>;

/** Turns what the browser calls a colour, such as `rgb(10, 106, 116)`, into a pixel. */
export function pixelOf(colour: string): number {
  const [red = 0, green = 0, blue = 0, opacity = 1] = (colour.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  return ((Math.round(opacity * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** The distance between two lines of the hatch of what nobody can have, in CSS pixels. */
const HATCH = 4;

const CLOSED = SHADES.indexOf('closed');

/**
 * Draws every port: `layers` are the shades of each protocol, one above the other within a port. `pixels` are those of a
 * square of `geometry.side`, transparent so far. Time grows with the number of pixels and ports only.
 */
export function paintMap(
  pixels: Uint32Array,
  geometry: MapGeometry,
  layers: readonly Uint8Array[],
  colours: MapColours,
): void {
  const { block, gap, edges } = geometry;
  const byNumber = Uint32Array.from(SHADES, (shade) => colours[shade]);
  for (let row = 0; row < SIDE * SIDE; row += 1) {
    const line = row % SIDE;
    const top = Math.floor(row / SIDE) * (block + gap) + (edges[line] ?? 0);
    const height = (edges[line + 1] ?? 0) - (edges[line] ?? 0);
    for (const [place, shades] of layers.entries()) {
      const from = top + Math.floor((place * height) / layers.length);
      const to = top + Math.floor(((place + 1) * height) / layers.length);
      for (let y = from; y < to; y += 1) paintLine(pixels, geometry, { y, row, shades, byNumber });
    }
  }
}

/** What a line of pixels shows: `row` is the place of its 256 ports, of which 16 stand in each of a row of blocks. */
interface Line {
  y: number;
  row: number;
  shades: Uint8Array;
  byNumber: Uint32Array;
}

// Millions of pixels: neither calls nor objects within.
function paintLine(pixels: Uint32Array, { block, gap, side, edges, ratio }: MapGeometry, line: Line): void {
  const { y, row, shades, byNumber } = line;
  const period = Math.round(HATCH * ratio);
  const thickness = Math.max(1, Math.round(ratio));
  const firstPort = Math.floor(row / SIDE) * SIDE * BLOCK + (row % SIDE) * SIDE;
  for (let outer = 0; outer < SIDE; outer += 1) {
    const origin = outer * (block + gap);
    for (let inner = 0; inner < SIDE; inner += 1) {
      const shade = shades[firstPort + outer * BLOCK + inner] ?? 0;
      const colour = byNumber[shade] ?? 0;
      const right = origin + (edges[inner + 1] ?? 0);
      for (let x = origin + (edges[inner] ?? 0); x < right; x += 1) {
        if (shade !== CLOSED || (x + y) % period < thickness) pixels[y * side + x] = colour;
      }
    }
  }
}
