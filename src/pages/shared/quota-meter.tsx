import { Link } from '@tanstack/react-router';
import { gaugeInputsOf, gaugeOf } from '../../rules/capacity.ts';
import { nameOfContainer } from '../../rules/containers.ts';
import { formatMegabytes } from '../../rules/units.ts';
import { Meter, type MeterProps } from '../../ui/meter.tsx';

/** A meter of a server's memory or storage. `label` is its accessible name (screens.md). */
export function QuotaMeter(
  props: Parameters<typeof gaugeInputsOf>[0] &
    Pick<MeterProps, 'label' | 'labelHidden' | 'size' | 'detail' | 'detailLink' | 'className'>,
) {
  const { label, labelHidden, size, detail, detailLink, className, ...options } = props;
  const inputs = gaugeInputsOf(options);
  const gauge = gaugeOf(inputs);
  const kept = options.asked ? inputs.slices.filter((slice) => slice.uid !== options.replacing) : inputs.slices;
  return (
    <Meter
      label={label}
      labelHidden={labelHidden}
      size={size}
      detail={detail}
      detailLink={detailLink}
      className={className}
      slices={kept.map((slice) => ({
        key: String(slice.uid),
        label: nameOfContainer(slice),
        value: slice.megabytes,
      }))}
      asked={options.asked ? { label: options.asked.name || 'this one', value: options.asked.megabytes } : undefined}
      total={gauge.state === 'unknown' ? undefined : gauge.max}
      valueNow={gauge.now}
      valueMax={gauge.max}
      valueText={gauge.sentence}
      formatValue={formatMegabytes}
      state={gauge.state}
    />
  );
}

/** Where a total can be declared, or where it is told why less may be free: the one next step from a gauge that lacks it. */
export function CapacityLink({ address, title, children }: { address: string; title?: string; children: string }) {
  return (
    <Link to="/servers/$address/capacity" params={{ address }} title={title} className="link">
      {children}
    </Link>
  );
}
