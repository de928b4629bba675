import { describeSide, endOfSide, keepingInWords, nameOfClash, nameOfSide } from '../../rules/port-map-clash-words.ts';
import { planKeeping } from '../../rules/port-map-clashes.ts';
import type { ClashSide, PortClash } from '../../rules/port-map-runs.ts';
import { type ContainerNames, describeHolder } from '../../rules/port-mappings.ts';
import { listInWords } from '../../rules/words.ts';
import { Button } from '../../ui/button.tsx';

export interface ClashItemProps {
  clash: PortClash;
  names: ContainerNames;
  own: ReadonlySet<number>;
  /** Another change of many is under way. */
  isBusy: boolean;
  onKeep: (clash: PortClash, side: ClashSide) => void;
  onShow: (port: number) => void;
}

/** One clash: who holds the ports, and for each of them the button that deletes what the others hold. */
export function ClashItem({ clash, names, own, isBusy, onKeep, onShow }: ClashItemProps) {
  const name = nameOfClash(clash);
  return (
    <li className="rounded-lg border border-danger/40 bg-surface">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-3 pt-2.5">
        <h4 className="font-medium">{name}</h4>
        <button
          type="button"
          aria-label={`Show on the map: ${name}`}
          onClick={() => onShow(clash.from)}
          className="link py-0.5 text-small max-sm:min-h-11"
        >
          Show on the map
        </button>
      </div>
      <ul className="mt-1 divide-y divide-line">
        {clash.sides.map((side) => {
          const { irrevocable } = planKeeping(clash, side, own);
          const others = clash.sides.filter((other) => other !== side);
          return (
            <li key={side.rows[0]?.id} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-3 py-2">
              <div className="min-w-0 grow basis-48 wrap-anywhere">
                <p>
                  {describeHolder(side.container, names)}{' '}
                  <span className="font-mono text-muted text-small">{endOfSide(side)}</span>
                </p>
                <p className="text-muted text-small">
                  Deletes {listInWords(others.map((other) => describeSide(other, names)))}
                  {irrevocable.length > 0 ? ', for good' : null}
                </p>
              </div>
              <Button
                size="small"
                aria-label={keepingInWords(clash, side, names)}
                disabledReason={isBusy ? 'Another change is under way' : undefined}
                onClick={() => onKeep(clash, side)}
                className="max-sm:min-h-11"
              >
                Keep {nameOfSide(clash, side, names)}
                {irrevocable.length > 0 ? ' …' : null}
              </Button>
            </li>
          );
        })}
      </ul>
    </li>
  );
}
