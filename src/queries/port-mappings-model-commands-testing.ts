/** The commands of the model-based tests of port mappings: what a person can do at the table, with what may go wrong. */
import fc from 'fast-check';
import type { NewPortMapping, PortMapping } from '../api/schemas.ts';
import { bodyOf, mappingKey } from '../rules/port-mapping-edits.ts';
import { interruptedEditQuery } from './port-mapping-edit-journal.ts';
import { type EditOutcome, resumeEdit, runEdit } from './port-mapping-edits.ts';
import { addMapping, deleteAndJudge, restoreMapping } from './port-mapping-writes.ts';
import { checkHistory, lookAtRuns } from './port-mappings-model-history-testing.ts';
import { apply, goOn, revert } from './port-mappings-model-runs-testing.ts';
import {
  ADDRESS,
  type Disturbance,
  expectThat,
  isUndisturbed,
  type Person,
  type Seen,
  TROUBLES,
} from './port-mappings-model-testing.ts';

type Command = fc.AsyncCommand<{ steps: number }, Person>;

const BEGINS_RUNS: ReadonlySet<string> = new Set(['apply', 'goOn', 'revert']);

function commandOf(name: string, values: unknown, run: (person: Person) => Promise<void>): Command {
  return {
    check: () => true,
    run: async (model, person) => {
      model.steps += 1;
      // A run may begin before the page has looked; the other buttons stand beside what it shows then.
      if (!BEGINS_RUNS.has(name)) await lookAtRuns(person);
      await run(person);
      await person.check();
      checkHistory(person);
    },
    toString: () => `${name}(${JSON.stringify(values)})`,
  };
}

/** So few ports that commands meet; 1999 is reserved, 30003 is a container of another server. */
export const wanted = fc.record<NewPortMapping>({
  container: fc.constantFrom(30_001, 30_002, 30_001, 30_002, 30_003),
  proto: fc.constantFrom('tcp', 'udp'),
  public_port: fc.constantFrom(9000, 9001, 9002, 5353, 1999),
  private_port: fc.constantFrom(8000, 8001, 5353),
});

const none: Disturbance = { troubles: [] };
const disturbance: fc.Arbitrary<Disturbance> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(none) },
  {
    weight: 4,
    arbitrary: fc.record({ troubles: fc.array(fc.constantFrom(...TROUBLES), { minLength: 1, maxLength: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ troubles: fc.constant([]), reloadAfter: fc.nat(6) }) },
);

/** Whether nothing speaks against a mapping: the rules of api.md §4 in their plainest form, and one holder a public port. */
function isAllowed(rows: readonly PortMapping[], one: NewPortMapping, ignoreId?: number): boolean {
  const others = rows.filter(({ id, proto }) => id !== ignoreId && proto === one.proto);
  const isTaken = others.some(
    (row) =>
      row.public_port === one.public_port || (row.container === one.container && row.private_port === one.private_port),
  );
  return !isTaken && one.public_port !== 1999 && one.container !== 30_003;
}

const verdictOf = (seen: { outcome: unknown } | undefined) => {
  if (!seen) return 'cannot-tell';
  if (seen.outcome instanceof Error) return 'not-done';
  return (seen.outcome as { verdict: string }).verdict;
};

/** Nobody could tell the person what became of it. */
function leaveOpen(person: Person, key: string): void {
  person.expected.set(key, 'either');
  person.untold.add(key);
}

export function add(
  one: NewPortMapping,
  disturbed: Disturbance,
  how: typeof addMapping | typeof restoreMapping = addMapping,
) {
  return async (person: Person) => {
    const may = isAllowed(person.rows(), one);
    const verdict = verdictOf(await person.does(disturbed, () => how(person.table, one)));
    if (isUndisturbed(disturbed)) expectThat((verdict === 'done') === may, `It said ${verdict}, allowed: ${may}.`);
    if (verdict === 'done') person.expected.set(mappingKey(one), 'there');
    if (verdict === 'cannot-tell') leaveOpen(person, mappingKey(one));
  };
}

/** One of the rows that stand now; undefined when none does. */
const rowAt = (person: Person, place: number) => person.rows()[place % Math.max(1, person.rows().length)];

const deleted = new WeakMap<Person, PortMapping>();

export function remove(place: number, disturbed: Disturbance) {
  return async (person: Person) => {
    const row = rowAt(person, place);
    if (!row) return;
    const verdict = verdictOf(await person.does(disturbed, () => deleteAndJudge(person.table, row)));
    if (isUndisturbed(disturbed)) expectThat(verdict === 'done', `A deletion said ${verdict}.`);
    if (verdict === 'done') {
      person.expected.set(mappingKey(row), 'gone');
      deleted.set(person, row);
    }
    if (verdict === 'cannot-tell') leaveOpen(person, mappingKey(row));
  };
}

export async function undo(person: Person, disturbed: Disturbance) {
  const row = deleted.get(person);
  if (!row || person.expected.get(mappingKey(row)) === 'there') return;
  await add(bodyOf(row), disturbed, restoreMapping)(person);
}

/** A rejection comes before anything is sent; an edit whose end nobody saw may have gone any way. */
function resultOf(seen: Seen<EditOutcome | Error>): string {
  if (!seen) return 'unknown';
  return seen.outcome instanceof Error ? 'not-done' : seen.outcome.result;
}

const keptEdit = (person: Person) => person.queryClient.fetchQuery(interruptedEditQuery(ADDRESS));

export function edit(place: number, one: NewPortMapping, disturbed: Disturbance) {
  return async (person: Person) => {
    const old = rowAt(person, place);
    // The page takes no edit while another is not ended, and none that changes nothing.
    if (!old || mappingKey(old) === mappingKey(one) || (await keptEdit(person))) return;
    const may = isAllowed(person.rows(), one, old.id);
    const stood = person.expected.get(mappingKey(one)) === 'there';
    const seen = await person.does(disturbed, () => runEdit(person.table, { old, wanted: one }));
    const result = resultOf(seen);
    if (isUndisturbed(disturbed)) expectThat((result === 'done') === may, `An edit said ${result}, allowed: ${may}.`);
    await judgeEdit(person, old, one, result, !stood);
  };
}

/** What an edit said must be so; what it left open must be in the journal, or nobody would know. */
async function judgeEdit(person: Person, old: PortMapping, one: NewPortMapping, result: string, isNew = true) {
  const [before, after] = [mappingKey(old), mappingKey(one)];
  if (result === 'done') {
    person.expected.set(before, 'gone');
    person.expected.set(after, 'there');
  } else if (result === 'not-done') {
    person.expected.set(before, 'there');
    if (isNew) person.expected.set(after, 'gone');
  } else {
    leaveOpen(person, before);
    leaveOpen(person, after);
    const keys = new Set(person.rows().map(mappingKey));
    // Where the new row stood before, nothing can be sent.
    const isWhole = !isNew || keys.has(before) !== keys.has(after);
    expectThat(isWhole || (await keptEdit(person)) !== null, 'An edit is half done, and nobody remembers it.');
  }
}

export function resume(goal: 'finish' | 'put-back', disturbed: Disturbance) {
  return async (person: Person) => {
    const kept = await keptEdit(person);
    if (!kept) return;
    const seen = await person.does(disturbed, () => resumeEdit(person.table, kept, goal));
    const result = resultOf(seen);
    await judgeEdit(person, kept.old, kept.wanted, seen?.outcome instanceof Error ? 'unknown' : result);
  };
}

/** What a person does, with ports and containers that get in each other's way. */
export const commandArbitraries: fc.Arbitrary<Command>[] = [
  fc.tuple(wanted, disturbance).map(([one, disturbed]) => commandOf('add', [one, disturbed], add(one, disturbed))),
  fc
    .tuple(fc.nat(9), disturbance)
    .map(([place, disturbed]) => commandOf('delete', [place, disturbed], remove(place, disturbed))),
  disturbance.map((disturbed) => commandOf('undo', disturbed, (person) => undo(person, disturbed))),
  fc
    .tuple(fc.nat(9), wanted, disturbance)
    .map(([place, one, disturbed]) => commandOf('edit', [place, one, disturbed], edit(place, one, disturbed))),
  fc
    .tuple(fc.constantFrom('finish' as const, 'put-back' as const), disturbance)
    .map(([goal, disturbed]) => commandOf('resume', [goal, disturbed], resume(goal, disturbed))),
  fc
    .tuple(
      fc.array(wanted, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('only-add' as const, 'exactly' as const),
      disturbance,
    )
    .map(([list, mode, disturbed]) => commandOf('apply', [list, mode, disturbed], apply(list, mode, disturbed))),
  fc
    .tuple(fc.constantFrom('resume' as const, 'retry' as const), disturbance)
    .map(([what, disturbed]) => commandOf('goOn', [what, disturbed], goOn(what, disturbed))),
  fc
    .tuple(fc.nat(2), disturbance)
    .map(([place, disturbed]) => commandOf('revert', [place, disturbed], revert(place, disturbed))),
];
