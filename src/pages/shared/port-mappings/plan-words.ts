import type { PlanRowKind } from '../../../rules/port-mapping-plan-rows.ts';

/** What becomes of the mappings of a kind, as a heading. */
export const PLAN_KIND_WORDS: Record<PlanRowKind, string> = {
  conflict: 'In conflict',
  replace: 'To replace',
  add: 'To add',
  delete: 'To delete',
  kept: 'Kept',
  unchanged: 'Unchanged',
  repeated: 'Repeated',
};
