/** Which container may have been meant by a name that none has. */
import type { Container } from '../api/schemas.ts';

/** Names longer than this have no nearest one. */
const LONGEST_COMPARED = 40;
/** So many comparisons an import: every unknown name against every container would take too long. */
const MOST_COMPARISONS = 20_000;

/** How many letters must be changed, added or left out (Levenshtein). */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let at = 0; at < one.length; at += 1) {
    const next = [at + 1];
    for (let place = 0; place < other.length; place += 1) {
      const changed = (row[place] ?? 0) + (one[at] === other[place] ? 0 : 1);
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Finds the container whose name, folded, is nearest to a folded one, if any is near. */
export function nearestFinder(byName: ReadonlyMap<string, readonly Container[]>) {
  let comparisons = 0;
  return (folded: string): Container | undefined => {
    if (folded.length > LONGEST_COMPARED) return undefined;
    let nearest: Container | undefined;
    let least = Math.max(1, Math.floor(folded.length / 3)) + 1;
    for (const [name, [container]] of byName) {
      if (comparisons >= MOST_COMPARISONS) break;
      if (name.length > LONGEST_COMPARED || Math.abs(name.length - folded.length) >= least) continue;
      comparisons += 1;
      const distance = distanceOf(folded, name);
      if (distance < least) [nearest, least] = [container, distance];
    }
    return nearest;
  };
}
