import { type FocusEventHandler, Fragment, memo, type ReactNode, type RefCallback } from 'react';
import { classNames } from './class-names.ts';
import type { Column } from './data-table.tsx';
import { Skeleton } from './skeleton.tsx';
import { type DrawnEntry, rowGroupsOf, type TableEntry } from './table-entries.ts';

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

// The room between cards is theirs, not their parent's `gap`: what is measured of a row must be all that it takes.
const ROW =
  'h-11 border-b border-line cards:relative cards:mb-2 cards:flex cards:h-auto cards:flex-col cards:gap-1.5 cards:rounded-lg cards:border cards:px-3 cards:py-2.5';
const CELL =
  'py-1 pr-3 last:pr-0 wrap-break-word cards:flex cards:min-h-6 cards:items-center cards:justify-between cards:gap-4 cards:p-0 cards:wrap-anywhere';
/** A cell with nothing in it says so beside its label; in a table its column says enough. */
const CARD_LABEL = 'cards:cell-label cards:empty:after:text-muted cards:empty:after:content-["none"]';
const CARD_CORNER = 'cards:absolute cards:top-2.5 cards:right-3';

/** What a row looks like apart from its cells. */
export type RowLook<Row> = {
  columns: readonly Column<Row>[];
  rowState?: ((row: Row) => 'pending' | 'clash' | undefined) | undefined;
  rowSelected?: ((row: Row) => boolean) | undefined;
};

export type TableBodyProps<Row> = RowLook<Row> & {
  drawn: readonly DrawnEntry<Row>[];
  /** The room in px of the entries after the last one drawn. */
  spaceAfter?: number;
  /** Not all entries are drawn, so each says its place among all (`aria-rowindex`; the header is 1). */
  partial?: boolean;
  /** Gets each drawn row's element, which has its place in `data-index`. */
  rowRef?: RefCallback<HTMLTableRowElement>;
  onFocus?: FocusEventHandler;
  onBlur?: FocusEventHandler;
};

/** The body of a table: one row group, or one a group. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { drawn, spaceAfter = 0, partial = false, rowRef, onFocus, onBlur, columns, rowState, rowSelected } = props;
  const groups = rowGroupsOf(drawn);
  return groups.map((group, place) => (
    <tbody key={group.key} {...ROLE.group} className="cards:block" onFocus={onFocus} onBlur={onBlur}>
      {group.drawn.map(({ entry, index, spaceBefore }) => (
        <Fragment key={entry.key}>
          {spaceBefore > 0 && <Space height={spaceBefore} columns={columns.length} />}
          {entry.kind === 'row' ? (
            <BodyRow
              id={entry.key}
              row={entry.row}
              columns={columns}
              state={rowState?.(entry.row)}
              selected={rowSelected?.(entry.row) ?? false}
              index={partial ? index : undefined}
              rowRef={rowRef}
            />
          ) : (
            <GroupRow entry={entry} columns={columns.length} index={partial ? index : undefined} rowRef={rowRef} />
          )}
        </Fragment>
      ))}
      {spaceAfter > 0 && place === groups.length - 1 && <Space height={spaceAfter} columns={columns.length} />}
    </tbody>
  ));
}

/** Stands for the rows that are not drawn, so that the page is as long as with them. Hidden, it counts as no layout shift. */
function Space({ height, columns }: { height: number; columns: number }) {
  return (
    <tr {...ROLE.none} className="cards:block" style={{ visibility: 'hidden' }}>
      <td {...ROLE.none} colSpan={columns} className="p-0 cards:block" style={{ height }} />
    </tr>
  );
}

type Placed = { index: number | undefined; rowRef: RefCallback<HTMLTableRowElement> | undefined };

function placeOf({ index, rowRef }: Placed) {
  return index === undefined ? {} : { 'aria-rowindex': index + 2, 'data-index': index, ref: rowRef };
}

type GroupRowProps<Row> = Placed & { entry: Extract<TableEntry<Row>, { kind: 'group' }>; columns: number };

function GroupRow<Row>({ entry, columns, ...place }: GroupRowProps<Row>) {
  const { label, count, unit, aside } = entry;
  const counted = [count.toLocaleString('en'), unit?.(count)].filter(Boolean).join(' ');
  return (
    <tr {...ROLE.row} {...placeOf(place)} className="border-line-strong border-b cards:block">
      <th
        {...ROLE.rowHeader}
        scope="rowgroup"
        colSpan={columns}
        className="pt-5 pb-1.5 text-left font-medium wrap-anywhere cards:block cards:pt-3"
      >
        {label}
        <span className="font-normal text-small text-muted">, {[counted, aside].filter(Boolean).join(', ')}</span>
      </th>
    </tr>
  );
}

type BodyRowProps<Row> = Placed & {
  /** The key of its entry. */
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  state: 'pending' | 'clash' | undefined;
  selected: boolean;
};

function DrawnRow<Row>({ id, row, columns, state, selected, ...place }: BodyRowProps<Row>) {
  const hasCorner = columns.some(({ cardCorner }) => cardCorner);
  return (
    <tr
      {...ROLE.row}
      {...placeOf(place)}
      data-key={id}
      aria-busy={state === 'pending' || undefined}
      className={classNames(
        ROW,
        selected ? 'bg-accent-ground' : 'cards:bg-surface',
        state === 'pending' && 'text-muted italic',
        state === 'clash' && 'border-danger/50',
      )}
    >
      {columns.map((column) => (
        <BodyCell key={column.key} column={column} hasCorner={hasCorner}>
          {column.cell(row, { selected })}
        </BodyCell>
      ))}
    </tr>
  );
}

// A refresh, and a key typed into the filter, leave most rows as they were.
const BodyRow = memo(DrawnRow) as typeof DrawnRow;

type BodyCellProps<Row> = {
  column: Column<Row>;
  /** One of the row's cells stands at the right of its card's title. */
  hasCorner: boolean;
  children: ReactNode;
};

function BodyCell<Row>({ column, hasCorner, children }: BodyCellProps<Row>) {
  const { header, headerHidden, primary, align, mono, cardCorner } = column;
  const hasLabel = !headerHidden && !cardCorner;
  const placeInCard = classNames(
    hasLabel && CARD_LABEL,
    headerHidden && 'cards:justify-end',
    cardCorner && CARD_CORNER,
  );
  const className = classNames(
    CELL,
    mono && 'font-mono text-small',
    align === 'end' && AT_THE_END,
    primary ? classNames('font-normal cards:order-first cards:text-left', hasCorner && 'cards:pr-8') : placeInCard,
  );
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

/** Rows of the same height that stand in for the data. */
export function SkeletonBody<Row>({ columns, count }: { columns: readonly Column<Row>[]; count: number }) {
  const hasCorner = columns.some(({ cardCorner }) => cardCorner);
  return (
    <tbody {...ROLE.group} className="cards:block">
      {Array.from({ length: count }, (_, index) => `skeleton-${index}`).map((key) => (
        <tr key={key} {...ROLE.row} className={classNames(ROW, 'cards:bg-surface')}>
          {columns.map((column) => (
            <BodyCell key={column.key} column={column} hasCorner={hasCorner}>
              <Skeleton className={column.align === 'end' ? 'h-3 w-8' : 'h-3 w-3/5 max-w-32'} />
            </BodyCell>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
