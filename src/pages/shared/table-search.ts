import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { TableSort } from '../../ui/data-table.tsx';

/**
 * The filter and the sort of a page's table, kept in the URL so that they can be bookmarked and survive a reload.
 * `sort` is the column's key, with `-` in front when descending.
 */
export function useTableSearch(defaultSort: string) {
  const { filter = '', sort = defaultSort } = useSearch({ strict: false });
  const navigate = useNavigate();
  const current = useMemo<TableSort>(
    () =>
      sort.startsWith('-')
        ? { column: sort.slice(1), direction: 'descending' }
        : { column: sort, direction: 'ascending' },
    [sort],
  );

  function change(next: { filter?: string | undefined; sort?: string | undefined }) {
    void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  }

  return {
    filter,
    sort: current,
    setFilter: (text: string) => change({ filter: text || undefined }),
    toggleSort: (column: string) => {
      const next = current.column === column && current.direction === 'ascending' ? `-${column}` : column;
      change({ sort: next === defaultSort ? undefined : next });
    },
  };
}

/** Sorts by the value of the sorted column; equal values keep their order. Numbers count as numbers. */
export function sortRows<Row>(
  rows: readonly Row[],
  sort: TableSort,
  values: Record<string, (row: Row) => string | number | undefined>,
): Row[] {
  const read = values[sort.column];
  if (!read) return [...rows];
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [first, second] = [read(one), read(other)];
    if (first === second) return 0;
    // What is not known yet stays last in either direction.
    if (first === undefined) return 1;
    if (second === undefined) return -1;
    return first < second ? -sign : sign;
  });
}
