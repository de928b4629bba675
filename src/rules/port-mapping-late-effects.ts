import { mappingKey } from './port-mapping-edits.ts';
import type { MappingChange } from './port-mapping-history.ts';

type Rows = Pick<MappingChange, 'removed' | 'added'>;

/** What the newest of these changes that is about a mapping did to it, by its key. */
function lastOf(newer: readonly Rows[]): Map<string, 'removed' | 'added'> {
  const last = new Map<string, 'removed' | 'added'>();
  for (const change of newer.toReversed()) {
    for (const row of change.removed) last.set(mappingKey(row), 'removed');
    for (const one of change.added) last.set(mappingKey(one), 'added');
  }
  return last;
}

/**
 * What of these rows newer changes have not done: what was seen late, e.g. after a reload, may be what the person did since by
 * another button. The newest change that is about a mapping counts.
 */
export function notDoneSince({ removed, added }: Rows, newer: readonly Rows[]): Rows {
  const last = lastOf(newer);
  return {
    removed: removed.filter((row) => last.get(mappingKey(row)) !== 'removed'),
    added: added.filter((one) => last.get(mappingKey(one)) !== 'added'),
  };
}

/** What of these rows a change had done already, and newer ones took back since. */
export function doneAgain({ removed, added }: Rows, before: Rows, newer: readonly Rows[]): Rows {
  const last = lastOf(newer);
  const removedBefore = new Set(before.removed.map(mappingKey));
  const addedBefore = new Set(before.added.map(mappingKey));
  return {
    removed: removed.filter((row) => removedBefore.has(mappingKey(row)) && last.get(mappingKey(row)) === 'added'),
    added: added.filter((one) => addedBefore.has(mappingKey(one)) && last.get(mappingKey(one)) === 'removed'),
  };
}
