import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Skeleton } from './skeleton.tsx';

export type SortDirection = 'ascending' | 'descending';
export type TableSort = { column: string; direction: SortDirection };

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: 'start' | 'end';
  /** A CSS length, also in `cqi` (hundredths of the table's room). Columns without one share what is left. */
  width?: string;
  sortable?: boolean;
  mono?: boolean;
  /** The cell that names its row: a row header, and the title of its card. */
  primary?: boolean;
  /** The header is for assistive technology only (actions, checkboxes). */
  headerHidden?: boolean;
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
  /** Shown below the header when there are no rows. */
  empty?: ReactNode;
  /** The first load: `skeletonRows` rows of the same height stand in for the data. */
  busy?: boolean;
  skeletonRows?: number;
  /** How much room its columns need: with less, rows are cards. A slim table is one in any room but a phone's. */
  room?: keyof typeof ROOMS;
};

/** The containers that the variant `cards` of styles.css asks: a table in half a page is as narrow as on a small screen. */
const ROOMS = { slim: '', narrow: '@container/narrow-table', wide: '@container/wide-table' };

const SORTED_ICON = { ascending: ArrowUp, descending: ArrowDown };

// Cards are made with `display`, which takes the table roles away in some browsers unless they are spelt out.
const ROLE = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
  cell: { role: 'cell' },
};

const ROW =
  'h-11 border-b border-line cards:flex cards:h-auto cards:flex-col cards:gap-1.5 cards:rounded-lg cards:border cards:bg-surface cards:px-3 cards:py-2.5';
const CELL =
  'py-1 pr-3 last:pr-0 wrap-break-word cards:flex cards:min-h-6 cards:items-center cards:justify-between cards:gap-4 cards:p-0 cards:wrap-anywhere';
const AT_THE_END = 'text-right not-last:pr-5 cards:not-last:pr-0';
const CARD_LABEL = 'cards:cell-label';

/**
 * A table that only draws: sorting and filtering happen outside. Column widths are fixed, so that nothing moves when data
 * arrives; where there is no room for them, and under 640 px, every row is a card, and still a row of a table to assistive
 * technology.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sort, onSort, rowState, empty, busy = false, skeletonRows = 3 } = props;
  const { room = 'narrow' } = props;
  return (
    <div className={ROOMS[room]}>
      <table
        {...ROLE.table}
        aria-label={label}
        aria-busy={busy || undefined}
        className="w-full table-fixed border-collapse text-left cards:block"
      >
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width }} />
          ))}
        </colgroup>
        <thead {...ROLE.group} className="cards:block">
          <tr
            {...ROLE.row}
            className="h-10 border-b border-line-strong cards:flex cards:h-auto cards:flex-wrap cards:items-center cards:gap-x-4 cards:border-0 cards:pb-1"
          >
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody {...ROLE.group} className="cards:flex cards:flex-col cards:gap-2">
          {busy && <SkeletonRows columns={columns} count={skeletonRows} />}
          {!busy &&
            rows.map((row) => <BodyRow key={rowKey(row)} row={row} columns={columns} state={rowState?.(row)} />)}
        </tbody>
      </table>
      {!busy && rows.length === 0 && empty && <div className="pt-4">{empty}</div>}
    </div>
  );
}

type HeaderCellProps<Row> = {
  column: Column<Row>;
  sort: TableSort | undefined;
  onSort: ((column: string) => void) | undefined;
};

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const { key, header, align, sortable, headerHidden } = column;
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
        !canSort && 'cards:sr-only',
      )}
    >
      {canSort ? (
        <button
          type="button"
          onClick={() => onSort(key)}
          className={classNames(
            'group inline-flex items-center gap-0.5 rounded text-left align-top font-medium hover:text-text cards:min-h-8',
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
        <span className={headerHidden ? 'sr-only' : undefined}>{header}</span>
      )}
    </th>
  );
}

type BodyRowProps<Row> = { row: Row; columns: readonly Column<Row>[]; state: 'pending' | 'clash' | undefined };

function BodyRow<Row>({ row, columns, state }: BodyRowProps<Row>) {
  return (
    <tr
      {...ROLE.row}
      aria-busy={state === 'pending' || undefined}
      className={classNames(ROW, state === 'pending' && 'text-muted italic', state === 'clash' && 'border-danger/50')}
    >
      {columns.map((column) => (
        <BodyCell key={column.key} column={column}>
          {column.cell(row)}
        </BodyCell>
      ))}
    </tr>
  );
}

function BodyCell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  const { header, headerHidden, primary, align, mono } = column;
  const cardLabel = headerHidden ? 'cards:justify-end' : CARD_LABEL;
  const className = classNames(
    CELL,
    mono && 'font-mono text-small',
    align === 'end' && AT_THE_END,
    primary ? 'font-normal cards:order-first cards:text-left' : cardLabel,
  );
  if (primary) {
    return (
      <th {...ROLE.rowHeader} scope="row" className={className}>
        {children}
      </th>
    );
  }
  return (
    <td {...ROLE.cell} data-label={headerHidden ? undefined : header} className={className}>
      {children}
    </td>
  );
}

function SkeletonRows<Row>({ columns, count }: { columns: readonly Column<Row>[]; count: number }) {
  return Array.from({ length: count }, (_, index) => `skeleton-${index}`).map((key) => (
    <tr key={key} {...ROLE.row} className={ROW}>
      {columns.map((column) => (
        <BodyCell key={column.key} column={column}>
          <Skeleton className={column.align === 'end' ? 'h-3 w-8' : 'h-3 w-3/5 max-w-32'} />
        </BodyCell>
      ))}
    </tr>
  ));
}
