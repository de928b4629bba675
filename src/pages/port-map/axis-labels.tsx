import { SIDE } from './map-geometry.ts';

const LABEL = 'font-mono text-[0.6875rem]/4 text-muted select-none';

/** The first port of each row, at the left of a grid. `rowHeight` and `gap` in CSS pixels. */
export function RowLabels({ from, by, rowHeight, gap }: { from: number; by: number; rowHeight: number; gap: number }) {
  return (
    <div aria-hidden="true" className={`${LABEL} relative w-8 shrink-0 text-right`}>
      {Array.from({ length: SIDE }, (_, row) => from + row * by).map((port, row) => (
        <span
          key={port}
          className="absolute right-0 -translate-y-1/2"
          style={{ top: row * (rowHeight + gap) + rowHeight / 2 }}
        >
          {port}
        </span>
      ))}
    </div>
  );
}

const QUARTERS = [0, 1, 2, 3];

/** How far each quarter of a row is from its beginning, above a grid. `by` is what one column adds; `width` in CSS pixels. */
export function ColumnLabels({ by, width }: { by: number; width: number }) {
  return (
    <div aria-hidden="true" className={`${LABEL} relative mb-1 ml-10 h-4`}>
      {QUARTERS.map((quarter) => (
        <span key={quarter} className="absolute" style={{ left: (quarter * width) / QUARTERS.length }}>
          +{(quarter * SIDE * by) / QUARTERS.length}
        </span>
      ))}
    </div>
  );
}
