import { ALL_PORTS, CODE, type PortMap } from '../../rules/port-map.ts';
import type { Protocol } from '../../rules/port-mappings.ts';

/**
 * How a port looks. Ports side by side of different containers take `used` and `used-2` in turn; `chosen`: of the container
 * that the person looks for. What is reserved and what is not offered look alike: nobody can have them.
 */
export type Shade = 'free' | 'used' | 'used-2' | 'conflict' | 'closed' | 'chosen';

/** In the order of the numbers that {@link shadesOf} gives. */
export const SHADES: readonly Shade[] = ['free', 'used', 'used-2', 'conflict', 'closed', 'chosen'];

const [FREE, USED, USED_2, CONFLICT, CLOSED, CHOSEN] = [0, 1, 2, 3, 4, 5];

/** A place in {@link SHADES} for each port of a protocol. One pass. */
export function shadesOf(map: PortMap, proto: Protocol, chosen: number | undefined): Uint8Array {
  const { states, containers } = map[proto];
  const shades = new Uint8Array(ALL_PORTS.most + 1).fill(CLOSED, 0, 1);
  let holder = 0;
  let shade = USED_2;
  for (let port = ALL_PORTS.least; port <= ALL_PORTS.most; port += 1) {
    const state = states[port];
    const container = containers[port] ?? 0;
    if (container !== 0 && container !== holder) {
      holder = container;
      shade = shade === USED ? USED_2 : USED;
    }
    if (state === CODE.free) shades[port] = FREE;
    else if (state === CODE.conflict) shades[port] = CONFLICT;
    else if (state === CODE.used) shades[port] = container === chosen ? CHOSEN : shade;
    else shades[port] = CLOSED;
  }
  return shades;
}

/** What is seen where there is no room for more than one: what matters more hides the rest. */
const WEIGHTS = [1, 2, 2, 4, 0, 3];

/** The shade of each port that matters most among those of several protocols. */
export function strongestOf(layers: readonly Uint8Array[]): Uint8Array {
  const weightOf = (shade: number) => WEIGHTS[shade] ?? 0;
  return layers.reduce((strongest, layer) =>
    strongest.map((shade, port) => (weightOf(layer[port] ?? 0) > weightOf(shade) ? (layer[port] ?? 0) : shade)),
  );
}
