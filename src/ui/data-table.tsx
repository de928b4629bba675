import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useMemo, useRef } from 'react';
import { classNames } from './class-names.ts';
import { ROW_FOCUS, useKeptRowFocus } from './kept-row-focus.ts';
import { AT_THE_END, type CardLook, ROLE } from './table-cells.tsx';
import { type DrawnEntry, entriesOf, type RowGroup, type TableEntries } from './table-entries.ts';
import { SkeletonBody, TableBody } from './table-rows.tsx';
import type { VirtualRows as DrawnInWindow, VirtualRowsProps } from './virtual-rows.tsx';

export type SortDirection = 'ascending' | 'descending';
export type TableSort = { column: string; direction: SortDirection };

export type Column<Row> = {
  key: string;
  header: string;
  /** Drawn again only when the row, the columns, or the row's look changes: what it shows must come from those. */
  cell: (row: Row, look: { selected: boolean }) => ReactNode;
  align?: 'start' | 'end';
  /** A CSS length, also in `cqi` (hundredths of the table's room). Columns without one share what is left. */
  width?: string;
  sortable?: boolean;
  mono?: boolean;
  /** The cell that names its row: a row header, and the title of its card. */
  primary?: boolean;
  /** The header is for assistive technology only (actions, checkboxes). */
  headerHidden?: boolean;
  /** In a card it stands at the right of the title, without a label: a checkbox. */
  cardCorner?: boolean;
  /** Where it stands in a dense card: classes for a grid of four columns, the third of which takes what is left. */
  cardPlace?: string;
  /** Stands in the header in place of its words, also above cards: a checkbox for all rows. It has its own name. */
  headerControl?: ReactNode;
};

export type DataTableProps<Row> = {
  /** The table's accessible name. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  sort?: TableSort | undefined;
  /** Called with the column whose header was used; what that means for the order is the caller's. */
  onSort?: (column: string) => void;
  rowState?: (row: Row) => 'pending' | 'clash' | undefined;
  /** What a row looks like; what it is, its checkbox says. */
  rowSelected?: (row: Row) => boolean;
  /** Puts a header row over each run of rows with the same key. The rows are sorted by it already. */
  groupOf?: ((row: Row) => RowGroup) | undefined;
  /** Shown below the header when there are no rows. */
  empty?: ReactNode;
  /** The first load: `skeletonRows` rows of the same height stand in for the data. */
  busy?: boolean;
  skeletonRows?: number;
  /** How much room its columns need: with less, rows are cards. A slim table is one in any room but a phone's. */
  room?: keyof typeof ROOMS;
  /** Dense where there may be so many that a browser could not scroll to the last of higher ones. */
  cards?: CardLook;
};

/** The containers that the variant `cards` of styles.css asks: a table in half a page is as narrow as on a small screen. */
const ROOMS = { slim: '', narrow: '@container/narrow-table', wide: '@container/wide-table' };

const SORTED_ICON = { ascending: ArrowUp, descending: ArrowDown };

/** So many rows are drawn as they are; of more, only those in the window. */
const MOST_PLAIN_ROWS = 100;

/** The height of a row that is not drawn yet, in px. */
const ROW_HEIGHT = 44;

// Most tables are short, and the first page must not pay for those that are not.
const VirtualRows = lazy(() =>
  import('./virtual-rows.tsx').then((module) => ({ default: module.VirtualRows })),
) as typeof DrawnInWindow;

/**
 * A table that only draws: sorting and filtering happen outside. Column widths are fixed, so that nothing moves when data
 * arrives; where there is no room for them, and under 640 px, every row is a card, and still a row of a table to assistive
 * technology.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sort, onSort, empty, busy = false, skeletonRows = 3, groupOf } = props;
  const { room = 'narrow', cards = 'labelled', rowState, rowSelected } = props;
  const table = useRef<HTMLTableElement>(null);
  const entries = useMemo(() => entriesOf(rows, rowKey, groupOf), [rows, rowKey, groupOf]);
  const partial = !busy && entries.count > MOST_PLAIN_ROWS;
  return (
    <div className={ROOMS[room]}>
      <table
        {...ROLE.table}
        {...ROW_FOCUS}
        ref={table}
        aria-label={label}
        aria-busy={busy || undefined}
        aria-rowcount={partial ? entries.count + 1 : undefined}
        className="w-full table-fixed border-collapse text-left cards:block"
        // The browser would correct the place of rows that are put at their place already.
        style={partial ? { overflowAnchor: 'none' } : undefined}
      >
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width }} />
          ))}
        </colgroup>
        <thead {...ROLE.group} className="cards:block">
          <tr
            {...ROLE.row}
            aria-rowindex={partial ? 1 : undefined}
            className={classNames(
              'h-10 border-b border-line-strong cards:flex cards:h-auto cards:flex-wrap cards:items-center cards:gap-x-4 cards:border-0 cards:pb-1',
              cards === 'dense' && 'cards:px-2',
            )}
          >
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {busy ? (
          <SkeletonBody columns={columns} count={Math.min(skeletonRows, MOST_PLAIN_ROWS)} cards={cards} />
        ) : (
          <Rows {...{ label, table, entries, columns, rowState, rowSelected, cards }} />
        )}
      </table>
      {!busy && rows.length === 0 && empty && <div className="pt-4">{empty}</div>}
    </div>
  );
}

function Rows<Row>(props: VirtualRowsProps<Row>) {
  const { entries, label, table, ...look } = props;
  const firstRows = <FirstRows {...look} table={table} entries={entries} />;
  if (entries.count <= MOST_PLAIN_ROWS) return firstRows;
  return (
    <Suspense fallback={firstRows}>
      <VirtualRows {...props} />
    </Suspense>
  );
}

function FirstRows<Row>({ entries, table, ...look }: Omit<VirtualRowsProps<Row>, 'label'>) {
  useKeptRowFocus(table);
  const rest = Math.max(0, entries.count - MOST_PLAIN_ROWS);
  return <TableBody {...look} drawn={firstOf(entries)} partial={rest > 0} spaceAfter={rest * ROW_HEIGHT} />;
}

function firstOf<Row>(entries: TableEntries<Row>): DrawnEntry<Row>[] {
  const places = Array.from({ length: Math.min(entries.count, MOST_PLAIN_ROWS) }, (_, index) => index);
  return places.flatMap((index) => {
    const entry = entries.at(index);
    return entry ? [{ entry, index, spaceBefore: 0 }] : [];
  });
}

type HeaderCellProps<Row> = {
  column: Column<Row>;
  sort: TableSort | undefined;
  onSort: ((column: string) => void) | undefined;
};

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const { key, header, align, sortable, headerHidden, headerControl } = column;
  const canSort = sortable && onSort !== undefined;
  const direction = sort?.column === key ? sort.direction : undefined;
  const Icon = direction ? SORTED_ICON[direction] : ChevronsUpDown;
  return (
    <th
      {...ROLE.columnHeader}
      scope="col"
      aria-sort={canSort ? (direction ?? 'none') : undefined}
      className={classNames(
        'pr-3 font-medium text-muted last:pr-0 cards:p-0',
        align === 'end' && AT_THE_END,
        !canSort && headerControl === undefined && 'cards:sr-only',
      )}
    >
      {canSort ? (
        <button
          type="button"
          onClick={() => onSort(key)}
          className={classNames(
            'group inline-flex min-h-6 items-center gap-0.5 rounded text-left align-top font-medium hover:text-text cards:min-h-8',
            direction && 'text-text',
            // The word stands over the digits, so the arrow goes before it.
            align === 'end' && 'flex-row-reverse text-right cards:flex-row',
          )}
        >
          {header}
          <Icon
            size={12}
            className={classNames(
              'shrink-0',
              !direction && 'opacity-40 group-hover:opacity-100 group-focus-visible:opacity-100',
            )}
          />
        </button>
      ) : (
        (headerControl ?? <span className={headerHidden ? 'sr-only' : undefined}>{header}</span>)
      )}
    </th>
  );
}
