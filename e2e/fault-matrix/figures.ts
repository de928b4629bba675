/** What became of the cells of the fault matrix. */
import { isDeepStrictEqual } from 'node:util';
import { READ_NAMES, WRITE_NAMES } from './endpoints.ts';
import { FAULT_NAMES, WRITE_FAULT_NAMES } from './faults.ts';

/** Every cell of the table, as `ROW | COLUMN`. */
const CELLS: readonly string[] = [
  ...READ_NAMES.flatMap((name) => FAULT_NAMES.map((fault) => `${name} | ${fault}`)),
  ...WRITE_NAMES.flatMap((name) => WRITE_FAULT_NAMES.map((fault) => `${name} | ${fault}`)),
];

/** What a cell is about, by name. */
type Facts = Record<string, unknown>;

/** Counts the cells that were tried and those that held; `level` is where they were tried. */
export function figuresOf(level: string) {
  /** What differs, for each cell that was tried. */
  const tried = new Map<string, string[]>();
  return {
    tell(row: string, column: string, { wanted, got }: { wanted: Facts; got: Facts }) {
      const differing = Object.keys({ ...wanted, ...got }).filter((key) => !isDeepStrictEqual(wanted[key], got[key]));
      const inWords = ([key, from, to]: unknown[]) => `${key}: ${JSON.stringify(from)}, not ${JSON.stringify(to)}`;
      tried.set(
        `${row} | ${column}`,
        differing.map((key) => inWords([key, got[key], wanted[key]])),
      );
    },
    /** The cells of a row, or a cell, that did not hold, and what came in the place of what was wanted. */
    failuresOf: (rowOrCell: string) =>
      [...tried].flatMap(([cell, differing]) =>
        `${cell} | `.startsWith(`${rowOrCell} | `) && differing.length > 0 ? [`${cell}: ${differing.join('; ')}`] : [],
      ),
    tried: () => [...tried.keys()].toSorted(),
    all: () => CELLS.toSorted(),
    /** `Fault matrix, queries: 396 cells, tried 396, held 396.` */
    inWords() {
      const held = [...tried.values()].filter((differing) => differing.length === 0).length;
      return `Fault matrix, ${level}: ${CELLS.length} cells, tried ${tried.size}, held ${held}.`;
    },
  };
}
