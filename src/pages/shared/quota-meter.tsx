import { type CapacitySources, gaugeOf, type Resource, slicesOf, totalOf } from '../../rules/capacity.ts';
import type { Container } from '../../rules/containers.ts';
import { formatMegabytes } from '../../rules/units.ts';
import { Meter, type MeterProps } from '../../ui/meter.tsx';

/** What is asked for in a form, and the container whose place it takes, if any. */
export interface Asked {
  name: string;
  megabytes: number;
}

/** The gauge of one resource of one server: the same figures for its meter, its legend and its field's validation. */
export function gaugeInputsOf(options: {
  resource: Resource;
  address: string;
  containers: readonly Container[];
  sources: CapacitySources;
  asked?: Asked | undefined;
  replacing?: number | undefined;
}) {
  const { resource, address, containers, sources, asked, replacing } = options;
  return {
    resource,
    slices: slicesOf(containers, address, resource),
    total: totalOf(resource, sources),
    asked,
    replacing,
    refused: sources.learned?.[resource]?.refused,
  };
}

/** A meter of a server's memory or storage. `label` is its accessible name (screens.md). */
export function QuotaMeter(
  props: Parameters<typeof gaugeInputsOf>[0] &
    Pick<MeterProps, 'label' | 'labelHidden' | 'size' | 'detail' | 'className'>,
) {
  const { label, labelHidden, size, detail, className, ...options } = props;
  const inputs = gaugeInputsOf(options);
  const gauge = gaugeOf(inputs);
  const kept = options.asked ? inputs.slices.filter((slice) => slice.uid !== options.replacing) : inputs.slices;
  return (
    <Meter
      label={label}
      labelHidden={labelHidden}
      size={size}
      detail={detail}
      className={className}
      slices={kept.map((slice) => ({
        key: String(slice.uid),
        label: slice.name || String(slice.uid),
        value: slice.megabytes,
      }))}
      asked={options.asked ? { label: options.asked.name, value: options.asked.megabytes } : undefined}
      total={gauge.state === 'unknown' ? undefined : gauge.max}
      valueNow={gauge.now}
      valueMax={gauge.max}
      valueText={gauge.sentence}
      formatValue={formatMegabytes}
      state={gauge.state}
    />
  );
}
