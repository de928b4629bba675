import { useCallback, useMemo, useState } from 'react';

export interface Selection<Item> {
  /** Those that still exist, whether a filter shows them or not, in the order of the items. */
  items: readonly Item[];
  has: (key: number) => boolean;
  set: (keys: readonly number[], selected: boolean) => void;
  clear: () => void;
}

/** Which of the items are selected. It survives filters, sorting and refreshes; what no longer exists does not count. */
export function useSelection<Item>(items: readonly Item[], keyOf: (item: Item) => number): Selection<Item> {
  const [picked, setPicked] = useState<ReadonlySet<number>>(() => new Set());
  const selected = useMemo(
    () => (picked.size === 0 ? [] : items.filter((item) => picked.has(keyOf(item)))),
    [items, picked, keyOf],
  );
  const has = useCallback((key: number) => picked.has(key), [picked]);
  const set = useCallback((keys: readonly number[], on: boolean) => {
    setPicked((before) => {
      const after = new Set(before);
      for (const key of keys) {
        if (on) after.add(key);
        else after.delete(key);
      }
      return after;
    });
  }, []);
  const clear = useCallback(() => setPicked(new Set()), []);
  return useMemo(() => ({ items: selected, has, set, clear }), [selected, has, set, clear]);
}
