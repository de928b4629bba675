import { type FocusEvent, type ReactNode, use, useLayoutEffect, useRef } from 'react';
import { formatNumber } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import { FootBar } from '../../ui/foot-bar.tsx';
import { PoliteStatus } from '../../ui/polite-status.tsx';
import { PickingContext } from './picking.ts';
import type { Selection } from './use-selection.ts';

/** Of the bar's element; a page has one. */
export const SELECTION_BAR_ID = 'selection';

export interface SelectionBarProps<Item> {
  selection: Selection<Item>;
  /** What can be done: buttons. `deselect` takes these out of the selection, for what is done with. */
  children: (deselect: (keys: readonly number[]) => void) => ReactNode;
}

/** How many are selected and what can be done to them: at the foot of the window, so that no row moves when it comes. */
export function SelectionBar<Item>({ selection, children }: SelectionBarProps<Item>) {
  const { items, has, set, clear } = selection;
  const { hidden = 0 } = use(PickingContext) ?? {};
  const count = `${formatNumber(items.length)} selected`;
  const those =
    hidden === items.length ? 'hidden by the filter' : `${formatNumber(hidden)} of them hidden by the filter`;
  const hint = hidden > 0 ? those : '';
  const cameFrom = useRef<Element | null>(null);
  function rememberWhereFrom({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) {
    if (relatedTarget && !currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget;
  }
  // The row that a person came from, else the first checkbox; wherever that is, nothing scrolls under a pointer.
  function goBack() {
    const row = cameFrom.current?.isConnected ? cameFrom.current.closest('tr') : null;
    focusCheckboxIn(row ?? document.getElementById(SELECTION_BAR_ID)?.closest('main'));
  }
  function deselect(keys: readonly number[]) {
    // The bar goes with the last one, and would take the focus with it.
    const isLast = keys.filter(has).length >= items.length;
    if (isLast && document.getElementById(SELECTION_BAR_ID)?.contains(document.activeElement)) goBack();
    set(keys, false);
  }
  return (
    <>
      <PoliteStatus role="status" text={items.length > 0 ? [count, hint].filter(Boolean).join(', ') : ''} />
      {items.length > 0 && (
        <Bar onFocus={rememberWhereFrom}>
          <p>
            <span className="font-medium">{count}</span> {hint && <span className="text-muted">{hint}</span>}
          </p>
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              goBack();
              clear();
            }}
          >
            Clear selection
          </Button>
          <button type="button" onClick={goBack} className="min-h-7 rounded-lg px-2 not-focus:sr-only">
            Back to the list
          </button>
          <div className="flex flex-wrap gap-2 sm:ml-auto">{children(deselect)}</div>
        </Bar>
      )}
    </>
  );
}

function focusCheckboxIn(place: Element | null | undefined) {
  place?.querySelector<HTMLElement>('input[type=checkbox]')?.focus({ preventScroll: true });
}

function Bar({ onFocus, children }: { onFocus: (event: FocusEvent<HTMLElement>) => void; children: ReactNode }) {
  // What is selected may be gone at any time, and the bar with it: the focus goes to what stays.
  useLayoutEffect(() => {
    const bar = document.getElementById(SELECTION_BAR_ID);
    return () => {
      if (bar?.contains(document.activeElement)) focusCheckboxIn(bar.closest('main'));
    };
  }, []);
  return (
    <FootBar
      id={SELECTION_BAR_ID}
      tabIndex={-1}
      aria-label="Selection"
      onFocus={onFocus}
      className="flex flex-wrap items-center gap-2 py-2"
    >
      {children}
    </FootBar>
  );
}
