import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import type { Column } from './data-table.tsx';

/** How a row is drawn as a card: its cells one below the other, each after its label; or where their columns place them. */
export type CardLook = 'labelled' | 'dense';

/** Cards are made with `display`, which takes the table roles away in some browsers unless they are spelt out. */
export const ROLE = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
  cell: { role: 'cell' },
  none: { role: 'presentation' },
};

/** Right-aligned cells keep clear of the left-aligned column after them. */
export const AT_THE_END = 'text-right not-last:pr-5 cards:not-last:pr-0';

const CELL = 'py-1 pr-3 last:pr-0 wrap-break-word cards:p-0 cards:wrap-anywhere';
const CARD_CELL = 'cards:flex cards:min-h-6 cards:items-center cards:justify-between cards:gap-4';
/** A cell with nothing in it says so beside its label; in a table its column says enough. */
const CARD_LABEL = 'cards:cell-label cards:empty:after:text-muted cards:empty:after:content-["none"]';
const CARD_CORNER = 'cards:absolute cards:top-2.5 cards:right-3';

/** What a cell looks like in a table, and in a card of a table with these columns. */
export function cellClass<Row>(column: Column<Row>, columns: readonly Column<Row>[], cards: CardLook): string {
  const { mono, align, primary, cardPlace } = column;
  const look = classNames(
    CELL,
    mono && 'font-mono text-small',
    align === 'end' && AT_THE_END,
    primary && 'font-normal',
  );
  if (cards === 'dense') return classNames(look, cardPlace);
  const hasCorner = columns.some(({ cardCorner }) => cardCorner);
  const title = classNames('cards:order-first cards:text-left', hasCorner && 'cards:pr-8');
  return classNames(look, CARD_CELL, primary ? title : labelClass(column));
}

function labelClass<Row>({ headerHidden, cardCorner }: Column<Row>): string {
  return classNames(
    !headerHidden && !cardCorner && CARD_LABEL,
    headerHidden && 'cards:justify-end',
    cardCorner && CARD_CORNER,
  );
}

type BodyCellProps<Row> = { column: Column<Row>; className: string; children: ReactNode };

/** A cell of a row; the primary one is its header. */
export function BodyCell<Row>({ column, className, children }: BodyCellProps<Row>) {
  const { header, headerHidden, primary, cardCorner } = column;
  const hasLabel = !headerHidden && !cardCorner;
  if (primary) {
    return (
      <th {...ROLE.rowHeader} scope="row" className={className}>
        {children}
      </th>
    );
  }
  return (
    <td {...ROLE.cell} data-label={hasLabel ? header : undefined} className={className}>
      {children}
    </td>
  );
}
