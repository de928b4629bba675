import {
  type ChangeEvent,
  type ComponentType,
  createContext,
  type FocusEvent,
  type ReactNode,
  use,
  useMemo,
  useRef,
} from 'react';
import { type Container, nameAndUid } from '../../rules/containers.ts';
import { formatNumber } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { FootBar } from '../../ui/foot-bar.tsx';
import { PoliteStatus } from '../../ui/polite-status.tsx';
import type { ContainerRow } from './containers-table-groups.tsx';
import type { Selection } from './use-selection.ts';

/** What can be done to the selected containers: buttons in the bar that says how many there are. */
export type SelectionActions = ComponentType<{
  selected: readonly Container[];
  /** Takes these out of the selection, for what is done with. */
  deselect: (uids: readonly number[]) => void;
}>;

interface Picking {
  has: (uid: number) => boolean;
  /** `toHere`: all rows from the one picked before to this one. */
  pick: (row: ContainerRow, selected: boolean, toHere: boolean) => void;
  all: 'none' | 'some' | 'all';
  pickAll: (selected: boolean) => void;
}

// Columns are made once, and rows drawn anew when their columns change: only the checkboxes listen to the selection.
const PickingContext = createContext<Picking | undefined>(undefined);

/** Lets the checkboxes of the table in it select among the rows that the filter shows. */
export function SelectionScope(props: {
  selection: Selection<Container>;
  shown: readonly ContainerRow[];
  children: ReactNode;
}) {
  const { selection, shown, children } = props;
  const { has, set } = selection;
  const anchor = useRef<ContainerRow>(undefined);
  const picking = useMemo((): Picking => {
    const selected = shown.filter(({ container }) => has(container.uid)).length;
    const some = selected === 0 ? 'none' : 'some';
    return {
      has,
      pick: (row, on, toHere) => {
        const from = toHere && anchor.current ? placeOf(shown, anchor.current) : -1;
        const to = placeOf(shown, row);
        const range = from === -1 ? [row] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
        set(uidsOf(range), on);
        anchor.current = row;
      },
      all: selected > 0 && selected === shown.length ? 'all' : some,
      pickAll: (on) => set(uidsOf(shown), on),
    };
  }, [shown, has, set]);
  return <PickingContext value={picking}>{children}</PickingContext>;
}

const uidsOf = (rows: readonly ContainerRow[]) => rows.map(({ container }) => container.uid);

/** A refresh makes rows anew, so they are known by what they are of. */
function placeOf(rows: readonly ContainerRow[], { container, group }: ContainerRow): number {
  return rows.findIndex((row) => row.container.uid === container.uid && row.group === group);
}

const CHECKBOX = 'size-4 shrink-0';
/** More to hit than the box itself (WCAG 2.2 2.5.8). */
const HIT_AREA = '-my-1.5 flex w-fit items-center gap-2 p-1.5 cards:-mx-1.5';

const BAR_ID = 'selection';

/**
 * The bar stands after the rows, and in a long table no number of Tabs leads there. So the way to it is after the checkbox
 * of each selected row, in sight while it has the focus.
 */
function ToActions() {
  return (
    <button
      type="button"
      onClick={() => document.getElementById(BAR_ID)?.focus()}
      className="absolute z-10 rounded-lg bg-accent px-2 py-1 whitespace-nowrap text-accent-text not-focus:sr-only cards:right-0"
    >
      Go to actions
    </button>
  );
}

function RowCheckbox({ row, selected }: { row: ContainerRow; selected: boolean }) {
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
        aria-label={`Select ${nameAndUid(row.container)}`}
        checked={selected}
        onChange={({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) =>
          picking?.pick(row, target.checked, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
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
  const { all, pickAll } = use(PickingContext) ?? {};
  return (
    <label className={HIT_AREA}>
      <input
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = all === 'some';
        }}
        checked={all === 'all'}
        onChange={({ target }) => pickAll?.(target.checked)}
        className={CHECKBOX}
      />
      <span className="sr-only cards:not-sr-only">Select all</span>
    </label>
  );
}

/** The first column of a table in which rows are selected. */
export const selectColumn: Column<ContainerRow> = {
  key: 'select',
  header: 'Select',
  width: '2rem',
  cardCorner: true,
  headerControl: <SelectAll />,
  cell: (row, { selected }) => <RowCheckbox row={row} selected={selected} />,
};

/** How many are selected and what can be done to them: at the foot of the window, so that no row moves when it comes. */
export function SelectionBar(props: {
  selection: Selection<Container>;
  shown: readonly ContainerRow[];
  actions: SelectionActions;
}) {
  const { selection, shown, actions: Actions } = props;
  const { items, set, clear } = selection;
  const hidden = useMemo(() => {
    if (items.length === 0) return 0;
    const visible = new Set(uidsOf(shown));
    return items.filter(({ uid }) => !visible.has(uid)).length;
  }, [items, shown]);
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
    const page = document.getElementById(BAR_ID)?.closest('main');
    const row = cameFrom.current?.isConnected ? cameFrom.current.closest('tr') : null;
    (row ?? page)?.querySelector<HTMLElement>('input[type=checkbox]')?.focus({ preventScroll: true });
  }
  function deselect(uids: readonly number[]) {
    const gone = new Set(uids);
    const isLast = items.every(({ uid }) => gone.has(uid));
    // The bar goes with the last one, and would take the focus with it.
    if (isLast && document.getElementById(BAR_ID)?.contains(document.activeElement)) goBack();
    set(uids, false);
  }
  return (
    <>
      <PoliteStatus role="status" text={items.length > 0 ? [count, hint].filter(Boolean).join(', ') : ''} />
      {items.length > 0 && (
        <FootBar
          id={BAR_ID}
          tabIndex={-1}
          aria-label="Selection"
          onFocus={rememberWhereFrom}
          className="flex flex-wrap items-center gap-2 py-2"
        >
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
          <div className="flex flex-wrap gap-2 sm:ml-auto">
            <Actions selected={items} deselect={deselect} />
          </div>
        </FootBar>
      )}
    </>
  );
}
