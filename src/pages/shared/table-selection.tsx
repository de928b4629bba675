import { type ChangeEvent, type ReactNode, use, useMemo, useRef } from 'react';
import type { Column } from '../../ui/data-table.tsx';
import { type Picking, PickingContext, type PlaceKey } from './picking.ts';
import { SELECTION_BAR_ID } from './selection-bar.tsx';
import type { Selection } from './use-selection.ts';

/** How the rows of a table are selected. */
export interface SelectableRows<Row> {
  /** What of a row is selected; undefined where there is nothing yet. */
  keyOf: (row: Row) => number | undefined;
  /** What tells a row from all others, also after a refresh, where one thing may stand in several rows. */
  placeKeyOf?: (row: Row) => string;
  /** "Select NAME" is the checkbox. */
  nameOf: (row: Row) => string;
}

function keysIn<Row>(rows: readonly Row[], { keyOf }: SelectableRows<Row>): number[] {
  const keys: number[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== undefined) keys.push(key);
  }
  return keys;
}

function placeKeyIn<Row>({ keyOf, placeKeyOf }: SelectableRows<Row>): (row: Row) => PlaceKey {
  return placeKeyOf ?? keyOf;
}

/** How much of what is shown is selected. One pass: there may be 129,016 rows. */
function countShown<Row, Item>(shown: readonly Row[], of: SelectableRows<Row>, { items, has }: Selection<Item>) {
  // What is typed into the filter must not wait for this while nothing is selected.
  if (items.length === 0) return { all: 'none', hidden: 0 } as const;
  const keys = keysIn(shown, of);
  const selected = keys.filter(has);
  const some = selected.length === 0 ? 'none' : 'some';
  const things = of.placeKeyOf ? new Set(selected).size : selected.length;
  return {
    all: selected.length > 0 && selected.length === keys.length ? 'all' : some,
    hidden: items.length - things,
  } as const;
}

export interface SelectionScopeProps<Row, Item> {
  of: SelectableRows<Row>;
  selection: Selection<Item>;
  shown: readonly Row[];
  children: ReactNode;
}

/** Lets the checkboxes of the table in it select among the rows that the filter shows; the bar stands in it, too. */
export function SelectionScope<Row, Item>({ of, selection, shown, children }: SelectionScopeProps<Row, Item>) {
  const { set } = selection;
  const anchor = useRef<PlaceKey>(undefined);
  const picking = useMemo((): Picking => {
    // A refresh makes rows anew, so they are known by what they are of.
    const placeKeyOf = placeKeyIn(of);
    const placeOf = (placeKey: PlaceKey) => shown.findIndex((row) => placeKeyOf(row) === placeKey);
    return {
      pick: (placeKey, on, toHere) => {
        const from = toHere && anchor.current !== undefined ? placeOf(anchor.current) : -1;
        const to = placeOf(placeKey);
        const range = from === -1 ? shown.slice(to, to + 1) : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
        set(keysIn(range, of), on);
        anchor.current = placeKey;
      },
      pickAll: (on) => set(keysIn(shown, of), on),
      isEmpty: shown.length === 0,
      ...countShown(shown, of, selection),
    };
  }, [of, shown, selection, set]);
  return <PickingContext value={picking}>{children}</PickingContext>;
}

const CHECKBOX = 'size-4 shrink-0';
/** More to hit than the box itself (WCAG 2.2 2.5.8). */
const HIT_AREA = '-my-1.5 flex w-fit items-center gap-2 p-1.5 cards:-m-3.5 cards:p-3.5';

/**
 * The bar stands after the rows, and in a long table no number of Tabs leads there. So the way to it is after the checkbox
 * of each selected row, in sight while it has the focus.
 */
function ToActions() {
  return (
    <button
      type="button"
      onClick={() => document.getElementById(SELECTION_BAR_ID)?.focus()}
      className="absolute z-10 rounded-lg bg-accent px-2 py-1 whitespace-nowrap text-accent-text not-focus:sr-only cards:right-0"
    >
      Go to actions
    </button>
  );
}

function RowCheckbox({ name, placeKey, selected }: { name: string; placeKey: PlaceKey; selected: boolean }) {
  const picking = use(PickingContext);
  const box = (
    <label
      className={HIT_AREA}
      // With Shift the browser would mark the text in between.
      onMouseDown={(event) => {
        if (event.shiftKey) event.preventDefault();
      }}
    >
      <input
        type="checkbox"
        aria-label={`Select ${name}`}
        checked={selected}
        onChange={({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) =>
          picking?.pick(placeKey, target.checked, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
        }
        className={CHECKBOX}
      />
    </label>
  );
  return (
    <>
      {box}
      {selected && <ToActions />}
    </>
  );
}

/** All that match the filter, also those that are not drawn. */
function SelectAll() {
  const { all, isEmpty, pickAll } = use(PickingContext) ?? {};
  return (
    <label className={HIT_AREA}>
      <input
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = all === 'some';
        }}
        checked={all === 'all'}
        // Not `disabled`: it would lose the focus.
        aria-disabled={isEmpty}
        onChange={({ target }) => pickAll?.(target.checked)}
        className={`${CHECKBOX} aria-disabled:opacity-50`}
      />
      <span className="sr-only cards:not-sr-only">Select all</span>
    </label>
  );
}

/** The first column of a table in which rows are selected; to be made once. */
export function selectColumnOf<Row>(of: SelectableRows<Row>): Column<Row> {
  const { keyOf, nameOf } = of;
  const placeKeyOf = placeKeyIn(of);
  return {
    key: 'select',
    header: 'Select',
    width: '2rem',
    cardCorner: true,
    cardPlace: 'cards:col-start-1 cards:row-start-1 cards:row-span-3 cards:pr-2',
    headerControl: <SelectAll />,
    cell: (row, { selected }) =>
      keyOf(row) === undefined ? null : (
        <RowCheckbox name={nameOf(row)} placeKey={placeKeyOf(row)} selected={selected} />
      ),
  };
}
