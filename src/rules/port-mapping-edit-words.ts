/** What an edit does to the port while it is made, in words. */
import { type MappingEdit, orderOfEdit } from './port-mapping-edits.ts';
import { describeMapping } from './port-mappings.ts';

/** Said before it is saved: whether the port will be closed for a moment, and why. */
export function gapBeforeEdit(edit: MappingEdit): string {
  const [before, after] = [describeMapping(edit.old), describeMapping(edit.wanted)];
  if (orderOfEdit(edit) === 'delete-first') {
    return `${before} is closed for a moment: the old mapping has to go before the new one can be added.`;
  }
  return `Nothing is closed in between: ${after} is open before ${before} is deleted.`;
}

/** Said after it was done. `closedForMs`: from the deletion to the creation; undefined when the creation came first. */
export function gapAfterEdit(closedForMs: number | undefined): string {
  if (closedForMs === undefined) return 'Nothing was closed in between.';
  if (closedForMs < 1000) return `Closed in between for ${Math.max(1, Math.round(closedForMs))} ms.`;
  return `Closed in between for ${(closedForMs / 1000).toFixed(1)} s.`;
}

const KEEPS_NOTHING =
  'This browser cannot remember the edit over a reload: its storage for this tab is full or forbidden.';

/** Said before it is saved, where a reload in between would forget what is still to be done. */
export const LOST_BY_RELOAD = `${KEEPS_NOTHING} Keep the page open until it has ended.`;

/** Said where that was found out only when it was to be sent. */
export const NOT_BEGUN_UNKEPT = `${KEEPS_NOTHING} Nothing was sent. Save again to edit all the same, and keep the page open until it has ended.`;
