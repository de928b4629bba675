import { countStates, type PortMap, type PortState, type ProtocolChoice, protocolsOf } from '../../rules/port-map.ts';
import { STATE_NAMES } from '../../rules/port-map-words.ts';
import { formatNumber } from '../../rules/units.ts';
import { classNames } from '../../ui/class-names.ts';
import { SHADE_LOOK } from './shade-looks.ts';
import type { Shade } from './shades.ts';

const ENTRIES: readonly { state: PortState; shades: readonly Shade[] }[] = [
  { state: 'free', shades: ['free'] },
  { state: 'used', shades: ['used', 'used-2'] },
  { state: 'conflict', shades: ['conflict'] },
  { state: 'reserved', shades: ['closed'] },
  { state: 'not-offered', shades: ['closed'] },
];

/** What the looks of the map mean, and how many ports have each. */
export function MapLegend({ map, choice }: { map: PortMap; choice: ProtocolChoice }) {
  const protocols = protocolsOf(choice).map((proto) => ({ proto, counts: countStates(map, proto) }));
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-5">
      {ENTRIES.map(({ state, shades }) => (
        <div key={state} className="border-line border-t pt-2">
          <dt className="flex items-center gap-2 text-muted">
            <Swatch shades={shades} />
            {STATE_NAMES[state]}
          </dt>
          {protocols.map(({ proto, counts }) => (
            <dd
              key={proto}
              className={classNames(
                'flex items-baseline gap-2',
                state === 'conflict' && counts[state] > 0 && 'text-danger',
              )}
            >
              <span className="w-7 text-muted text-small">{proto}</span> {formatNumber(counts[state])}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function Swatch({ shades }: { shades: readonly Shade[] }) {
  return (
    <span aria-hidden="true" className="meter-bar flex shrink-0 overflow-hidden rounded-[2px]">
      {shades.map((shade) => (
        <span
          key={shade}
          className={classNames('h-3.5', shades.length === 1 ? 'w-3.5' : 'w-1.75', SHADE_LOOK[shade])}
        />
      ))}
    </span>
  );
}
