/** A plan as a list to look through: a row for each mapping that it speaks of. */
import { atOnce, eachInSteps, type InSteps } from './in-steps.ts';
import type { MappingPlan, PlanStep, WantedOutcome } from './port-mapping-plans.ts';
import type { NewPortMapping, PortMapping } from './port-mappings.ts';

/** What becomes of a mapping, in the order in which a person wants to know. */
export const PLAN_ROW_KINDS = ['conflict', 'replace', 'add', 'delete', 'kept', 'unchanged', 'repeated'] as const;
export type PlanRowKind = (typeof PLAN_ROW_KINDS)[number];

/** One row. */
export interface PlanRow {
  key: string;
  kind: PlanRowKind;
  mapping: NewPortMapping;
  /** What is deleted for it, in the same step. */
  replaces: readonly PortMapping[];
  /** Of a conflict: why. */
  message?: string;
  /** Of a conflict: who stands in the way. */
  holder?: PortMapping;
}

const NOTHING: readonly PortMapping[] = [];
const publicKey = ({ proto, public_port }: NewPortMapping) => `${proto} ${public_port}`;
const privateKey = ({ proto, container, private_port }: NewPortMapping) => `${proto} ${container}:${private_port}`;

type AddRow = (kind: PlanRowKind, mapping: NewPortMapping, also?: Partial<PlanRow>) => void;

/** All rows of a plan, kind by kind in the order of {@link PLAN_ROW_KINDS}. Time grows with the number of rows only. */
export function planRowsOf(plan: MappingPlan, wanted: readonly NewPortMapping[]): PlanRow[] {
  return atOnce(planRowsInSteps(plan, wanted));
}

/** {@link planRowsOf} for a page that must stay fluent meanwhile. */
export function* planRowsInSteps(plan: MappingPlan, wanted: readonly NewPortMapping[]): InSteps<PlanRow[]> {
  const rows = new Map(PLAN_ROW_KINDS.map((kind): [PlanRowKind, PlanRow[]] => [kind, []]));
  const add: AddRow = (kind, mapping, also) => {
    const ofKind = rows.get(kind) ?? [];
    ofKind.push({ key: `${kind} ${ofKind.length}`, kind, mapping, replaces: NOTHING, ...also });
  };
  yield* eachInSteps(plan.outcomes, (outcome, place) => addOutcome(add, outcome, wanted[place]));
  yield* eachInSteps(plan.steps, (step) => addStep(add, step));
  yield* eachInSteps(plan.kept, (mapping) => add('kept', mapping));
  return PLAN_ROW_KINDS.flatMap((kind) => rows.get(kind) ?? []);
}

function addOutcome(add: AddRow, outcome: WantedOutcome, mapping: NewPortMapping | undefined) {
  if (!mapping) return;
  if (outcome.kind === 'unchanged') add('unchanged', outcome.stored);
  else if (outcome.kind === 'repeated') add('repeated', mapping);
  else if (outcome.kind === 'conflict') {
    add('conflict', mapping, { message: outcome.message, ...(outcome.holder ? { holder: outcome.holder } : {}) });
  }
}

function addStep(add: AddRow, step: PlanStep) {
  const { pairs, deleted } = pairsOf(step);
  for (const { mapping, replaces } of pairs) add(replaces.length > 0 ? 'replace' : 'add', mapping, { replaces });
  for (const mapping of deleted) add('delete', mapping);
}

/** What each new mapping takes the place of: its public port first, else its private one. */
function pairsOf({ remove, add }: PlanStep) {
  if (remove.length === 0 || add.length === 0) {
    return { pairs: add.map((mapping) => ({ mapping, replaces: NOTHING })), deleted: remove };
  }
  const left = new Set(remove);
  const replaced = new Map<NewPortMapping, PortMapping[]>();
  for (const keyOf of [publicKey, privateKey]) {
    const takers = new Map(add.map((mapping) => [keyOf(mapping), mapping]));
    for (const row of [...left]) {
      const taker = takers.get(keyOf(row));
      if (!taker) continue;
      replaced.set(taker, [...(replaced.get(taker) ?? []), row]);
      left.delete(row);
    }
  }
  const pairs = add.map((mapping) => ({ mapping, replaces: replaced.get(mapping) ?? NOTHING }));
  return { pairs, deleted: [...left] };
}

/** How many rows there are of each kind; rows of a kind stand together. */
export function countKinds(rows: readonly PlanRow[]): ReadonlyMap<PlanRowKind, number> {
  const counts = new Map<PlanRowKind, number>();
  let begin = 0;
  for (let place = 1; place <= rows.length; place += 1) {
    const kind = rows[begin]?.kind;
    if (kind === undefined || rows[place]?.kind === kind) continue;
    counts.set(kind, place - begin);
    begin = place;
  }
  return counts;
}
