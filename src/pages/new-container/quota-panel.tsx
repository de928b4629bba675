import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  type Asked,
  type CapacitySources,
  type Gauge,
  gaugeInputsOf,
  gaugeOf,
  type Resource,
  type Total,
} from '../../rules/capacity.ts';
import type { Container } from '../../rules/containers.ts';
import { formatMegabytes, formatNumber } from '../../rules/units.ts';
import { Notice } from '../../ui/alert.tsx';
import { type LegendRow, MeterLegend } from '../../ui/meter-legend.tsx';
import { lessonsOf } from '../capacity/capacity-sources.ts';
import { QuotaMeter } from '../shared/quota-meter.tsx';
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

export interface QuotaPanelProps {
  address: string;
  containers: readonly Container[];
  sources: CapacitySources;
  asked: Partial<Record<Resource, Asked | undefined>>;
  /** The uid of the spare that is used again. */
  replacing: number | undefined;
}

function ResourceGauge({
  resource,
  label,
  ...props
}: QuotaPanelProps & { resource: Resource; label: string }): ReactNode {
  const asked = props.asked[resource];
  const options = { ...props, resource, asked };
  const inputs = gaugeInputsOf(options);
  const gauge = gaugeOf(inputs);
  const lessons = inputs.total.source === 'learned' ? lessonsOf(resource, props.sources) : [];
  const count = inputs.slices.filter((slice) => asked === undefined || slice.uid !== props.replacing).length;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <QuotaMeter
        {...options}
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

/** The gauges of the form, with where their totals come from (design.md §5 "Quotas while typing"). */
export function QuotaPanel(props: QuotaPanelProps) {
  const { address } = props;
  const totalOfResource = (resource: Resource) => gaugeInputsOf({ ...props, asked: undefined, resource }).total;
  const [memory, storage] = [totalOfResource('memory'), totalOfResource('storage')];
  const all = (source: Total['source']) => memory.source === source && storage.source === source;
  return (
    <section
      aria-label="Quotas"
      className="flex flex-col gap-5 rounded-lg border border-line bg-surface p-4 sm:p-5 xl:sticky xl:top-6 xl:col-start-2 xl:row-span-7 xl:row-start-1 xl:self-start"
    >
      <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2 xl:grid-cols-1">
        <ResourceGauge {...props} resource="memory" label="Memory" />
        <ResourceGauge {...props} resource="storage" label="Storage" />
      </div>
      <p className="border-t border-line pt-4 text-muted">
        {totalsSource(memory, storage)} The API keeps them to itself.{' '}
        <Link to="/servers/$address/capacity" params={{ address }} className="link">
          {all('customer') && 'Change'}
          {all('supplier') && 'Capacity'}
          {!all('customer') && !all('supplier') && 'Declare them'}
        </Link>
      </p>
    </section>
  );
}
