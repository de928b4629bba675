import { type CapacitySources, type Gauge, gaugeInputsOf, gaugeOf, type Resource } from '../../rules/capacity.ts';
import type { Container } from '../../rules/containers.ts';
import { formatMegabytes, formatSize } from '../../rules/units.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CapacityLink, QuotaMeter } from '../shared/quota-meter.tsx';

const METERS: readonly { resource: Resource; label: string }[] = [
  { resource: 'memory', label: 'Memory' },
  { resource: 'storage', label: 'Storage' },
];

/**
 * As wide as the longest detail, which stands below the bar: what the gauges say must not decide where the head of the
 * page wraps, or everything below would jump when they come.
 */
const SIZE = 'w-48 [&>:last-child]:basis-full';

/** What is left is what a person decides by; without a total, what is allocated. */
function detailOf(resource: Resource, { state, left, figures }: Gauge): string {
  if (state === 'unknown') return `${figures},`;
  if (state !== 'known' || left === undefined) return figures;
  return `${resource === 'memory' ? formatMegabytes(left) : formatSize(left)} left`;
}

/** The two gauges in the head of a server's pages. Skeletons of the same size until `data` is there. */
export function ServerMeters({
  address,
  data,
}: {
  address: string;
  data: { containers: readonly Container[]; sources: CapacitySources } | undefined;
}) {
  return METERS.map(({ resource, label }) => {
    if (!data) {
      return (
        <span key={resource} className={`flex flex-wrap items-center gap-x-2.5 gap-y-0.5 text-muted text-xs ${SIZE}`}>
          {label}
          <Skeleton className="h-2.5 w-30" />
          <span className="flex h-4 items-center">
            <Skeleton className="h-3 w-24" />
          </span>
        </span>
      );
    }
    const inputs = { resource, address, ...data };
    const gauge = gaugeOf(gaugeInputsOf(inputs));
    return (
      <QuotaMeter
        key={resource}
        {...inputs}
        label={label}
        size="small"
        className={SIZE}
        detail={detailOf(resource, gauge)}
        detailLink={gauge.state === 'unknown' && <CapacityLink address={address}>total unknown</CapacityLink>}
      />
    );
  });
}

/** Said in words where the API refused what a gauge would allow (design.md §1.1). */
export function capacityNotes(address: string, containers: readonly Container[], sources: CapacitySources): string[] {
  return METERS.flatMap(({ resource }) => {
    const { note } = gaugeOf(gaugeInputsOf({ resource, address, containers, sources }));
    return note ? [note] : [];
  });
}
