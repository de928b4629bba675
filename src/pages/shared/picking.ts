import { createContext } from 'react';

/** What tells a row of a table from all others. */
export type PlaceKey = string | number | undefined;

/** What the checkboxes of a table can do. */
export interface Picking {
  /** `toHere`: all rows from the one picked before to this one. */
  pick: (placeKey: PlaceKey, selected: boolean, toHere: boolean) => void;
  all: 'none' | 'some' | 'all';
  /** There is nothing to pick: no row is there yet, or none matches. */
  isEmpty: boolean;
  pickAll: (selected: boolean) => void;
  /** So many of what is selected are not shown. */
  hidden: number;
}

// Columns are made once, and rows drawn anew when their columns change: only the checkboxes listen to the selection.
export const PickingContext = createContext<Picking | undefined>(undefined);
