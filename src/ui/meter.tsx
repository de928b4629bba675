import { TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { classNames } from './class-names.ts';
import { type MeterGeometry, type MeterSlice, meterGeometry, sliceAt, sliceBackground } from './meter-geometry.ts';

export type MeterState = 'known' | 'unknown' | 'zero' | 'over';

export type MeterProps = {
  /** The accessible name. */
  label: string;
  labelHidden?: boolean;
  /** One a container, in the order they are drawn. */
  slices: readonly MeterSlice[];
  /** What is being asked for: hatched, after the others. */
  asked?: { label: string; value: number } | undefined;
  /** In the unit of the slices; undefined draws a broken track. */
  total: number | undefined;
  valueNow: number;
  valueMax: number;
  /** The whole state in one sentence; in a large meter that is over it is shown too. */
  valueText: string;
  state: MeterState;
  size?: 'small' | 'large';
  /** Beside the bar when small, above its right end when large, e.g. "12,000 of 64,000 MB". */
  detail?: ReactNode;
  /** After the detail of a small meter: it is the page's, where the detail only repeats what the meter says. */
  detailLink?: ReactNode;
  /** How a slice's value is written when it is named: with its unit. */
  formatValue: (value: number) => string;
  className?: string;
};

/**
 * A capacity meter: one slice a container (design.md §6). `role=meter` with its sentence; pointing at a slice names it, and a
 * large meter takes the focus once: arrow keys then walk through its slices.
 */
export function Meter(props: MeterProps) {
  const { label, labelHidden, slices, asked, total, valueText, state, size = 'large', detail, className } = props;
  const { valueNow, valueMax, detailLink, formatValue } = props;
  const labelId = useId();
  const [named, setNamed] = useState<number>();
  const large = size === 'large';
  const geometry = useMemo(() => meterGeometry(slices, asked?.value ?? 0, total), [slices, asked?.value, total]);

  const names = asked && geometry.asked ? [...slices, asked] : slices;
  const figureOf = (slice: { value: number }) => `: ${formatValue(slice.value)}`;
  const nameOf = (index: number) => {
    const slice = names[index];
    return slice ? `${slice.label}${figureOf(slice)}` : '';
  };
  const pointedAt = named === undefined ? undefined : names[named];

  function point(event: PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    if (box.width > 0) setNamed(sliceAt(geometry, ((event.clientX - box.left) / box.width) * 100));
  }

  // A native <meter> cannot be drawn in slices, and its own text cannot be set.
  const meter = {
    role: 'meter',
    ...(large && !labelHidden ? { 'aria-labelledby': labelId } : { 'aria-label': label }),
    'aria-valuemin': 0,
    'aria-valuenow': valueNow,
    'aria-valuemax': valueMax,
    'aria-valuetext': valueText,
  };
  const pointing = { onPointerMove: point, onPointerLeave: () => setNamed(undefined) };

  return (
    <div
      className={classNames(
        large ? 'flex flex-col gap-2' : 'flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-0.5 text-xs',
        className,
      )}
    >
      {large ? (
        <div className="flex min-h-5 items-baseline justify-between gap-3">
          {!labelHidden && (
            <span id={labelId} className="font-medium">
              {label}
            </span>
          )}
          {/* In the place of the detail, where it covers nothing. */}
          {pointedAt ? (
            <SliceName name={pointedAt.label} value={figureOf(pointedAt)} />
          ) : (
            detail && <span className="shrink-0 text-muted">{detail}</span>
          )}
        </div>
      ) : (
        !labelHidden && (
          <span aria-hidden="true" className="whitespace-nowrap text-muted">
            {label}
          </span>
        )
      )}
      <div className={classNames('relative', large ? 'w-full' : 'w-30')} {...pointing}>
        <div {...meter}>
          <Bar geometry={geometry} state={state} large={large} named={named} />
        </div>
        {large && names.length > 0 && (
          <SliceWalker label={label} count={names.length} named={named} nameOf={nameOf} onName={setNamed} />
        )}
        {!large && named !== undefined && pointedAt && (
          <Bubble geometry={geometry} index={named}>
            <SliceName name={pointedAt.label} value={figureOf(pointedAt)} />
          </Bubble>
        )}
      </div>
      {large && state === 'over' && (
        <p className="flex gap-1.5 text-small text-danger">
          <TriangleAlert size={14} className="mt-[3px] shrink-0" />
          {valueText}
        </p>
      )}
      {!large && <SmallDetail detail={detail} detailLink={detailLink} over={state === 'over'} />}
    </div>
  );
}

type SmallDetailProps = { detail: ReactNode; detailLink: ReactNode; over: boolean };

/** What the meter has said already, for the eye alone, and the link that is for everybody. */
function SmallDetail({ detail, detailLink, over }: SmallDetailProps) {
  if (!detail && !detailLink && !over) return null;
  return (
    <span className="flex flex-wrap items-center gap-x-1">
      <span aria-hidden="true" className={classNames('flex items-center gap-1', over ? 'text-danger' : 'text-muted')}>
        {over && <TriangleAlert size={12} className="shrink-0" />}
        <span>
          {over && 'Over: '}
          {detail}
        </span>
      </span>
      {detailLink}
    </span>
  );
}

const BROKEN_TRACK = 'repeating-linear-gradient(to right, var(--color-track) 0 6px, transparent 6px 10px)';

type BarProps = { geometry: MeterGeometry; state: MeterState; large: boolean; named: number | undefined };

function Bar({ geometry, state, large, named }: BarProps) {
  const { slices, asked, overFrom } = geometry;
  const background = sliceBackground(slices, large ? 1 : 3);
  const track = state === 'unknown' ? BROKEN_TRACK : undefined;
  const part = named === undefined ? undefined : (slices[named] ?? asked);
  return (
    <div
      className={classNames(
        'meter-bar relative overflow-hidden',
        large ? 'h-3.5 rounded-md' : 'h-2.5 rounded-full',
        (state === 'zero' || state === 'unknown') && 'forced-colors:border-dashed',
        state === 'zero' ? 'border border-dashed border-muted' : state !== 'unknown' && 'bg-track',
      )}
      style={{ backgroundImage: [background, track].filter(Boolean).join(', ') || undefined }}
    >
      {asked && (
        <div
          className={classNames(
            'hatch absolute inset-y-0 min-w-0.5',
            overFrom === undefined ? 'bg-accent' : 'bg-danger',
          )}
          style={{ left: `${asked.start}%`, width: `${asked.size}%` }}
        />
      )}
      {overFrom !== undefined && (
        <div
          className={classNames('absolute inset-y-0 right-0 border-l-2 border-surface', !asked && 'hatch bg-danger')}
          style={{ left: `${overFrom}%` }}
        />
      )}
      {part && (
        <div
          className="absolute inset-y-0 min-w-1 border-2 border-text"
          style={{ left: `${part.start}%`, width: `${part.size}%` }}
        />
      )}
    </div>
  );
}

/** A name may be as long as the API lets it: it is cut, its value never. */
function SliceName({ name, value }: { name: string; value: string }) {
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none -my-0.5 flex min-w-0 rounded-md border border-transparent bg-text px-2 py-0.5 text-xs whitespace-nowrap text-ground"
    >
      <span className="truncate">{name}</span>
      <span className="shrink-0">{value}</span>
    </span>
  );
}

/** Above the bar, where it covers neither the figures below nor the pointer's slice. */
function Bubble({ geometry, index, children }: { geometry: MeterGeometry; index: number; children: ReactNode }) {
  const part = geometry.slices[index] ?? geometry.asked;
  if (!part) return null;
  const middle = part.start + part.size / 2;
  return (
    <div
      className="pointer-events-none absolute bottom-full z-10 mb-1 flex w-max max-w-48"
      style={middle > 50 ? { right: `${100 - middle}%` } : { left: `${middle}%` }}
    >
      {children}
    </div>
  );
}

type SliceWalkerProps = {
  label: string;
  count: number;
  named: number | undefined;
  nameOf: (index: number) => string;
  onName: (index: number | undefined) => void;
};

/** One tab stop for all slices, which changes nothing: a range's own arrow, Home and End keys walk them, and its value text says their names. */
function SliceWalker({ label, count, named, nameOf, onName }: SliceWalkerProps) {
  const index = Math.min(named ?? 0, count - 1);

  function keyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Escape') onName(undefined);
  }

  return (
    <div className="pointer-events-none absolute -inset-0.5 rounded-lg has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus">
      <input
        type="range"
        min={0}
        max={count - 1}
        value={index}
        aria-label={`${label}: what is in it, read only`}
        aria-readonly
        aria-valuetext={nameOf(index)}
        onFocus={() => onName(index)}
        onBlur={() => onName(undefined)}
        onChange={(event) => onName(event.target.valueAsNumber)}
        onKeyDown={keyDown}
        className="size-full opacity-0"
      />
    </div>
  );
}
