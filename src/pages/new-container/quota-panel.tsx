import type { Asked, CapacitySources, Resource } from '../../rules/capacity.ts';
import type { Container } from '../../rules/containers.ts';
import { ResourceGauge, TotalsSource } from '../shared/resource-gauge.tsx';

export interface QuotaPanelProps {
  address: string;
  containers: readonly Container[];
  sources: CapacitySources;
  asked: Partial<Record<Resource, Asked | undefined>>;
  /** The uid of the spare that is used again. */
  replacing: number | undefined;
}

/** The gauges of the form, with where their totals come from (design.md §5 "Quotas while typing"). */
export function QuotaPanel({ asked, ...server }: QuotaPanelProps) {
  return (
    <section
      aria-label="Quotas"
      className="flex flex-col gap-5 rounded-lg border border-line bg-surface p-4 sm:p-5 xl:sticky xl:top-6 xl:col-start-2 xl:row-span-7 xl:row-start-1 xl:self-start"
    >
      <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2 xl:grid-cols-1">
        <ResourceGauge {...server} resource="memory" label="Memory" asked={asked.memory} />
        <ResourceGauge {...server} resource="storage" label="Storage" asked={asked.storage} />
      </div>
      <p className="border-t border-line pt-4 text-muted">
        <TotalsSource {...server} />
      </p>
    </section>
  );
}
