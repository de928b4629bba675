import { largeWorld, largeWorldCapacities } from './large-world.ts';
import { portsFullWorld } from './ports-full-world.ts';
import { seed, seedCapacities } from './seed.ts';
import type { World } from './world.ts';

/** A world that a mock can begin with. */
interface Beginning {
  /** Fills an empty world. */
  fill: (world: World) => void;
  /** The totals in MB that a panel beside this mock is told by its configuration; never all, so that both states show. */
  capacities: Record<string, { memory: number; storage: number }>;
}

/** By the name that `--world` and `MOCK_WORLD` take. */
export const WORLDS = {
  seed: { fill: seed, capacities: seedCapacities },
  large: { fill: largeWorld, capacities: largeWorldCapacities },
  'ports-full': { fill: portsFullWorld, capacities: seedCapacities },
} satisfies Record<string, Beginning>;

export type WorldName = keyof typeof WORLDS;

/** The world of that name. @throws RangeError with a sentence that names the worlds. */
export function worldNamed(name: string): WorldName {
  if (Object.hasOwn(WORLDS, name)) return name as WorldName;
  throw new RangeError(`There is no world "${name}". Choose one of ${Object.keys(WORLDS).join(', ')}.`);
}
