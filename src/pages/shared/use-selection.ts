import { useCallback, useMemo, useState } from 'react';

export interface Selection<Item> {
  /** Those that still exist, whether a filter shows them or not, in the order of the items. */
  items: readonly Item[];
  has: (key: number) => boolean;
  set: (keys: readonly number[], selected: boolean) => void;
  clear: () => void;
}

/**
 * Which of the items are selected. It survives filters, sorting and refreshes; what no longer exists does not count, and
 * what has no key yet cannot be selected.
 */
export function useSelection<Item>(items: readonly Item[], keyOf: (item: Item) => number | undefined): Selection<Item> {
  // One set, which changes: a copy of 129,016 keys at each press would be felt.
  const [state, setState] = useState(() => ({ picked: new Set<number>() }));
  const selected = useMemo(() => {
    if (state.picked.size === 0) return [];
    return items.filter((item) => {
      const key = keyOf(item);
      return key !== undefined && state.picked.has(key);
    });
  }, [items, state, keyOf]);
  const has = useCallback((key: number) => state.picked.has(key), [state]);
  const set = useCallback(
    (keys: readonly number[], on: boolean) => {
      const { picked } = state;
      for (const key of keys) {
        if (on) picked.add(key);
        else picked.delete(key);
      }
      setState({ picked });
    },
    [state],
  );
  const clear = useCallback(() => setState({ picked: new Set() }), []);
  return useMemo(() => ({ items: selected, has, set, clear }), [selected, has, set, clear]);
}
