/** What a run of port mappings and its steps are called. */
import { nameOfContainer } from './containers.ts';
import type { PlanStep } from './port-mapping-plans.ts';
import {
  countResults,
  isWhollyDone,
  type MappingRun,
  type RunCounts,
  type RunOrigin,
  type StepResult,
} from './port-mapping-runs.ts';
import { type ContainerNames, describeMapping, type NewPortMapping } from './port-mappings.ts';
import { formatNumber } from './units.ts';

/** `1 port mapping`, `2,000 port mappings`. */
export function mappingsInWords(count: number): string {
  return `${formatNumber(count)} port ${count === 1 ? 'mapping' : 'mappings'}`;
}

/** `tcp 9000 → hydra:8000`; the container by its uid where its name is not known. */
export function mappingWithTarget(mapping: NewPortMapping, names?: ContainerNames): string {
  const { container: uid, private_port } = mapping;
  return `${describeMapping(mapping)} → ${nameOfContainer({ uid, name: names?.get(uid) ?? '' })}:${private_port}`;
}

const UNDER_WAY: Record<RunOrigin, string> = {
  import: 'Importing',
  range: 'Adding',
  copy: 'Copying',
  'delete-selected': 'Deleting',
  'resolve-clash': 'Resolving clashes of',
  revert: 'Reverting',
};

const AT_REST: Record<RunOrigin, string> = {
  import: 'Import of',
  range: 'Addition of',
  copy: 'Copy of',
  'delete-selected': 'Deletion of',
  'resolve-clash': 'Clashes of',
  revert: 'Revert of',
};

const DONE: Record<RunOrigin, string> = {
  import: 'Imported',
  range: 'Added',
  copy: 'Copied',
  'delete-selected': 'Deleted',
  'resolve-clash': 'Resolved clashes of',
  revert: 'Reverted',
};

const BEFORE: Partial<Record<MappingRun['state'], string>> = {
  paused: 'Paused: ',
  stopped: 'Stopped: ',
  interrupted: 'Interrupted: ',
};

type Titled = Pick<MappingRun, 'origin' | 'steps' | 'state' | 'results'>;

const isUnderWay = (state: MappingRun['state']) => state === 'running' || state === 'pausing' || state === 'stopping';

/** The heading of a run: `Importing 2,000 port mappings`, `Stopped: Import of 2,000 port mappings`, `Imported 2,000 port mappings`. */
export function titleOfRun(run: Titled): string {
  const { origin, steps, state } = run;
  // Not counted while it is under way: it is drawn anew again and again then, and can have thousands of steps.
  const words = (isUnderWay(state) && UNDER_WAY) || (isWhollyDone(run) && DONE) || AT_REST;
  return `${BEFORE[state] ?? ''}${words[origin]} ${mappingsInWords(steps.length)}`;
}

/** What is said once it has ended: `Deleted 5 port mappings`, `Deleted tcp 9000`, or its title and what is not done. */
export function endOfRun(run: Titled): string {
  if (!isWhollyDone(run)) return `${titleOfRun(run)}: ${progressOfRun(countResults(run), false)}`;
  const [only, ...others] = run.steps.flatMap(({ remove, add }) => [...remove, ...add].slice(0, 1));
  if (only && others.length === 0) {
    return `${run.origin === 'resolve-clash' ? 'Resolved the clash of' : DONE[run.origin]} ${describeMapping(only)}`;
  }
  return titleOfRun(run);
}

/** How far a run is: `1,204 of 2,000 done, 3 failed, 1 not known`, and while it is at rest `793 not sent`. */
export function progressOfRun(counts: RunCounts, isGoing: boolean): string {
  const done = counts.done + counts['done-with-clash'];
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const parts: [number, string][] = [
    [counts.failed, 'failed'],
    [counts.unknown, 'not known'],
    [isGoing ? 0 : counts.waiting + counts.running, 'not sent'],
    [counts['done-with-clash'], 'done with a clash'],
  ];
  return [
    `${formatNumber(done)} of ${formatNumber(total)} done`,
    ...parts.flatMap(([count, word]) => (count > 0 ? [`${formatNumber(count)} ${word}`] : [])),
  ].join(', ');
}

/** Said where a run is started that this browser has no room to keep. */
export const RUN_LOST_BY_RELOAD =
  'This browser cannot remember a run of these over a reload: its storage for this tab is full or forbidden. Keep the page open until it has ended: a reload would lose what is not sent by then.';

/** What it means that a run is in its state, and what the person can do; undefined where its title and counts say it. */
export function sentenceOfRun({
  state,
  survivesReload,
}: Pick<MappingRun, 'state' | 'survivesReload'>): string | undefined {
  if (state === 'pausing' || state === 'stopping') return 'What is in flight comes to its end. Nothing more is sent.';
  if (state === 'paused') return 'Nothing more is sent until you resume.';
  if (state === 'interrupted') {
    return 'The page was reloaded while it was under way. Nothing is sent until you go on, and what stands already is not sent again.';
  }
  if (state === 'running' && !survivesReload) {
    return 'This browser cannot remember it over a reload: keep the page open, for a reload would lose what is not sent.';
  }
  return undefined;
}

/** Why a run that was not stopped by hand sends nothing more: the first refusal that it met; undefined when there is none. */
export function whyStopped({ state, steps, results }: MappingRun): string | undefined {
  if (state !== 'stopped') return undefined;
  for (const place of steps.keys()) {
    const result = results.get(place);
    if (result?.state === 'failed' || result?.state === 'unknown') return result.message;
  }
  return undefined;
}

/** Why no other run can begin now; undefined when one can, which takes the place of this one. */
export function whyWaitFor({ state, address }: Pick<MappingRun, 'state' | 'address'>): string | undefined {
  if (state === 'paused') return `Another run is paused on ${address}: resume or stop it first`;
  if (isUnderWay(state)) return `Another run is under way on ${address}: wait for its end`;
  return undefined;
}

/** How many steps going on takes: those that were not sent, and those that a lost sign-in left open. */
export function countResumable({ results }: Pick<MappingRun, 'results'>, { waiting, unknown }: RunCounts): number {
  if (unknown === 0) return waiting;
  return [...results.values()].reduce((sum, result) => sum + ('resumes' in result ? 1 : 0), waiting);
}

/** What is over before anybody could read how far it is: its end is told, and its progress only when it takes long. */
const MOST_SMALL_STEPS = 20;

/** Whether a run is told by its end alone, with an Undo: somebody pressed one button for a few mappings. */
export function isSmallRun({ origin, steps }: Pick<MappingRun, 'origin' | 'steps'>): boolean {
  return (
    steps.length <= MOST_SMALL_STEPS &&
    (origin === 'delete-selected' || origin === 'revert' || origin === 'resolve-clash')
  );
}

/** What a step does: `Add`, `Delete`, `Change`. */
export function kindOfStep({ remove, add }: PlanStep): string {
  if (remove.length === 0) return 'Add';
  return add.length === 0 ? 'Delete' : 'Change';
}

/** What a step is about: `tcp 9000 → hydra:8000`, or what it was and `to` what it becomes. */
export function describeStep({ remove, add }: PlanStep, names?: ContainerNames): string {
  const list = (mappings: readonly NewPortMapping[]) =>
    mappings.map((mapping) => mappingWithTarget(mapping, names)).join(', ');
  return remove.length > 0 && add.length > 0 ? `${list(remove)} to ${list(add)}` : list([...remove, ...add]);
}

/** What a result is called; a step that waits while nothing is under way was not sent. */
export function stateInWords(state: StepResult['state'], isGoing: boolean): string {
  if (state === 'waiting') return isGoing ? 'waiting' : 'not sent';
  const words = {
    running: 'under way',
    done: 'done',
    'done-with-clash': 'done, clash',
    failed: 'failed',
    unknown: 'not known',
  };
  return words[state];
}

/** Which results a person asks to see. */
export type ResultFilter = 'all' | 'failed' | 'not-sent';

const RANK: Record<StepResult['state'], number> = {
  failed: 0,
  unknown: 1,
  'done-with-clash': 2,
  running: 3,
  waiting: 4,
  done: 5,
};

/** The places of the steps that a filter shows, what went wrong first; time and room grow with their number only. */
export function placesOf({ steps, results }: Pick<MappingRun, 'steps' | 'results'>, filter: ResultFilter): number[] {
  const ranked: number[][] = Array.from({ length: 6 }, () => []);
  for (const place of steps.keys()) {
    const rank = RANK[results.get(place)?.state ?? 'waiting'];
    const isWanted = filter === 'all' || (filter === 'failed' ? rank <= 1 : rank === 4);
    if (isWanted) ranked[rank]?.push(place);
  }
  return ranked.flat();
}
