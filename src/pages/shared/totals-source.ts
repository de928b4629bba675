import type { Total } from '../../rules/capacity.ts';
import { formatDay } from '../../rules/units.ts';

function wordsOf(total: Total): string {
  switch (total.source) {
    case 'supplier':
      return 'declared by the supplier';
    case 'customer':
      return `declared by you on ${formatDay(total.declaredAt)}`;
    case 'learned':
      return 'only learned from what the API took and refused';
    case 'unknown':
      return 'unknown';
  }
}

/** Where the totals of a server come from (design.md §1.1): one sentence when both have one source, else two. */
export function totalsSource(memory: Total, storage: Total): string {
  const [ofMemory, ofStorage] = [wordsOf(memory), wordsOf(storage)];
  if (ofMemory === ofStorage) return `Totals ${ofMemory}.`;
  return `Total of memory ${ofMemory}. Total of storage ${ofStorage}.`;
}
