import { defaultRangeExtractor, type Range, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type FocusEvent, type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import type { TableEntry } from './table-entries.ts';
import { type RowLook, TableBody } from './table-rows.tsx';

/** So many rows beyond either edge of the window: a turn of the wheel never meets a gap. */
const OVERSCAN = 10;

/** What a row is taken to measure, in px, before any has been measured. */
const FIRST_ESTIMATE = 44;

interface Heights {
  /** Of the table, in px: other columns, other heights. */
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
  entries: readonly TableEntry<Row>[];
};

/** The body of a long table: only what is in the window is drawn, at its place, whatever the heights of the others. */
export function VirtualRows<Row>({ label, table, entries, ...look }: VirtualRowsProps<Row>) {
  const [heights] = useState(() => {
    const known = remembered.get(label);
    return known && known.width === table.current?.clientWidth ? known : undefined;
  });
  const [estimate, setEstimate] = useState(heights?.estimate ?? FIRST_ESTIMATE);
  const [top, setTop] = useState(() => topOf(table.current));
  const [focusedKey, setFocusedKey] = useState<string>();

  const keyOf = useCallback((index: number) => entries[index]?.key ?? index, [entries]);
  const focused = focusedKey === undefined ? undefined : entries.findIndex(({ key }) => key === focusedKey);
  const rangeOf = useCallback((range: Range) => withNeighbours(range, focused), [focused]);
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: entries.length,
    getItemKey: keyOf,
    estimateSize: () => estimate,
    // Nothing is measured where nothing is laid out.
    measureElement: (row) => heightOf(row) || estimate,
    rangeExtractor: rangeOf,
    overscan: OVERSCAN,
    scrollMargin: top,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    initialMeasurementsCache: heights?.measured ?? [],
  });

  // What stands above the table, and the table's width, change without this component knowing.
  useLayoutEffect(() => {
    let width = heights?.width;
    function look() {
      const element = table.current;
      if (!element) return;
      setTop(topOf(element));
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      const measured = drawnRowsOf(element).map(heightOf);
      const sum = measured.reduce((total, height) => total + height, 0);
      if (sum > 0) setEstimate(sum / measured.length);
    }
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    if (table.current) observer.observe(table.current);
    return () => observer.disconnect();
  }, [table, heights]);

  // Rows as high as before in another layout are not measured again by themselves.
  useLayoutEffect(() => {
    const element = table.current;
    if (!element || estimate === heights?.estimate) return;
    const first = virtualizer.range?.startIndex ?? 0;
    virtualizer.measure();
    virtualizer.getTotalSize();
    for (const row of drawnRowsOf(element))
      virtualizer.resizeItem(virtualizer.indexFromElement(row), heightOf(row) || estimate);
    if (first > 0) virtualizer.scrollToIndex(first, { align: 'start' });
  }, [virtualizer, table, heights, estimate]);

  useLayoutEffect(() => {
    const element = table.current;
    return () => {
      if (element)
        remembered.set(label, { width: element.clientWidth, estimate, measured: virtualizer.takeSnapshot() });
    };
  }, [virtualizer, table, label, estimate]);

  let end = top;
  const drawn = virtualizer.getVirtualItems().flatMap((item) => {
    const entry = entries[item.index];
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
      onFocus={({ target }: FocusEvent) => setFocusedKey(entries[indexOf(target)]?.key)}
      // The focus of a window in the background is still on its element.
      onBlur={({ target }: FocusEvent) => {
        if (document.activeElement !== target) setFocusedKey(undefined);
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

/** With the room below it, in px. */
function heightOf(row: HTMLTableRowElement): number {
  return row.getBoundingClientRect().height + (Number.parseFloat(getComputedStyle(row).marginBottom) || 0);
}

/** Where the rows begin, in px from the top of the page. */
function topOf(table: HTMLTableElement | null): number {
  const header = table?.tHead?.getBoundingClientRect();
  return header ? header.bottom + window.scrollY : 0;
}
