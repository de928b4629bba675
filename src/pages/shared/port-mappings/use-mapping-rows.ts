import { useEffect, useMemo, useState } from 'react';
import { atOnce } from '../../../rules/in-steps.ts';
import { inTurns } from '../use-in-steps.ts';
import { createMappingRows, type MappingFacts, type MappingRow } from './mapping-rows.ts';

/** The rows of so many mappings are made between two frames; more would keep a key waiting. */
const MOST_AT_ONCE = 5000;

/**
 * The rows of a table, and undefined before they are known for the first time. Those of a short table are there at once;
 * those of a long one are made in turns with the page, and until they are, the last ones stay.
 */
export function useMappingRows(facts: MappingFacts | undefined): readonly MappingRow[] | undefined {
  const [{ rowsOf, last }] = useState(createMappingRows);
  const isLong = facts !== undefined && facts.mappings.length > MOST_AT_ONCE;
  const rows = useMemo(() => (facts && !isLong ? atOnce(rowsOf(facts)) : undefined), [rowsOf, facts, isLong]);
  const [, setEnded] = useState<readonly MappingRow[]>();
  // The turns are the browser's.
  useEffect(() => {
    if (facts && isLong) return inTurns(rowsOf(facts), setEnded);
  }, [rowsOf, facts, isLong]);
  return isLong ? last() : rows;
}
