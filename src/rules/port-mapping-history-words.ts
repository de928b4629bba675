/** What the changes of this tab are called. */
import type { MappingChange } from './port-mapping-history.ts';
import { mappingsInWords } from './port-mapping-run-words.ts';
import { describeMapping } from './port-mappings.ts';
import { formatNumber } from './units.ts';

type Named = Pick<MappingChange, 'kind' | 'removed' | 'added' | 'counts'>;

/** `tcp 9000` where it is one that is known, else how many. */
function what(mappings: MappingChange['added'], count: number): string {
  const [only] = mappings;
  return only && count === 1 ? describeMapping(only) : mappingsInWords(count);
}

/**
 * What was done: `Deleted tcp 9000`, `Changed tcp 9000 to tcp 9001`, `Added 1,990 and deleted 10 port mappings`; a way back
 * is `Put tcp 9000 back` or `Took tcp 9000 back`.
 */
export function nameOfChange({ kind, removed, added, counts }: Named): string {
  const isWayBack = kind === 'revert';
  if (counts.removed === 0)
    return isWayBack ? `Put ${what(added, counts.added)} back` : `Added ${what(added, counts.added)}`;
  if (counts.added === 0) {
    return isWayBack ? `Took ${what(removed, counts.removed)} back` : `Deleted ${what(removed, counts.removed)}`;
  }
  if (counts.added === 1 && counts.removed === 1) {
    const [before, after] = [what(removed, 1), what(added, 1)];
    const words = before === after ? before : `${before} to ${after}`;
    return isWayBack ? `Changed ${words} back` : `Changed ${words}`;
  }
  return isWayBack
    ? `Put ${formatNumber(counts.added)} back and took ${mappingsInWords(counts.removed)} back`
    : `Added ${formatNumber(counts.added)} and deleted ${mappingsInWords(counts.removed)}`;
}

/** What a revert writes: `Adds 10 and deletes 149 port mappings.` */
export function writesInWords({ add, remove }: { add: number; remove: number }): string {
  if (add + remove === 0) return 'Nothing is sent.';
  if (add === 0) return `Deletes ${mappingsInWords(remove)}.`;
  if (remove === 0) return `Adds ${mappingsInWords(add)}.`;
  return `Adds ${formatNumber(add)} and deletes ${mappingsInWords(remove)}.`;
}

/** Why a change cannot be reverted; undefined when it can. */
export function whyNoRevert({
  revertedAt,
  keeping,
}: Pick<MappingChange, 'revertedAt' | 'keeping'>): string | undefined {
  if (revertedAt !== undefined) return 'It was reverted already.';
  if (keeping === 'lost') return 'It was too large to be kept over a reload: only its numbers are known.';
  return undefined;
}
