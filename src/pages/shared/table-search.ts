import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { TableSort } from '../../ui/data-table.tsx';

/**
 * The filter and the sort of a page's table, kept in the URL so that they can be bookmarked and survive a reload.
 * `sort` is the column's key, with `-` in front when descending.
 */
export function useTableSearch(defaultSort: string) {
  const { filter: filterInUrl = '', sort = defaultSort } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [filter, setTyped] = useTyped(filterInUrl);
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
    setFilter: (text: string) => {
      setTyped(text);
      change({ filter: text || undefined });
    },
    toggleSort: (column: string) => {
      const next = current.column === column && current.direction === 'ascending' ? `-${column}` : column;
      change({ sort: next === defaultSort ? undefined : next });
    },
  };
}

/**
 * The text as typed. The URL follows a moment later, and a field that waited for it would lose the place of its cursor.
 * What the URL says and nobody typed here (a bookmark, the back button) wins.
 */
function useTyped(inUrl: string): [string, (text: string) => void] {
  const [typed, setTyped] = useState<{ text: string; seen: string; awaited: readonly string[] }>({
    text: inUrl,
    seen: inUrl,
    awaited: [],
  });
  if (typed.seen !== inUrl) {
    const arrived = typed.awaited.indexOf(inUrl);
    setTyped(
      arrived === -1
        ? { text: inUrl, seen: inUrl, awaited: [] }
        : { text: typed.text, seen: inUrl, awaited: typed.awaited.slice(arrived + 1) },
    );
  }
  return [typed.text, (text) => setTyped(({ seen, awaited }) => ({ text, seen, awaited: [...awaited, text] }))];
}

/** Sorts by the value of the sorted column; equal values keep their order. Numbers count as numbers. */
export function sortRows<Row>(
  rows: readonly Row[],
  sort: TableSort,
  values: Record<string, (row: Row) => string | number | undefined>,
): Row[] {
  // The name comes from the URL, and every object has more names than its own.
  const read = Object.hasOwn(values, sort.column) ? values[sort.column] : undefined;
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
