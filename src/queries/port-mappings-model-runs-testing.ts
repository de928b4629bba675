/** Plans, runs and reverts as commands of the model-based tests of port mappings. */
import type { NewPortMapping, PortMapping } from '../api/schemas.ts';
import { mappingKey } from '../rules/port-mapping-edits.ts';
import type { MappingChange } from '../rules/port-mapping-history.ts';
import { type PlanMode, type PlanStep, planMappings } from '../rules/port-mapping-plans.ts';
import type { MappingRun } from '../rules/port-mapping-runs.ts';
import { describeMapping } from '../rules/port-mappings.ts';
import { mappingHistoryQuery } from './port-mapping-history.ts';
import { planOfRevert } from './port-mapping-reverts.ts';
import {
  beginMappingRun,
  carryOutMappingRun,
  isUnderWay,
  type MappingGo,
  mappingRunQuery,
  resumeMappingRun,
  retryMappingRun,
  type WantedRun,
} from './port-mapping-runs.ts';
import { knownContainers, readTable } from './port-mapping-writes.ts';
import { ADDRESS, type Disturbance, expectThat, isUndisturbed, type Person } from './port-mappings-model-testing.ts';

const shownRun = (person: Person): MappingRun | null =>
  person.queryClient.getQueryData(mappingRunQuery().queryKey) ?? null;
const history = (person: Person): readonly MappingChange[] =>
  person.queryClient.getQueryData(mappingHistoryQuery().queryKey) ?? [];

/** The tables before and after a change, by its id: its revert leads from the one to the other when nothing came between. */
const tablesAround = new WeakMap<Person, Map<number, { before: string; after: string }>>();
const tableOf = (person: Person) => person.rows().map(mappingKey).sort().join();

/** Notes what the table was before the newest change, when there is a new one. */
async function remembering(person: Person, act: () => Promise<void>): Promise<void> {
  const [before, newest] = [tableOf(person), history(person)[0]?.id];
  await act();
  const change = history(person)[0];
  if (!change || change.id === newest) return;
  const known = tablesAround.get(person) ?? new Map<number, { before: string; after: string }>();
  tablesAround.set(person, known.set(change.id, { before, after: tableOf(person) }));
}

function expectStep(person: Person, { remove, add }: PlanStep, state: string, stood: ReadonlySet<string>): void {
  const isReplacing = remove.length > 0 && add.length > 0;
  const isOpen = state === 'unknown' || state === 'lost' || (state === 'failed' && isReplacing);
  const isDone = state === 'done' || state === 'done-with-clash';
  for (const one of remove) {
    // Deleted and created again since: the new row is another one, which a mere deletion does not mean.
    if (!isReplacing && stood.has(mappingKey(one)) && !stood.has(String(one.id))) continue;
    if (isOpen) person.expected.set(mappingKey(one), 'either');
    else if (isDone) person.expected.set(mappingKey(one), 'gone');
  }
  for (const one of add) {
    const key = mappingKey(one);
    if (isOpen) person.expected.set(key, 'either');
    else if (isDone) person.expected.set(key, 'there');
    else if (!stood.has(key)) person.expected.set(key, 'gone');
  }
}

/** Carries out a go and holds the panel to what it said of each step; what it left open after a reload must be remembered. */
async function carryOut(person: Person, go: MappingGo, disturbed: Disturbance): Promise<MappingRun | null> {
  const stood = new Set(person.rows().flatMap((row) => [mappingKey(row), String(row.id)]));
  const seen = await person.does(disturbed, () => carryOutMappingRun(person.queryClient, go));
  const run = shownRun(person);
  expectThat(!isUnderWay(run), 'The run goes on after its end.');
  for (const place of go.places) {
    const step = go.run.steps[place];
    if (!step) continue;
    const state = run?.results.get(place)?.state ?? 'waiting';
    if (state === 'done' && isUndisturbed(disturbed)) expectDone(person, step);
    const result = run?.results.get(place);
    if (result?.state === 'failed') expectNoneLostInSilence(person, step, { stood, message: result.message });
    expectStep(person, step, seen ? state : 'lost', stood);
  }
  if (!seen) expectRemembered(person, go);
  return run;
}

/** Of a replacement that failed as a whole, what stood before it is back, or the panel says that it is not. */
function expectNoneLostInSilence(
  person: Person,
  { remove, add }: PlanStep,
  { stood, message }: { stood: ReadonlySet<string>; message: string },
): void {
  const held = new Set(person.rows().map(mappingKey));
  if (add.length === 0 || add.some((one) => held.has(mappingKey(one)))) return;
  for (const row of remove) {
    const isLost = stood.has(mappingKey(row)) && !held.has(mappingKey(row));
    const isTold = message.includes(`${describeMapping(row)} is deleted and was not put back`);
    expectThat(!isLost || isTold, `${mappingKey(row)} was lost, and the panel said: ${message}`);
  }
}

function expectDone(person: Person, { remove, add }: PlanStep): void {
  const held = new Set(person.rows().map(mappingKey));
  const back = new Set(add.map(mappingKey));
  expectThat(
    add.every((one) => held.has(mappingKey(one))),
    'A step is called done whose mapping is missing.',
  );
  const ids = new Set(person.rows().map(({ id }) => id));
  const left = remove.filter((one) => !back.has(mappingKey(one)) && ids.has(one.id));
  expectThat(left.length === 0, 'A step is called done whose old mapping stands.');
}

/** After a reload a run of which anything is missing must be offered again, with all its steps. */
function expectRemembered(person: Person, { run }: MappingGo): void {
  const ids = new Set(person.rows().map(({ id }) => id));
  const keys = new Set(person.rows().map(mappingKey));
  const isWhole = run.steps.every(
    ({ remove, add }) => remove.every(({ id }) => !ids.has(id)) && add.every((one) => keys.has(mappingKey(one))),
  );
  const kept = shownRun(person);
  expectThat(isWhole || kept?.state === 'interrupted', `A run was lost over a reload: ${kept?.state}.`);
  if (kept) expectThat(kept.steps.length === run.steps.length, 'Steps were lost over a reload.');
}

async function startRun(person: Person, wanted: WantedRun, disturbed: Disturbance): Promise<MappingRun | null> {
  const go = beginMappingRun(person.queryClient, wanted);
  return go ? carryOut(person, go, disturbed) : null;
}

/** A plan made from the live table, and applied. Without trouble all of it must be done. */
export function apply(wanted: readonly NewPortMapping[], mode: PlanMode, disturbed: Disturbance) {
  return (person: Person) =>
    remembering(person, async () => {
      const { items } = await readTable(person.table);
      const plan = planMappings({ current: items, wanted, mode, ...knownContainers(person.table) });
      const run = await startRun(person, { address: ADDRESS, origin: 'import', steps: plan.steps }, disturbed);
      if (!isUndisturbed(disturbed) || !run) return;
      const states = [...run.results.values()].map(({ state }) => state);
      const isDone = states.length === plan.steps.length && states.every((state) => state === 'done');
      expectThat(isDone && run.state === 'ended', `A run without trouble ended ${run.state}, with ${states}.`);
      if (mode === 'exactly') expectExactly(person, items, plan);
    });
}

function expectExactly(person: Person, before: readonly PortMapping[], plan: ReturnType<typeof planMappings>): void {
  const gone = new Set(plan.steps.flatMap(({ remove }) => remove.map(({ id }) => id)));
  const kept = before.filter(({ id }) => !gone.has(id)).map(mappingKey);
  const added = plan.steps.flatMap(({ add }) => add.map(mappingKey));
  expectThat(tableOf(person) === [...kept, ...added].sort().join(), 'The table is not what was planned.');
}

/** Goes on with a run that was stopped or interrupted, or takes again what failed. */
export function goOn(what: 'resume' | 'retry', disturbed: Disturbance) {
  return async (person: Person) => {
    const go = what === 'resume' ? resumeMappingRun(person.queryClient) : retryMappingRun(person.queryClient);
    if (go) await carryOut(person, go, disturbed);
  };
}

/** Takes a change back. Without trouble, and when nothing came after it, the table is as it was before it. */
export function revert(place: number, disturbed: Disturbance) {
  return (person: Person) =>
    remembering(person, async () => {
      const change = history(person)[place];
      if (!change || change.revertedAt !== undefined) return;
      const around = tablesAround.get(person)?.get(change.id);
      const { plan } = await planOfRevert(person.table, change);
      const isPlain = around?.after === tableOf(person) && plan.outcomes.every(({ kind }) => kind === 'add');
      const wanted: WantedRun = { address: ADDRESS, origin: 'revert', steps: plan.steps, reverts: change.id };
      await startRun(person, wanted, disturbed);
      if (!isUndisturbed(disturbed) || !isPlain || !around) return;
      const now = tableOf(person);
      expectThat(now === around.before, `Reverted, the table is ${now} and was ${around.before}.`);
      const marked = history(person).find(({ id }) => id === change.id);
      expectThat(marked?.revertedAt !== undefined, 'A reverted change is not said to be reverted.');
    });
}
