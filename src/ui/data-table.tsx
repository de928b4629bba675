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
  /** A CSS length or percentage. Columns without one share what is left. */
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
};

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
  'border-b border-line sm:h-11 max-sm:flex max-sm:flex-col max-sm:gap-1.5 max-sm:rounded-lg max-sm:border max-sm:bg-surface max-sm:px-3 max-sm:py-2.5';
const CELL =
  'py-1 pr-4 last:pr-0 wrap-anywhere max-sm:flex max-sm:min-h-6 max-sm:items-center max-sm:justify-between max-sm:gap-4 max-sm:p-0';
const CARD_LABEL = 'max-sm:cell-label';

/**
 * A table that only draws: sorting and filtering happen outside. Column widths are fixed, so that nothing moves when data
 * arrives; under 640 px every row is a card, and still a row of a table to assistive technology.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sort, onSort, rowState, empty, busy = false, skeletonRows = 3 } = props;
  return (
    <div>
      <table
        {...ROLE.table}
        aria-label={label}
        aria-busy={busy || undefined}
        className="w-full table-fixed border-collapse text-left max-sm:block"
      >
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width }} />
          ))}
        </colgroup>
        <thead {...ROLE.group} className="max-sm:block">
          <tr
            {...ROLE.row}
            className="h-10 border-b border-line-strong max-sm:flex max-sm:h-auto max-sm:flex-wrap max-sm:items-center max-sm:gap-x-4 max-sm:border-0 max-sm:pb-1"
          >
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody {...ROLE.group} className="max-sm:flex max-sm:flex-col max-sm:gap-2">
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
        'pr-4 font-medium text-muted last:pr-0 max-sm:p-0',
        align === 'end' && 'text-right sm:not-last:pr-8',
        !canSort && 'max-sm:sr-only',
      )}
    >
      {canSort ? (
        <button
          type="button"
          onClick={() => onSort(key)}
          className={classNames(
            'group inline-flex items-center gap-1 rounded align-top font-medium hover:text-text max-sm:min-h-8',
            direction && 'text-text',
            // The word stands over the digits, so the arrow goes before it.
            align === 'end' && 'sm:flex-row-reverse',
          )}
        >
          {header}
          <Icon
            size={14}
            className={classNames(
              'shrink-0',
              !direction && 'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 max-sm:opacity-100',
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
  const cardLabel = headerHidden ? 'max-sm:justify-end' : CARD_LABEL;
  const className = classNames(
    CELL,
    mono && 'font-mono text-small',
    align === 'end' && 'text-right sm:not-last:pr-8',
    primary ? 'font-normal max-sm:order-first max-sm:text-left' : cardLabel,
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
