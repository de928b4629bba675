import { classNames } from './class-names.ts';

export type LegendRow = {
  key: string;
  swatch: 'allocated' | 'allocated-2' | 'asked' | 'over' | 'track';
  label: string;
  /** Digits as they are shown, e.g. "12,000". */
  value: string;
  strong?: boolean;
};

const SWATCHES = {
  allocated: 'bg-allocated',
  'allocated-2': 'bg-allocated-2',
  asked: 'bg-accent hatch',
  over: 'bg-danger hatch',
  track: 'bg-track',
};

/** What the parts of a meter mean. Digits stand under digits; the unit has its own column, and is said in each row. */
export function MeterLegend({ rows, unit }: { rows: readonly LegendRow[]; unit: string }) {
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-y-1">
      {rows.map(({ key, swatch, label, value, strong }) => (
        <div key={key} className="col-span-2 grid grid-cols-subgrid items-baseline">
          <dt className="flex min-w-0 items-center gap-3 text-muted">
            <span
              aria-hidden="true"
              className={classNames('meter-bar size-2.5 shrink-0 rounded-[3px]', SWATCHES[swatch])}
            />
            {/* Only what is asked for is called by a name, which may be of any length. */}
            <span className={swatch === 'asked' || swatch === 'over' ? 'min-w-0 wrap-anywhere' : 'whitespace-nowrap'}>
              {label}
            </span>
          </dt>
          <dd className={classNames('pl-3 text-right', strong && 'font-medium')}>
            {value} <span className={strong ? undefined : 'text-muted'}>{unit}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
