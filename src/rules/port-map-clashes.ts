/** The way out of a clash: one side stays, the others are deleted. */
import type { PortMapping } from '../api/schemas.ts';
import { holdersOfPort, type PortMap } from './port-map.ts';
import type { ClashSide, PortClash } from './port-map-runs.ts';
import { bodyOf } from './port-mapping-edits.ts';
import type { PlanStep } from './port-mapping-plans.ts';

/** What keeping one side of a clash means. */
export interface ClashResolution {
  /** One deletion a step. */
  steps: PlanStep[];
  removed: readonly PortMapping[];
  /**
   * Those of `removed` that nobody but somebody else could create again: they lead to containers that are not the
   * customer's (api.md §4). Ask before.
   */
  irrevocable: readonly PortMapping[];
}

/** Keeps `kept`, which is one of the clash's sides, and deletes what the others hold. `own`: uids on this server. */
export function planKeeping(clash: PortClash, kept: ClashSide, own: ReadonlySet<number>): ClashResolution {
  const removed = clash.sides.filter((side) => side !== kept).flatMap(({ rows }) => rows);
  return {
    steps: removed.map((row) => ({ remove: [row], add: [] })),
    removed,
    irrevocable: removed.filter(({ container }) => !own.has(container)),
  };
}

/** The rows that hold the ports of a former clash now, one a port; undefined while any is free or held twice, or other containers came. */
export function holdersNow(map: PortMap, { proto, from, to, sides }: PortClash): PortMapping[] | undefined {
  const holders: PortMapping[] = [];
  for (let port = from; port <= to; port += 1) {
    const [holder, other] = holdersOfPort(map, proto, port);
    if (!holder || other || holder.container !== (holders[0] ?? holder).container) return undefined;
    holders.push(holder);
  }
  return sides.some(({ container }) => container === holders[0]?.container) ? holders : undefined;
}

/**
 * Gives the ports of a former clash to another side, as its mappings were. A clash itself is never created again: the
 * panel lets no two containers take one port (api.md §4). `holders`: those of {@link holdersNow}.
 */
export function planSwitching(holders: readonly PortMapping[], side: ClashSide): PlanStep[] {
  return side.rows.map((row, index) => ({ remove: holders.slice(index, index + 1), add: [bodyOf(row)] }));
}
