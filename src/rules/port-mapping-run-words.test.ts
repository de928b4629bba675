import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanStep } from './port-mapping-plans.ts';
import {
  describeStep,
  endOfRun,
  isSmallRun,
  kindOfStep,
  mappingWithTarget,
  placesOf,
  progressOfRun,
  sentenceOfRun,
  titleOfRun,
  whyStopped,
  whyWaitFor,
} from './port-mapping-run-words.ts';
import { countResults, type MappingRun, type StepResult } from './port-mapping-runs.ts';

const names = new Map([[30_001, 'hydra']]);

const row = (port: number) => ({
  id: port,
  proto: 'tcp' as const,
  public_port: port,
  container: 30_001,
  container_ip: '10.0.0.3',
  private_port: port + 1,
});
const adding = (port: number): PlanStep => ({ remove: [], add: [row(port)] });
const removing = (port: number): PlanStep => ({ remove: [row(port)], add: [] });

function runOf(run: Partial<MappingRun>): MappingRun {
  return {
    startedAt: 1,
    begun: new Set(),
    address: '1.2.3.4',
    origin: 'import',
    steps: [],
    results: new Map(),
    state: 'running',
    go: { startedAt: 1, steps: 0, settled: 0 },
    survivesReload: true,
    ...run,
  };
}

const REFUSED: StepResult = { state: 'failed', message: 'tcp 9001 was refused.' };

test('a mapping is named with where it leads, by name or by uid', () => {
  expect(mappingWithTarget(row(9000), names)).toBe('tcp 9000 → hydra:9001');
  expect(mappingWithTarget({ ...row(9000), container: 7 }, names)).toBe('tcp 9000 → 7:9001');
});

test.each([
  ['import', 'running', 'Importing 2 port mappings'],
  ['range', 'pausing', 'Adding 2 port mappings'],
  ['copy', 'ended', 'Copy of 2 port mappings'],
  ['delete-selected', 'stopping', 'Deleting 2 port mappings'],
  ['resolve-clash', 'ended', 'Clashes of 2 port mappings'],
  ['revert', 'paused', 'Paused: Revert of 2 port mappings'],
  ['import', 'stopped', 'Stopped: Import of 2 port mappings'],
  ['import', 'interrupted', 'Interrupted: Import of 2 port mappings'],
] as const)('%s that is %s: %s', (origin, state, title) => {
  const results = new Map<number, StepResult>([[0, { state: 'done' }]]);
  expect(titleOfRun({ origin, state, steps: [adding(9000), adding(9001)], results })).toBe(title);
});

test('a run that is wholly done is named by what it has done', () => {
  const results = new Map<number, StepResult>([
    [0, { state: 'done' }],
    [1, { state: 'done' }],
  ]);
  const steps = [adding(9000), adding(9001)];
  expect(titleOfRun({ origin: 'range', state: 'ended', steps, results })).toBe('Added 2 port mappings');
});

test('the end says what was done, or what was not', () => {
  const one = runOf({ origin: 'delete-selected', state: 'ended', steps: [removing(9000)] });
  const done: StepResult = { state: 'done' };
  expect(endOfRun({ ...one, results: new Map([[0, done]]) })).toBe('Deleted tcp 9000');
  expect(endOfRun({ ...one, origin: 'resolve-clash', results: new Map([[0, done]]) })).toBe(
    'Resolved the clash of tcp 9000',
  );
  const two = { ...one, steps: [removing(9000), removing(9001)] };
  expect(
    endOfRun({
      ...two,
      results: new Map([
        [0, done],
        [1, { state: 'done' }],
      ]),
    }),
  ).toBe('Deleted 2 port mappings');
  const failed = { ...two, state: 'stopped' as const, results: new Map([[1, REFUSED]]) };
  expect(endOfRun(failed)).toBe('Stopped: Deletion of 2 port mappings: 0 of 2 done, 1 failed, 1 not sent');
});

test('what waits is not sent once nothing is under way', () => {
  const counts = countResults(
    runOf({
      steps: [adding(9000), adding(9001), adding(9002), adding(9003)],
      results: new Map<number, StepResult>([
        [0, { state: 'done-with-clash', message: '' }],
        [1, REFUSED],
        [2, { state: 'unknown', message: '' }],
      ]),
    }),
  );
  expect(progressOfRun(counts, true)).toBe('1 of 4 done, 1 failed, 1 not known, 1 done with a clash');
  expect(progressOfRun(counts, false)).toBe('1 of 4 done, 1 failed, 1 not known, 1 not sent, 1 done with a clash');
});

test('a step is named by what it does', () => {
  const change: PlanStep = { remove: [row(9000)], add: [row(9001)] };
  expect([adding(1), removing(1), change].map(kindOfStep)).toEqual(['Add', 'Delete', 'Change']);
  expect(describeStep(change, names)).toBe('tcp 9000 → hydra:9001 to tcp 9001 → hydra:9002');
});

test('a run that stopped by itself says why, one that was stopped by hand does not', () => {
  const steps = [adding(9000), adding(9001)];
  expect(whyStopped(runOf({ steps, state: 'stopped', results: new Map([[1, REFUSED]]) }))).toBe(
    'tcp 9001 was refused.',
  );
  expect(whyStopped(runOf({ steps, state: 'stopped', results: new Map([[1, { state: 'done' }]]) }))).toBeUndefined();
  expect(whyStopped(runOf({ steps, state: 'ended', results: new Map([[1, REFUSED]]) }))).toBeUndefined();
});

test('every state in which somebody must wait or decide has its sentence', () => {
  for (const state of ['pausing', 'paused', 'stopping', 'interrupted'] as const) {
    expect(sentenceOfRun({ state, survivesReload: true })).toMatch(/\.$/);
  }
  expect(sentenceOfRun({ state: 'running', survivesReload: true })).toBeUndefined();
  expect(sentenceOfRun({ state: 'running', survivesReload: false })).toContain('a reload would lose');
});

test('only a few mappings that one button changed are told by their end alone', () => {
  const few = Array.from({ length: 20 }, (_, port) => removing(port));
  expect(isSmallRun({ origin: 'delete-selected', steps: few })).toBe(true);
  expect(isSmallRun({ origin: 'delete-selected', steps: [...few, removing(99)] })).toBe(false);
  expect(isSmallRun({ origin: 'import', steps: few.slice(0, 1) })).toBe(false);
});

const states = fc.constantFrom<StepResult['state'][]>('done', 'failed', 'unknown', 'running', 'done-with-clash');
const results = fc.array(fc.option(states, { nil: undefined }), { maxLength: 40 });

function runWith(all: readonly (StepResult['state'] | undefined)[]): MappingRun {
  const known = all.flatMap((state, place): [number, StepResult][] =>
    state ? [[place, { state, message: 'Why' } as StepResult]] : [],
  );
  return runOf({
    steps: all.map((_, place) => (place % 2 ? adding(place) : removing(place))),
    results: new Map(known),
  });
}

test('the list shows each step once, what went wrong first, and a filter only its own', () => {
  fc.assert(
    fc.property(results, (all) => {
      const run = runWith(all);
      const places = placesOf(run, 'all');
      expect(places.toSorted((one, other) => one - other)).toEqual([...all.keys()]);
      const bad = placesOf(run, 'failed');
      expect(places.slice(0, bad.length)).toEqual(bad);
      expect(bad.every((place) => all[place] === 'failed' || all[place] === 'unknown')).toBe(true);
      expect(bad).toHaveLength(countResults(run).failed + countResults(run).unknown);
      expect(placesOf(run, 'not-sent')).toEqual([...all.keys()].filter((place) => all[place] === undefined));
    }),
  );
});

test('no run begins while another is under way or paused; one that was stopped makes room', () => {
  const why = (state: MappingRun['state']) => whyWaitFor({ state, address: '1.2.3.4' });
  expect(why('running')).toBe('Another run is under way on 1.2.3.4: wait for its end');
  expect(why('stopping')).toBe(why('running'));
  expect(why('paused')).toBe('Another run is paused on 1.2.3.4: resume or stop it first');
  expect([why('stopped'), why('ended'), why('interrupted')]).toEqual([undefined, undefined, undefined]);
});
