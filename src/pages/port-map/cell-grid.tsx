import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  type SyntheticEvent,
} from 'react';
import { classNames } from '../../ui/class-names.ts';
import { SIDE } from './map-geometry.ts';

/** What a key asks for within a grid of 16 by 16, as a number of cells; `start` and `end` are those of the row, `first` and `last` of the grid. */
export type GridMove = { by: number } | { to: 'start' | 'end' | 'first' | 'last' } | { page: -1 | 1 };

const MOVES: Readonly<Record<string, GridMove>> = {
  ArrowLeft: { by: -1 },
  ArrowRight: { by: 1 },
  ArrowUp: { by: -SIDE },
  ArrowDown: { by: SIDE },
  Home: { to: 'start' },
  End: { to: 'end' },
  'Control+Home': { to: 'first' },
  'Control+End': { to: 'last' },
  PageUp: { page: -1 },
  PageDown: { page: 1 },
};

// Elements whose roles are spelt out: those of a table would bring display rules along that do not fit a picture.
const ROW = { role: 'row' };
const ROWS = Array.from({ length: SIDE }, (_, row) => Array.from({ length: SIDE }, (_, column) => row * SIDE + column));

export interface CellGridProps {
  label: string;
  describedBy: string;
  /** The names of the 256 cells, row by row; empty for one that is none. */
  names: readonly string[];
  /** The place of the one cell that Tab leads to. */
  current: number;
  /** The place of the cell that is opened elsewhere. */
  selected?: number;
  /** What stands in each cell, for the eye alone. */
  contents: readonly ReactNode[];
  onMove: (move: GridMove) => void;
  /** Enter, Space or a click. `event` tells where in the cell. */
  onPick: (place: number, event: SyntheticEvent) => void;
  onPoint?: (event: PointerEvent<HTMLElement>) => void;
  onPointEnd?: () => void;
  onEscape?: () => void;
  /** The side of a cell and the room between two, in CSS pixels. */
  cell: number;
  gap: number;
  className?: string;
}

// Of a known size, so that hundreds of them are laid out at once.
const SIZE = 'size-(--cell) shrink-0 contain-size contain-layout';

const CELL = `${SIZE} relative cursor-pointer hover:outline-1 hover:outline-muted aria-selected:z-10 aria-selected:outline-2 aria-selected:outline-text aria-selected:inset-ring aria-selected:inset-ring-ground focus-visible:z-20`;

const placeOf = (target: EventTarget) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-place]')?.dataset.place : undefined;

/** Puts the focus on a cell of a grid that stands already. */
export function focusCell(grid: Element | null | undefined, place: number): void {
  grid?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
}

/** 16 by 16 cells with one tab stop, which arrow keys, Home, End and the page keys move (WAI-ARIA Authoring Practices, "Grid"). */
export function CellGrid(props: CellGridProps) {
  const { label, describedBy, names, current, selected, contents, onMove, onPick, onEscape } = props;

  function keyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.shiftKey) return;
    const move = MOVES[event.ctrlKey || event.metaKey ? `Control+${event.key}` : event.key];
    const isPick = event.key === 'Enter' || event.key === ' ';
    if (!move && !isPick && !(event.key === 'Escape' && onEscape)) return;
    event.preventDefault();
    if (move) onMove(move);
    else if (isPick) onPick(current, event);
    else onEscape?.();
  }

  function click(event: SyntheticEvent<HTMLElement>) {
    const place = placeOf(event.target);
    if (place !== undefined) onPick(Number(place), event);
  }

  const grid = {
    role: 'grid',
    'aria-label': label,
    'aria-describedby': describedBy,
    onKeyDown: keyDown,
    onClick: click,
    onPointerMove: props.onPoint,
    onPointerLeave: props.onPointEnd,
  };

  return (
    <div
      {...grid}
      className={classNames('flex flex-col gap-(--gap)', props.className)}
      style={{ '--cell': `${props.cell}px`, '--gap': `${props.gap}px` } as CSSProperties}
    >
      {ROWS.map((places) => (
        <div key={places[0]} {...ROW} className="flex gap-(--gap)">
          {places.map((place) => (
            <Cell
              key={place}
              place={place}
              name={names[place] ?? ''}
              isCurrent={place === current}
              isSelected={selected === undefined ? undefined : place === selected}
            >
              {contents[place]}
            </Cell>
          ))}
        </div>
      ))}
    </div>
  );
}

interface CellProps {
  place: number;
  name: string;
  isCurrent: boolean;
  isSelected: boolean | undefined;
  children: ReactNode;
}

function DrawnCell({ place, name, isCurrent, isSelected, children }: CellProps) {
  const cell = { role: 'gridcell', 'aria-label': name || 'No port', 'aria-selected': isSelected };
  if (name === '') return <div {...cell} className={SIZE} />;
  return (
    <div {...cell} data-place={place} tabIndex={isCurrent ? 0 : -1} className={CELL}>
      {children}
    </div>
  );
}

// A key moves the tab stop from one cell to another: the others stay as they are.
const Cell = memo(DrawnCell);
