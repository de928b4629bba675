/** What a table shows of a step of a run, and what is still to be sent. */
import { isSameMapping } from './port-mapping-edits.ts';
import { privateKey, publicKey, RowGroups } from './port-mapping-keys.ts';
import type { PlanStep } from './port-mapping-plans.ts';
import type { NewPortMapping, PortMapping } from './port-mappings.ts';

/** What a table shows of a step. */
export type StepState = 'done' | 'not-begun' | 'partly';

/** A table to look many mappings up in. */
export interface MappingLookup {
  byId: ReadonlyMap<number, PortMapping>;
  byPublic: Pick<RowGroups<PortMapping>, 'get'>;
  byPrivate: Pick<RowGroups<PortMapping>, 'get'>;
}

/** Makes something when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Prepares the other functions of this file for many steps; each part when it is first needed, a few ms a large table. */
export function lookupOf(table: readonly PortMapping[]): MappingLookup {
  const byId = once(() => new Map(table.map((row) => [row.id, row])));
  const byPublic = once(() => new RowGroups(publicKey, table));
  const byPrivate = once(() => new RowGroups(privateKey, table));
  return {
    get byId() {
      return byId();
    },
    get byPublic() {
      return byPublic();
    },
    get byPrivate() {
      return byPrivate();
    },
  };
}

/** The row with these values, under whatever id. */
export function sameIn({ byPrivate }: MappingLookup, one: NewPortMapping): PortMapping | undefined {
  return byPrivate.get(privateKey(one)).find((row) => isSameMapping(row, one));
}

/** The row itself; one under its id with other values is another one. */
function standsIn({ byId }: MappingLookup, row: PortMapping): PortMapping | undefined {
  const stored = byId.get(row.id);
  return stored && isSameMapping(stored, row) ? stored : undefined;
}

/** The rows on its public port, and those that lead where it leads: the ones that matter to it. */
export function nearIn({ byPublic, byPrivate }: MappingLookup, one: NewPortMapping): PortMapping[] {
  return [...new Set([...byPublic.get(publicKey(one)), ...byPrivate.get(privateKey(one))])];
}

/** Compares a step with a fresh table; a deleted id never comes back, so that it is gone for good. */
export function stateOfStep({ remove, add }: PlanStep, table: MappingLookup): StepState {
  const gone = remove.filter((row) => !standsIn(table, row)).length;
  const there = add.filter((one) => sameIn(table, one)).length;
  if (gone === remove.length && there === add.length) return 'done';
  return gone + there === 0 ? 'not-begun' : 'partly';
}

/** What a step needs by a fresh table. */
export type StepComparison =
  | { state: 'done' }
  /** What of it is still to be sent. */
  | { state: 'open'; left: PlanStep }
  /** `wanted` cannot be added: `holder`, which the step does not delete, stands in its way. */
  | { state: 'blocked'; wanted: NewPortMapping; holder: PortMapping };

/** Compares a step with a fresh table before anything of it is sent. */
export function compareStep(step: PlanStep, table: MappingLookup): StepComparison {
  if (stateOfStep(step, table) === 'done') return { state: 'done' };
  const add = step.add.filter((one) => !sameIn(table, one));
  // What was put back after a failure has a new id; without anything to add, only the old one was meant.
  const standing = (row: PortMapping) => standsIn(table, row) ?? (add.length > 0 ? sameIn(table, row) : undefined);
  const remove = step.remove.flatMap((row) => standing(row) ?? []);
  const going = new Set(remove);
  for (const wanted of add) {
    const holder = nearIn(table, wanted).find((row) => !going.has(row));
    if (holder) return { state: 'blocked', wanted, holder };
  }
  return { state: 'open', left: { remove, add } };
}

/** What really came of what was left of a step when it was begun, as a later table shows it. */
export function effectOf(
  { remove, add }: PlanStep,
  table: MappingLookup,
): { removed: PortMapping[]; added: NewPortMapping[] } {
  return {
    removed: remove.filter((row) => !standsIn(table, row) && !sameIn(table, row)),
    added: add.filter((one) => sameIn(table, one)),
  };
}

/** Who else stands on a public port that a done step added: the API lets containers share one (api.md §4). */
export function clashIn(
  { add }: PlanStep,
  table: MappingLookup,
): { wanted: NewPortMapping; other: PortMapping } | undefined {
  for (const wanted of add) {
    const other = table.byPublic.get(publicKey(wanted)).find((row) => !isSameMapping(row, wanted));
    if (other && sameIn(table, wanted)) return { wanted, other };
  }
  return undefined;
}
