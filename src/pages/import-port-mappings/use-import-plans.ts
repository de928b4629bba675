import { useCallback } from 'react';
import type { InSteps } from '../../rules/in-steps.ts';
import { countConflicts, importInWords, leftOutInWords, whyNotExactly } from '../../rules/port-mapping-import-words.ts';
import { labelsToSetInSteps } from '../../rules/port-mapping-label-imports.ts';
import type { MappingLabel } from '../../rules/port-mapping-labels.ts';
import { type PlanRow, planRowsInSteps } from '../../rules/port-mapping-plan-rows.ts';
import {
  countWrites,
  type MappingPlan,
  type PlanFacts,
  planMappingsInSteps,
  type WantedTable,
} from '../../rules/port-mapping-plans.ts';
import { useInSteps } from '../shared/use-in-steps.ts';
import type { ApplyAs } from './import-draft.ts';
import type { WantedList } from './wanted-list.ts';

type Labels = ReadonlyMap<string, MappingLabel>;

/** What a list comes to against the table. */
export interface ImportPlan {
  list: WantedList;
  current: PlanFacts['current'];
  applyAs: ApplyAs;
  plan: MappingPlan;
  rows: PlanRow[];
  /** `12 lines: 10 to add, 2 unchanged`; empty when nothing is wanted. */
  summary: string;
  writes: { add: number; remove: number };
  /** Labels and notes that it sets, by `labelKey`. */
  labels: Labels;
  /** What of the list is not in the plan, in words. */
  leftOut: string;
  /** Why nothing may be deleted for it, by how it would be applied. */
  whyNot: { exactly: string | undefined; within: string | undefined };
}

export interface ImportFacts extends Pick<PlanFacts, 'current' | 'containersOnServer' | 'names'> {
  list: WantedList;
  applyAs: ApplyAs;
  unreadable: number;
  /** What this browser has noted on the mappings of the server. */
  labels: Labels;
}

/** What to ask of the plan. Without a container to keep within, the whole list is only added. */
function wantedTable({ list, applyAs, ...facts }: ImportFacts): WantedTable {
  const { rows: wanted, within } = list;
  if (applyAs === 'exactly') return { ...facts, wanted, mode: 'exactly' };
  if (applyAs === 'within' && within !== undefined) return { ...facts, wanted, mode: 'exactly', within };
  return { ...facts, wanted, mode: 'only-add' };
}

function summaryOf({ rows, text, errors, questions }: WantedList, { outcomes, steps }: MappingPlan): string {
  if (rows.length + errors + questions === 0) return '';
  return importInWords({
    lines: text?.lines,
    mappings: rows.length,
    errors,
    questions,
    outcomes,
    deletions: countWrites(steps).remove,
  });
}

/** Plans once, also for the other ways to apply the list, of which it is to be known whether they are possible. */
export function* planInSteps(facts: ImportFacts): InSteps<ImportPlan> {
  const { list, current, applyAs, unreadable, labels: known } = facts;
  const { errors, questions, within } = list;
  const unit = list.text ? 'line' : 'mapping';
  const plan = yield* planMappingsInSteps(wantedTable(facts));
  const whyNot = { exactly: undefined, within: undefined } as ImportPlan['whyNot'];
  for (const other of ['exactly', 'within'] as const) {
    if (other === 'within' && within === undefined) continue;
    const same = other === applyAs ? plan : yield* planMappingsInSteps(wantedTable({ ...facts, applyAs: other }));
    whyNot[other] = whyNotExactly({ unit, errors, questions, conflicts: countConflicts(same), unreadable });
  }
  const labels = yield* labelsToSetInSteps(list.rows, plan.outcomes, known);
  const rows = yield* planRowsInSteps(plan, list.rows);
  yield;
  const summary = summaryOf(list, plan);
  yield;
  return {
    list,
    current,
    applyAs,
    plan,
    rows,
    summary,
    writes: countWrites(plan.steps),
    labels,
    leftOut: leftOutInWords({ unit, errors, questions, conflicts: countConflicts(plan) }),
    whyNot,
  };
}

/** The plan of a list, made anew when the list or the table is another one; `isCurrent` is false until it is ready. */
export function useImportPlans(facts: ImportFacts) {
  const { list, applyAs, unreadable, current, containersOnServer, names, labels } = facts;
  const begin = useCallback(
    () => planInSteps({ list, applyAs, unreadable, current, containersOnServer, names, labels }),
    [list, applyAs, unreadable, current, containersOnServer, names, labels],
  );
  const { result, isCurrent, isSlow } = useInSteps(begin);
  return { planned: result, isCurrent, isSlow };
}
