import type { RunOrigin } from '../../rules/port-mapping-runs.ts';
import type { NewPortMapping } from '../../rules/port-mappings.ts';

/** What a source gives to be planned. It keeps its identity while nothing in it changes. */
export interface WantedList {
  origin: RunOrigin;
  rows: readonly (NewPortMapping & { label?: string; note?: string })[];
  /** How many lines could not be read. */
  errors: number;
  /** How many lines wait for an answer. */
  questions: number;
  /** Of a text: what it was read as, and how many lines with mappings it has. */
  text?: { format: string; lines: number };
  /** The one container that it is about, where it may be made exactly this. */
  within?: number | undefined;
}

/** Nothing is wanted yet. */
export const NOTHING_WANTED: WantedList = { origin: 'import', rows: [], errors: 0, questions: 0 };

/** How far the reading of what is typed now is. */
export interface Reading {
  isCurrent: boolean;
  isSlow: boolean;
}
