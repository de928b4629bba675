import { type FocusEvent, type RefObject, useLayoutEffect } from 'react';

/** Which control of which row has the focus, or had it when the rows of the table were taken away. */
const focused = new WeakMap<Element, { key: string | undefined; at: number }>();

const CONTROLS = 'a[href], button, input, select, textarea';

function remember({ target, currentTarget }: FocusEvent) {
  const row = target.closest<HTMLElement>('tr[data-key]');
  if (row)
    focused.set(currentTarget, { key: row.dataset.key, at: [...row.querySelectorAll(CONTROLS)].indexOf(target) });
  else focused.delete(currentTarget);
}

// A person who goes elsewhere is not to be called back; a row that is taken away looks the same until it is done.
function forget({ target, currentTarget }: FocusEvent) {
  queueMicrotask(() => {
    if (target.isConnected && !currentTarget.contains(document.activeElement)) focused.delete(currentTarget);
  });
}

/** For the table whose rows call `useKeptRowFocus`. */
export const ROW_FOCUS = { onFocus: remember, onBlur: forget };

/**
 * Keeps the focus in its row when a table draws all rows anew: few rows become many, or the code for many has come
 * (WCAG 2.2 2.4.3). Both ways of drawing call it.
 */
export function useKeptRowFocus(table: RefObject<HTMLTableElement | null>): void {
  useLayoutEffect(() => {
    const before = table.current && focused.get(table.current);
    if (!before || document.activeElement !== document.body) return;
    const rows = [...(table.current?.querySelectorAll<HTMLElement>('tr[data-key]') ?? [])];
    const row = rows.find(({ dataset }) => dataset.key === before.key);
    row?.querySelectorAll<HTMLElement>(CONTROLS)[before.at]?.focus();
  }, [table]);
}
