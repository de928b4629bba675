import type { PortMap } from '../../rules/port-map.ts';
import { keepingInWords, nameOfClash, nameOfSide } from '../../rules/port-map-clash-words.ts';
import { holdersNow, planSwitching } from '../../rules/port-map-clashes.ts';
import type { PortClash } from '../../rules/port-map-runs.ts';
import type { PlanStep } from '../../rules/port-mapping-plans.ts';
import { type ContainerNames, describeHolder, type PortMapping } from '../../rules/port-mappings.ts';
import { Button } from '../../ui/button.tsx';

export interface ResolvedClashesProps {
  /** Those that somebody resolved on this page, also when that is still under way or did not work. */
  clashes: readonly PortClash[];
  map: PortMap;
  names: ContainerNames;
  /** The uids of the customer's containers on this server. */
  own: ReadonlySet<number>;
  /** Another change of many is under way. */
  isBusy: boolean;
  onSwitch: (steps: readonly PlanStep[]) => void;
}

/** The way back from a choice: a clash is never created again, but another of its sides can have the ports instead. */
export function ResolvedClashes({ clashes, map, ...rest }: ResolvedClashesProps) {
  const over = clashes.flatMap((clash) => {
    const holders = holdersNow(map, clash);
    return holders ? [{ clash, holders }] : [];
  });
  if (over.length === 0) return null;
  return (
    <ul className="mt-3 max-w-3xl divide-y divide-line border-line border-y">
      {over.map((one) => (
        <ResolvedClash key={nameOfClash(one.clash)} {...one} {...rest} />
      ))}
    </ul>
  );
}

function ResolvedClash(
  props: Omit<ResolvedClashesProps, 'clashes' | 'map'> & { clash: PortClash; holders: readonly PortMapping[] },
) {
  const { clash, holders, names, own, isBusy, onSwitch } = props;
  const holder = holders[0]?.container ?? 0;
  // What leads to another customer's container can be created by that one only.
  const others = own.has(holder)
    ? clash.sides.filter(({ container }) => container !== holder && own.has(container))
    : [];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2">
      <p className="min-w-0 grow basis-48 wrap-anywhere">
        {nameOfClash(clash)} now leads to {describeHolder(holder, names)} alone.
      </p>
      {others.map((side) => (
        <Button
          key={side.rows[0]?.id}
          size="small"
          aria-label={`${keepingInWords(clash, side, names)} instead`}
          disabledReason={isBusy ? 'Another change is under way' : undefined}
          onClick={() => onSwitch(planSwitching(holders, side))}
          className="max-sm:min-h-11"
        >
          Keep {nameOfSide(clash, side, names)} instead
        </Button>
      ))}
    </li>
  );
}
