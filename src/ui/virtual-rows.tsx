import {
  defaultRangeExtractor,
  type Range,
  useWindowVirtualizer,
  type VirtualItem,
  windowScroll,
} from '@tanstack/react-virtual';
import { type FocusEvent, type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useKeptRowFocus } from './kept-row-focus.ts';
import type { TableEntries } from './table-entries.ts';
import { type RowLook, TableBody } from './table-rows.tsx';

/** So many rows beyond either edge of the window: a turn of the wheel never meets a gap. */
const OVERSCAN = 10;

/** What a row is taken to measure, in px, before any has been measured. */
const FIRST_ESTIMATE = 44;

interface Heights {
  /** Of the window, in px: other columns, other heights. */
  width: number;
  estimate: number;
  measured: VirtualItem[];
}

/** By the table's name, so that a person who comes back to a list lands on the row that they left. */
const remembered = new Map<string, Heights>();

export type VirtualRowsProps<Row> = RowLook<Row> & {
  /** The table's name. */
  label: string;
  table: RefObject<HTMLTableElement | null>;
  entries: TableEntries<Row>;
};

/** The body of a long table: only what is in the window is drawn, at its place, whatever the heights of the others. */
export function VirtualRows<Row>({ label, table, entries, ...look }: VirtualRowsProps<Row>) {
  const [heights] = useState(() => {
    const known = remembered.get(label);
    return known?.width === window.innerWidth ? known : undefined;
  });
  const [estimate, setEstimate] = useState(heights?.estimate ?? FIRST_ESTIMATE);
  const [top, setTop] = useState(0);
  const [focusedKey, setFocusedKey] = useState<string>();

  const focused = useMemo(
    () => (focusedKey === undefined ? undefined : entries.placeOf(focusedKey)),
    [entries, focusedKey],
  );
  const rangeOf = useCallback((range: Range) => withNeighbours(range, focused), [focused]);
  useKeptRowFocus(table);
  // A filter or another order takes the focused row elsewhere, and the window must go with it.
  useLayoutEffect(() => {
    if (focused === undefined || focused < 0) return;
    const row = document.activeElement?.closest('tr');
    if (row && table.current?.contains(row)) row.scrollIntoView({ block: 'nearest' });
  }, [table, focused]);
  const mounted = useRef(false);
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: entries.count,
    getItemKey: entries.keyAt,
    estimateSize: () => estimate,
    // Nothing is measured where nothing is laid out.
    measureElement: (row) => heightOf(row) || estimate,
    rangeExtractor: rangeOf,
    overscan: OVERSCAN,
    scrollMargin: top,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    initialMeasurementsCache: heights?.measured ?? [],
    // At first it would scroll to where the window was when this was drawn; the person may have scrolled since.
    scrollToFn: (...scroll) => {
      if (mounted.current) windowScroll(...scroll);
    },
  });
  useLayoutEffect(() => {
    mounted.current = true;
    if (virtualizer.scrollOffset !== window.scrollY) window.dispatchEvent(new Event('scroll'));
  }, [virtualizer]);

  // What stands above the table, and the table's width, change without this component knowing.
  useLayoutEffect(() => {
    const element = table.current;
    if (!element) return;
    let width = heights ? element.clientWidth : undefined;
    const look = () => {
      setTop(topOf(element));
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      setEstimate((before) => meanHeightOf(drawnRowsOf(element)) || before);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    observer.observe(element);
    return () => observer.disconnect();
  }, [table, heights]);

  // What was measured holds for the estimate of its time only: other columns or cards, other heights of all rows.
  const measuredWith = useRef(heights?.estimate);
  useLayoutEffect(() => {
    if (measuredWith.current === estimate || !table.current) return;
    const firstShown = measuredWith.current === undefined ? 0 : (virtualizer.range?.startIndex ?? 0);
    measuredWith.current = estimate;
    virtualizer.measure();
    virtualizer.getTotalSize();
    for (const row of drawnRowsOf(table.current)) virtualizer.resizeItem(indexOf(row), heightOf(row) || estimate);
    if (firstShown > 0) virtualizer.scrollToIndex(firstShown, { align: 'start' });
  }, [virtualizer, table, estimate]);

  useLayoutEffect(
    () => () => {
      remembered.set(label, { width: window.innerWidth, estimate, measured: virtualizer.takeSnapshot() });
    },
    [virtualizer, label, estimate],
  );

  let end = top;
  const drawn = virtualizer.getVirtualItems().flatMap((item) => {
    const entry = entries.at(item.index);
    if (!entry) return [];
    const spaceBefore = item.start - end;
    end = item.end;
    return [{ entry, index: item.index, spaceBefore }];
  });
  return (
    <TableBody
      {...look}
      partial
      drawn={drawn}
      spaceAfter={top + virtualizer.getTotalSize() - end}
      rowRef={virtualizer.measureElement}
      onFocus={({ target }: FocusEvent) => setFocusedKey(entries.at(indexOf(target))?.key)}
      onBlur={({ target, relatedTarget }: FocusEvent) => {
        // On its way to another row, which must still be there; or the window is in the background.
        const stays = table.current?.contains(relatedTarget as Node | null) || document.activeElement === target;
        if (!stays) setFocusedKey(undefined);
      }}
    />
  );
}

/** The rows to draw: the focused one stays, or the focus would be lost, and its neighbours, where Tab leads next. */
function withNeighbours(range: Range, focused: number | undefined): number[] {
  const shown = defaultRangeExtractor(range);
  if (focused === undefined || focused < 0) return shown;
  const kept = [focused - 1, focused, focused + 1].filter((index) => index >= 0 && index < range.count);
  return [...new Set([...shown, ...kept])].sort((one, other) => one - other);
}

const drawnRowsOf = (table: HTMLTableElement) => [...table.querySelectorAll<HTMLTableRowElement>('tr[data-index]')];

const indexOf = (element: Element) => Number(element.closest<HTMLTableRowElement>('tr[data-index]')?.dataset.index);

function meanHeightOf(rows: readonly HTMLTableRowElement[]): number {
  return rows.reduce((sum, row) => sum + heightOf(row), 0) / Math.max(1, rows.length);
}

/** With the room below it, in px. */
function heightOf(row: HTMLTableRowElement): number {
  return row.getBoundingClientRect().height + (Number.parseFloat(getComputedStyle(row).marginBottom) || 0);
}

/** Where the rows begin, in px from the top of the page. */
function topOf(table: HTMLTableElement): number {
  const header = table.tHead ?? table;
  return header.getBoundingClientRect().bottom + window.scrollY;
}
