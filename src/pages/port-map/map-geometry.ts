/** Where each port is drawn: 16 by 16 blocks of 16 by 16 ports, row by row. Lengths in pixels of the picture unless told. */

/** How many blocks stand in a row of the map, and how many ports in a row of a block. */
export const SIDE = 16;
/** How many ports a block has. */
export const BLOCK = SIDE * SIDE;

/** A block that loses no more than this share of its length gets ports of equal size. */
const LOSS_FOR_EQUAL_PORTS = 0.1;

export interface MapGeometry {
  /** The side of a block. */
  block: number;
  /** The room between two blocks. */
  gap: number;
  /** The side of the picture. */
  side: number;
  /** Where the ports of a row of a block begin, and where the last one ends: 17 numbers. */
  edges: readonly number[];
  /** Pixels a CSS pixel: those of the screen, or more. */
  ratio: number;
}

/** The picture that fits into so many CSS pixels: each block, and where there is room each port, has the same whole number of pixels. */
export function geometryOf(cssWidth: number, screenRatio: number): MapGeometry {
  const gap = Math.max(1, Math.round(screenRatio));
  const gaps = (SIDE - 1) * gap;
  // Where the screen has no pixel for each port, the picture is made larger than it is shown.
  const ratio = Math.max(screenRatio, (SIDE * SIDE + gaps) / cssWidth);
  const room = Math.max(SIDE, Math.floor((Math.floor(cssWidth * ratio) - gaps) / SIDE));
  const rest = room % SIDE;
  const block = rest / room <= LOSS_FOR_EQUAL_PORTS ? room - rest : room;
  return {
    block,
    gap,
    side: SIDE * block + gaps,
    edges: Array.from({ length: SIDE + 1 }, (_, index) => Math.floor((index * block) / SIDE)),
    ratio,
  };
}

/** The block that a port is in. */
export const blockOf = (port: number) => Math.floor(port / BLOCK);

/** The ports of a block, both ends included; the first one has the 0, which is no port. */
export const portsOfBlock = (block: number) => ({ from: block * BLOCK, to: block * BLOCK + BLOCK - 1 });

function placeAt(position: number, { block, gap, edges }: MapGeometry): { outer: number; inner: number } {
  const outer = Math.min(SIDE - 1, Math.max(0, Math.floor(position / (block + gap))));
  const within = position - outer * (block + gap);
  // The room after a block belongs to its last port.
  const after = edges.findIndex((edge) => edge > within);
  return { outer, inner: after === -1 ? SIDE - 1 : Math.max(0, after - 1) };
}

/** The port at a place of the picture, in CSS pixels from its upper left corner. */
export function portAt(geometry: MapGeometry, left: number, top: number): number {
  const column = placeAt(left * geometry.ratio, geometry);
  const line = placeAt(top * geometry.ratio, geometry);
  return (line.outer * SIDE + column.outer) * BLOCK + line.inner * SIDE + column.inner;
}
