import { type ReactNode, useState } from 'react';
import { formatNumber } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';

/** More than this take a moment to draw, so the person asks for them. */
const SHOWN_AT_FIRST = 100;

/** The rows of a long list that are drawn, and the button that draws the others. */
export function useFirstRows<Row>(rows: readonly Row[]): { shown: readonly Row[]; more: ReactNode } {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? rows : rows.slice(0, SHOWN_AT_FIRST);
  const hidden = rows.length - shown.length;
  const more = hidden > 0 && (
    <p className="border-line border-t p-2 text-center">
      <Button size="small" onClick={() => setShowsAll(true)}>
        Show {formatNumber(hidden)} more
      </Button>
    </p>
  );
  return { shown, more };
}
