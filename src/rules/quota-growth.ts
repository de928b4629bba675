import type { Totals } from './capacity.ts';
import type { Container } from './containers.ts';
import type { MoveTarget } from './quota-moves.ts';
import { RESOURCES, type Sizes } from './quota-shortages.ts';

/**
 * What a form of sizes asks for as a target: only what differs from `started`, what the form started from. When the
 * container is read just before and shows another size than that, somebody else resized it, and nothing is sent.
 */
export function growthOf({ uid, name }: Pick<Container, 'uid' | 'name'>, wanted: Sizes, started: Totals): MoveTarget {
  const keys = RESOURCES.filter((key) => wanted[key] !== undefined && wanted[key] !== started[key]);
  return {
    kind: 'grow',
    uid,
    name,
    from: Object.fromEntries(keys.map((key) => [key, started[key]])),
    to: Object.fromEntries(keys.map((key) => [key, wanted[key]])),
  };
}
