/** What creations and resizes teach about a server's size (design.md §1.1.c). */
import type { LearnedBounds, Refusal, Resource, Totals } from './capacity.ts';
import type { CreationVerdict } from './containers.ts';

export type LearnedTotals = Partial<Record<Resource, LearnedBounds>>;

/**
 * The bounds after the API let `allocatedAfter` MB stand on a server: that much it has.
 * A kept refusal of as much or less is outdated (somebody left, or the server grew) and is dropped.
 */
export function learnAccepted(bounds: LearnedBounds, allocatedAfter: number, at: string): LearnedBounds {
  const { refused } = bounds;
  const stillRefused = refused !== undefined && refused.allocated + refused.asked > allocatedAfter;
  return {
    atLeast: Math.max(bounds.atLeast ?? 0, allocatedAfter),
    ...(stillRefused ? { refused } : {}),
    learnedAt: at,
  };
}

/**
 * The bounds after the API had no room for `asked` MB beside the `allocated` visible ones.
 * The tighter refusal is kept, the newer one of two equals, unless more than it visibly stands by now. A lower bound that it contradicts (the server shrank, or
 * others moved in) gives way to what visibly stands: the newest observation wins, because the gauge is about what can
 * be had now.
 */
export function learnRefused(bounds: LearnedBounds, refusal: Refusal): LearnedBounds {
  const sum = refusal.allocated + refusal.asked;
  const kept = bounds.refused;
  const keptSum = kept && kept.allocated + kept.asked;
  const refused = kept && keptSum !== undefined && keptSum < sum && keptSum > refusal.allocated ? kept : refusal;
  const contradicted = bounds.atLeast !== undefined && bounds.atLeast >= sum;
  const atLeast = contradicted ? refusal.allocated : bounds.atLeast;
  return { ...(atLeast === undefined ? {} : { atLeast }), refused, learnedAt: refusal.at };
}

/**
 * What one judged creation teaches about its server. `before` is the visible sum when it was sent.
 * A refusal for storage proves that memory was there, because the API checks memory first (api.md §3). Any other
 * refusal, and a verdict of "cannot tell", teach nothing.
 */
export function learnFromCreation(
  learned: LearnedTotals,
  creation: { before: Totals; wanted: Totals; verdict: CreationVerdict; at: string },
): LearnedTotals {
  const { before, wanted, verdict, at } = creation;
  const accepted = (resource: Resource, times: number) => ({
    [resource]: learnAccepted(learned[resource] ?? {}, before[resource] + times * wanted[resource], at),
  });
  const refused = (resource: Resource) => ({
    [resource]: learnRefused(learned[resource] ?? {}, { allocated: before[resource], asked: wanted[resource], at }),
  });
  if (verdict.verdict === 'done') return { ...learned, ...accepted('memory', 1), ...accepted('storage', 1) };
  if (verdict.verdict === 'done-twice') {
    const times = verdict.containers.length;
    return { ...learned, ...accepted('memory', times), ...accepted('storage', times) };
  }
  if (verdict.verdict !== 'not-done') return learned;
  if (verdict.field === 'memory') return { ...learned, ...refused('memory') };
  if (verdict.field === 'storage') {
    // The memory was there for a moment only: it is proof of the size, though nothing was created.
    return { ...learned, ...accepted('memory', 1), ...refused('storage') };
  }
  return learned;
}
