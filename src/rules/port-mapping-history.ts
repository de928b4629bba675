/** What this tab changed, and the way back. */
import { bodyOf, mappingKey } from './port-mapping-edits.ts';
import { type MappingPlan, type PlanFacts, planChange } from './port-mapping-plans.ts';
import type { RunOrigin } from './port-mapping-runs.ts';
import type { NewPortMapping, PortMapping } from './port-mappings.ts';

/** One change that was made, as the table showed it. */
export interface MappingChange {
  /** Tells it from any other of this tab. */
  id: number;
  /** Ms since 1970. */
  at: number;
  address: string;
  kind: 'add' | 'delete' | 'edit' | 'apply' | 'revert';
  removed: readonly PortMapping[];
  added: readonly NewPortMapping[];
  /** Set when it was reverted as a whole; ms since 1970. */
  revertedAt?: number | undefined;
  /**
   * `this-page`: too large to be kept over a reload. `lost`: it was too large, the page was reloaded, and only how many
   * mappings it removed and added is known (`counts`), so that it cannot be reverted.
   */
  keeping?: 'this-page' | 'lost' | undefined;
  /** How many mappings it removed and added, also when they are `lost`. */
  counts: { removed: number; added: number };
}

/** What a run is called among the changes of this tab. */
export function kindOfRun(origin: RunOrigin): MappingChange['kind'] {
  if (origin === 'revert') return 'revert';
  return origin === 'delete-selected' ? 'delete' : 'apply';
}

const keysOf = (mappings: readonly NewPortMapping[]) => new Set(mappings.map(mappingKey));

/**
 * What of a change still counts: what a newer one that stands did the other way round is that one's. So a mapping that was
 * deleted since, and added again because somebody wants it, is not taken away with what first added it.
 */
export function leftOfChange(
  { removed, added }: Pick<MappingChange, 'removed' | 'added'>,
  newer: readonly Pick<MappingChange, 'removed' | 'added' | 'revertedAt'>[],
): Pick<MappingChange, 'removed' | 'added'> {
  const standing = newer.filter(({ revertedAt }) => revertedAt === undefined);
  const removedSince = keysOf(standing.flatMap((change) => change.removed));
  const addedSince = keysOf(standing.flatMap((change) => change.added));
  return {
    removed: removed.filter((row) => !addedSince.has(mappingKey(row))),
    added: added.filter((one) => !removedSince.has(mappingKey(one))),
  };
}

/**
 * The way back from a change, by a fresh table: what it added and still stands goes, what it removed and is gone comes
 * back. What others did since stays, and is in conflict where it holds a port.
 */
export function planRevert(
  { removed, added }: Pick<MappingChange, 'removed' | 'added'>,
  facts: Omit<PlanFacts, 'wanted' | 'isRestoring'>,
): MappingPlan {
  const keys = keysOf(added);
  const remove = facts.current.filter((row) => keys.has(mappingKey(row)));
  return planChange({ ...facts, wanted: removed.map(bodyOf), remove, isRestoring: true });
}
