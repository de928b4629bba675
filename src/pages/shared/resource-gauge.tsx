import { Link } from '@tanstack/react-router';
import {
  type Asked,
  type CapacitySources,
  type Gauge,
  gaugeInputsOf,
  gaugeOf,
  type Resource,
  totalOf,
} from '../../rules/capacity.ts';
import { lessonsOf } from '../../rules/capacity-sources.ts';
import type { Container } from '../../rules/containers.ts';
import { formatMegabytes, formatNumber } from '../../rules/units.ts';
import { Notice } from '../../ui/alert.tsx';
import { type LegendRow, MeterLegend } from '../../ui/meter-legend.tsx';
import { QuotaMeter } from './quota-meter.tsx';
import { totalsSource } from './totals-source.ts';

function legendRows(gauge: Gauge, count: number, asked: Asked | undefined): LegendRow[] {
  const { state, allocated, left } = gauge;
  const row = (key: string, swatch: LegendRow['swatch'], label: string, megabytes: number, strong = false) => ({
    key,
    swatch,
    label,
    value: formatNumber(megabytes),
    strong,
  });
  return [
    row('allocated', 'allocated', count === 1 ? '1 container' : `${count} containers`, allocated),
    ...(asked ? [row('asked', state === 'over' ? 'over' : 'asked', asked.name || 'this one', asked.megabytes)] : []),
    ...(left === undefined ? [] : [row('left', 'track', asked ? 'left afterwards' : 'left', left, true)]),
  ];
}

export interface ResourceGaugeProps {
  resource: Resource;
  label: string;
  address: string;
  containers: readonly Container[];
  sources: CapacitySources;
  /** What is asked for now; undefined while nothing valid is. */
  asked: Asked | undefined;
  /** The uid of the container that is resized or used again. */
  replacing: number | undefined;
}

/** A meter of one resource of a server with what its parts are, and what is known of its total. */
export function ResourceGauge(props: ResourceGaugeProps) {
  const { resource, label, sources, asked, replacing } = props;
  const inputs = gaugeInputsOf(props);
  const gauge = gaugeOf(inputs);
  const lessons = inputs.total.source === 'learned' ? lessonsOf(resource, sources) : [];
  const count = inputs.slices.filter((slice) => asked === undefined || slice.uid !== replacing).length;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <QuotaMeter
        {...props}
        label={label}
        detail={gauge.state === 'unknown' ? 'total unknown' : `of ${formatMegabytes(gauge.max)}`}
      />
      <MeterLegend unit="MB" rows={legendRows(gauge, count, asked)} />
      {lessons.map((lesson) => (
        <p key={lesson} className="text-small text-muted">
          {lesson}
        </p>
      ))}
      {gauge.note && <Notice tone="warning">{gauge.note}</Notice>}
    </div>
  );
}

/** Where the totals of a server come from, with the way to where they are declared (design.md §1.1). */
export function TotalsSource({ address, sources }: { address: string; sources: CapacitySources }) {
  const totals = [totalOf('memory', sources), totalOf('storage', sources)] as const;
  const all = (source: 'customer' | 'supplier') => totals.every((total) => total.source === source);
  return (
    <>
      {totalsSource(...totals)} The API keeps them to itself.{' '}
      <Link to="/servers/$address/capacity" params={{ address }} className="link">
        {all('customer') && 'Change'}
        {all('supplier') && 'Capacity'}
        {!all('customer') && !all('supplier') && 'Declare them'}
      </Link>
    </>
  );
}
