import { type FocusEventHandler, Fragment, memo, type RefCallback } from 'react';
import { classNames } from './class-names.ts';
import type { Column } from './data-table.tsx';
import { Skeleton } from './skeleton.tsx';
import { BodyCell, type CardLook, cellClass, ROLE } from './table-cells.tsx';
import { type DrawnEntry, rowGroupsOf, type TableEntry } from './table-entries.ts';

const ROW = 'h-11 border-b border-line cards:relative cards:h-auto';
// The room between cards is theirs, not their parent's `gap`: what is measured of a row must be all that it takes.
const CARD: Record<CardLook, string> = {
  labelled: 'cards:mb-2 cards:flex cards:flex-col cards:gap-1.5 cards:rounded-lg cards:border cards:px-3 cards:py-2.5',
  dense: 'cards:grid cards:grid-cols-[auto_auto_minmax(0,1fr)_auto] cards:px-2 cards:py-2',
};
/** What a row looks like apart from its cells. */
export type RowLook<Row> = {
  columns: readonly Column<Row>[];
  rowState?: ((row: Row) => 'pending' | 'clash' | undefined) | undefined;
  rowSelected?: ((row: Row) => boolean) | undefined;
  cards: CardLook;
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
  const { drawn, spaceAfter = 0, partial = false, rowRef, onFocus, onBlur, ...look } = props;
  const { columns, rowState, rowSelected, cards } = look;
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
              cards={cards}
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
  cards: CardLook;
  state: 'pending' | 'clash' | undefined;
  selected: boolean;
};

function DrawnRow<Row>({ id, row, columns, cards, state, selected, ...place }: BodyRowProps<Row>) {
  return (
    <tr
      {...ROLE.row}
      {...placeOf(place)}
      data-key={id}
      aria-busy={state === 'pending' || undefined}
      className={classNames(
        ROW,
        CARD[cards],
        selected ? 'bg-accent-ground' : 'cards:bg-surface',
        state === 'pending' && 'text-muted italic',
        state === 'clash' && 'border-danger/50',
      )}
    >
      {columns.map((column) => (
        <BodyCell key={column.key} column={column} className={cellClass(column, columns, cards)}>
          {column.cell(row, { selected })}
        </BodyCell>
      ))}
    </tr>
  );
}

// A refresh, and a key typed into the filter, leave most rows as they were.
const BodyRow = memo(DrawnRow) as typeof DrawnRow;

/** Rows of the same height that stand in for the data. */
export function SkeletonBody<Row>(props: { columns: readonly Column<Row>[]; count: number; cards: CardLook }) {
  const { columns, count, cards } = props;
  return (
    <tbody {...ROLE.group} className="cards:block">
      {Array.from({ length: count }, (_, index) => `skeleton-${index}`).map((key) => (
        <tr key={key} {...ROLE.row} className={classNames(ROW, CARD[cards], 'cards:bg-surface')}>
          {columns.map((column) => (
            <BodyCell key={column.key} column={column} className={cellClass(column, columns, cards)}>
              <Skeleton className={column.align === 'end' ? 'h-3 w-8' : 'h-3 w-3/5 max-w-32'} />
            </BodyCell>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
