/** The order of the writes of one step in which every port is closed for the shortest time. */
import { privateKey, publicKey, RowGroups } from './port-mapping-keys.ts';
import type { PlanStep } from './port-mapping-plans.ts';
import type { NewPortMapping, PortMapping } from './port-mappings.ts';

/** Writes of a step that go at once after one another: the deletions that make room for `add`, then `add` itself. */
export interface StepLink {
  remove: readonly PortMapping[];
  /** Left out when the link only deletes. */
  add?: NewPortMapping;
  /** Whether the step can rest before it: nothing that was deleted so far is still to lead somewhere else. */
  mayRestBefore: boolean;
}

/**
 * Each creation comes right after the deletions that it needs. A row of ports that all move by one is worked off from its
 * free end, so that one mapping at a time is missing and none is created where another still stands; where mappings swap
 * places, one is taken out first. Time grows with the size of the step only.
 */
export function linksOf({ remove, add }: PlanStep): StepLink[] {
  const onPublic = new RowGroups(publicKey, remove);
  const onPrivate = new RowGroups(privateKey, remove);
  const wantingPublic = new RowGroups(publicKey, add);
  const standing = new Set(remove);
  const waiting = new Set(add);
  const toLeadElsewhere = new Set<number>();
  const wantedPrivate = new Set(add.map(privateKey));
  const links: StepLink[] = [];
  const isFree = (one: NewPortMapping) => !onPublic.get(publicKey(one)).some((row) => standing.has(row));
  const ready = add.filter(isFree);

  function take(one: NewPortMapping) {
    const near = [...onPublic.get(publicKey(one)), ...onPrivate.get(privateKey(one))];
    const freed = [...new Set(near)].filter((row) => standing.has(row));
    links.push({ remove: freed, add: one, mayRestBefore: toLeadElsewhere.size === 0 });
    waiting.delete(one);
    wantedPrivate.delete(privateKey(one));
    toLeadElsewhere.delete(privateKey(one));
    for (const row of freed) {
      standing.delete(row);
      if (wantedPrivate.has(privateKey(row))) toLeadElsewhere.add(privateKey(row));
    }
    for (const row of freed) ready.push(...wantingPublic.get(publicKey(row)).filter(isFree));
  }

  for (const first of add) {
    for (let one = ready.pop(); one; one = ready.pop()) if (waiting.has(one)) take(one);
    if (waiting.has(first)) take(first);
  }
  for (let one = ready.pop(); one; one = ready.pop()) if (waiting.has(one)) take(one);
  for (const row of standing) links.push({ remove: [row], mayRestBefore: toLeadElsewhere.size === 0 });
  return links;
}
