import { useId, useMemo, useRef, useState } from 'react';
import { isUnderWay, useMappingRun } from '../../queries/port-mapping-runs.ts';
import type { PortMap } from '../../rules/port-map.ts';
import { nameOfClash } from '../../rules/port-map-clash-words.ts';
import { type ClashResolution, planKeeping } from '../../rules/port-map-clashes.ts';
import { type ClashSide, clashesOfMap, type PortClash } from '../../rules/port-map-runs.ts';
import type { PlanStep } from '../../rules/port-mapping-plans.ts';
import type { ContainerNames } from '../../rules/port-mappings.ts';
import { formatNumber } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import { ClashItem } from './clash-item.tsx';
import { KeepDialog } from './keep-dialog.tsx';
import { ResolvedClashes } from './resolved-clashes.tsx';

/** What one click should not delete by habit. */
const MOST_UNASKED = 20;
/** How many clashes are drawn at first, and with each press of the button below them. */
const STEP = 20;

export interface ClashListProps {
  address: string;
  map: PortMap;
  names: ContainerNames;
  /** The uids of the customer's containers on this server. */
  own: ReadonlySet<number>;
  /** How many rows of the table could not be read. */
  unreadable: number;
  onShow: (port: number) => void;
}

interface Asked {
  clash: PortClash;
  side: ClashSide;
  resolution: ClashResolution;
}

/** "Conflicts": the public ports that several mappings hold, and one click that keeps one of them. */
export function ClashList({ address, map, names, own, unreadable, onShow }: ClashListProps) {
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const clashes = useMemo(() => clashesOfMap(map), [map]);
  const [shown, setShown] = useState(STEP);
  const [asked, setAsked] = useState<Asked>();
  const [resolved, setResolved] = useState<readonly PortClash[]>([]);
  const { run, start } = useMappingRun();
  // A paused run is not to be replaced by the way.
  const isBusy = isUnderWay(run) || run?.state === 'paused';

  function begin(steps: readonly PlanStep[]) {
    // The button goes with the clash.
    heading.current?.focus();
    return start({ address, origin: 'resolve-clash', steps });
  }

  function resolve(clash: PortClash, { steps }: ClashResolution) {
    setAsked(undefined);
    if (!begin(steps)) return;
    setResolved((before) => [...before.filter((one) => nameOfClash(one) !== nameOfClash(clash)), clash]);
  }

  function keep(clash: PortClash, side: ClashSide) {
    const resolution = planKeeping(clash, side, own);
    const isSmall = resolution.removed.length <= MOST_UNASKED;
    if (isSmall && resolution.irrevocable.length === 0) resolve(clash, resolution);
    else setAsked({ clash, side, resolution });
  }

  return (
    <section aria-labelledby={headingId}>
      <h3 ref={heading} id={headingId} tabIndex={-1} className="mb-2 font-medium text-base">
        Conflicts{' '}
        {clashes.length > 0 ? <span className="font-normal text-muted">{formatNumber(clashes.length)}</span> : null}
      </h3>
      {clashes.length === 0 ? (
        <p className="text-muted">
          No conflicts: no public port is held twice.
          {unreadable > 0 ? ' That is not certain: rows that could not be read may hold one.' : null}
        </p>
      ) : (
        <>
          <p className="mb-3 max-w-prose text-muted">
            The API lets several containers take one public port. Only one of them gets the traffic, and nobody can tell
            which. Keep one: the others are deleted. While this page is open you can still keep another one instead.
          </p>
          <ul className="grid gap-3 lg:grid-cols-2">
            {clashes.slice(0, shown).map((clash) => (
              <ClashItem
                key={nameOfClash(clash)}
                clash={clash}
                names={names}
                own={own}
                isBusy={isBusy}
                onKeep={keep}
                onShow={onShow}
              />
            ))}
          </ul>
          {clashes.length > shown ? (
            <Button size="small" className="mt-3" onClick={() => setShown(shown + STEP)}>
              Show {formatNumber(Math.min(STEP, clashes.length - shown))} more of {formatNumber(clashes.length - shown)}
            </Button>
          ) : null}
        </>
      )}
      <ResolvedClashes clashes={resolved} {...{ map, names, own, isBusy }} onSwitch={begin} />
      {asked ? (
        <KeepDialog
          {...asked}
          names={names}
          onConfirm={() => resolve(asked.clash, asked.resolution)}
          onCancel={() => setAsked(undefined)}
        />
      ) : null}
    </section>
  );
}
