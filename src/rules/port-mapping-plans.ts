/**
 * From what a table holds and what somebody wants to the writes in between (api.md §4: create, delete, no change). A plan
 * is made anew from a fresh table whenever it is begun or resumed, so it never depends on what was sent before.
 */
import type { Container } from '../api/schemas.ts';
import { atOnce, eachInSteps, type InSteps } from './in-steps.ts';
import { bodyOf, isSameMapping } from './port-mapping-edits.ts';
import { privateKey, publicKey, RowGroups } from './port-mapping-keys.ts';
import { whyClaimed, whyHeld, whyNever } from './port-mapping-plan-conflicts.ts';
import { replacementsOf } from './port-mapping-replacements.ts';
import type { ContainerNames, NewPortMapping, PortMapping } from './port-mappings.ts';

/** Writes that belong together: the deletions make room for the creations, so they go first and at once after one another. */
export interface PlanStep {
  remove: readonly PortMapping[];
  add: readonly NewPortMapping[];
}

/** What becomes of one wanted mapping. */
export type WantedOutcome =
  | { kind: 'add' }
  /** It stands already. */
  | { kind: 'unchanged'; stored: PortMapping }
  /** The same as an earlier one; `of` is its place. */
  | { kind: 'repeated'; of: number }
  /** It cannot be: `holder` stands in its way, or the earlier wanted one at the place `earlier`. */
  | { kind: 'conflict'; message: string; holder?: PortMapping; earlier?: number };

/** What would be written, and what not. */
export interface MappingPlan {
  /** First what opens ports, then what replaces a mapping by another, then what only deletes. */
  steps: PlanStep[];
  /** In the order of the wanted mappings. */
  outcomes: WantedOutcome[];
  /** What "exactly this" would delete and nobody could create again: it leads to another customer's container. */
  kept: PortMapping[];
}

export interface PlanFacts {
  current: readonly PortMapping[];
  wanted: readonly NewPortMapping[];
  /** Left out when it is not known: containers are not checked then. */
  containersOnServer?: readonly Pick<Container, 'uid'>[] | undefined;
  names?: ContainerNames | undefined;
  /** What stood there before may stand again, also where the panel would not ask for such a port (api.md §4, 1024). */
  isRestoring?: boolean | undefined;
}

function* grouped<Row extends NewPortMapping>(rows: readonly Row[], keyOf: (row: Row) => number) {
  const groups = new RowGroups(keyOf);
  yield* eachInSteps(rows, (row) => groups.add(row));
  return groups;
}

const hasSame = (groups: RowGroups<NewPortMapping>, row: NewPortMapping) =>
  groups.get(privateKey(row)).some((one) => isSameMapping(one, row));

/**
 * Adds what is wanted and deletes `remove`, known by their ids; everything else stays, and so does what is both wanted and
 * to be deleted. Time and room grow with the number of rows only.
 */
export function planChange(facts: PlanFacts & { remove: readonly PortMapping[] }): MappingPlan {
  return atOnce(planChangeInSteps(facts));
}

/** `isApart`: nothing of what is to be deleted is wanted as well. */
function* planChangeInSteps(
  facts: PlanFacts & { remove: readonly PortMapping[]; isApart?: boolean },
): InSteps<MappingPlan> {
  const { current, wanted } = facts;
  const wantedRows = yield* grouped(facts.remove.length > 0 && !facts.isApart ? wanted : [], privateKey);
  const asked = new Set(facts.remove.map(({ id }) => id));
  const removed = new Set<PortMapping>();
  yield* eachInSteps(current, (row) => {
    if (asked.has(row.id) && !hasSame(wantedRows, row)) removed.add(row);
  });
  const holders = yield* grouped(current, publicKey);
  const leaders = yield* grouped(current, privateKey);
  const containers = facts.containersOnServer && new Set(facts.containersOnServer.map(({ uid }) => uid));
  const publicClaims = new Map<number, number>();
  const privateClaims = new Map<number, number>();
  const opening: NewPortMapping[] = [];
  const blockers = new Map<NewPortMapping, PortMapping[]>();

  const claimsOf = (one: NewPortMapping) =>
    [publicClaims.get(publicKey(one)), privateClaims.get(privateKey(one))].flatMap((of) => {
      const earlier = of === undefined ? undefined : wanted[of];
      return of === undefined || !earlier ? [] : [{ of, earlier }];
    });

  function outcomeOf(one: NewPortMapping, place: number): WantedOutcome {
    const claims = claimsOf(one);
    const repeated = claims.find(({ earlier }) => isSameMapping(earlier, one));
    if (repeated) return { kind: 'repeated', of: repeated.of };
    const near = [...holders.get(publicKey(one)), ...leaders.get(privateKey(one))];
    const standing = near.filter((row) => !removed.has(row));
    const stored = standing.find((row) => isSameMapping(row, one));
    if (!stored) {
      const [claim] = claims;
      if (claim) return { kind: 'conflict', message: whyClaimed(one, claim.earlier, facts), earlier: claim.of };
      const message = whyNever(one, facts, containers);
      if (message !== undefined) return { kind: 'conflict', message };
      const [holder] = standing;
      if (holder) return { kind: 'conflict', message: whyHeld(one, holder, facts), holder };
    }
    publicClaims.set(publicKey(one), place);
    privateClaims.set(privateKey(one), place);
    if (stored) return { kind: 'unchanged', stored };
    if (near.length > 0) blockers.set(bodyOf(one), [...new Set(near)]);
    else opening.push(bodyOf(one));
    return { kind: 'add' };
  }

  const outcomes: WantedOutcome[] = [];
  yield* eachInSteps(wanted, (one, place) => void outcomes.push(outcomeOf(one, place)));
  const replacing = yield* replacementsOf(blockers);
  for (const { remove } of replacing) for (const row of remove) removed.delete(row);
  return {
    steps: [
      ...opening.map((one) => ({ remove: [], add: [one] })),
      ...replacing,
      ...[...removed].map((row) => ({ remove: [row], add: [] })),
    ],
    outcomes,
    kept: [],
  };
}

/** "Only add" deletes nothing; "exactly" deletes what is not wanted. */
export type PlanMode = 'only-add' | 'exactly';

/** What shall stand on the server or, with `within`, of that one container. */
export type WantedTable = PlanFacts & { mode: PlanMode; within?: number | undefined };

/**
 * The way to what is wanted. With `exactly` all else goes, on the whole server or, with `within`, of that container;
 * mappings to containers that are not the customer's stay, because nobody could create them again. A list of which a line
 * could not be read must not become "exactly": what that line meant would be deleted.
 */
export function planMappings(facts: WantedTable): MappingPlan {
  return atOnce(planMappingsInSteps(facts));
}

/** {@link planMappings} for a page that must stay fluent meanwhile. */
export function* planMappingsInSteps(facts: WantedTable): InSteps<MappingPlan> {
  const { current, wanted, mode, within, containersOnServer } = facts;
  if (mode === 'only-add') return yield* planChangeInSteps({ ...facts, remove: [] });
  const wantedRows = yield* grouped(wanted, privateKey);
  const own = containersOnServer && new Set(containersOnServer.map(({ uid }) => uid));
  const isOwn = (row: PortMapping) => own === undefined || own.has(row.container);
  const unwanted: PortMapping[] = [];
  yield* eachInSteps(current, (row) => {
    if (!hasSame(wantedRows, row) && (within === undefined || row.container === within)) unwanted.push(row);
  });
  const plan = yield* planChangeInSteps({ ...facts, remove: unwanted.filter(isOwn), isApart: true });
  return { ...plan, kept: unwanted.filter((row) => !isOwn(row)) };
}

/** How many writes a plan takes, by kind. */
export function countWrites(steps: readonly PlanStep[]): { add: number; remove: number } {
  const sum = (pick: (step: PlanStep) => number) => steps.reduce((total, step) => total + pick(step), 0);
  return { add: sum(({ add }) => add.length), remove: sum(({ remove }) => remove.length) };
}
