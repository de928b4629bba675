import { kindOfRun } from '../rules/port-mapping-history.ts';
import type { StepResult } from '../rules/port-mapping-runs.ts';
import { effectOf, lookupOf, stateOfStep } from '../rules/port-mapping-step-states.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { growMappingChange, markReverted } from './port-mapping-history.ts';
import { journalProgress } from './port-mapping-run-journal-writes.ts';
import { leftRuns } from './port-mapping-run-left.ts';
import { settleLeftRuns } from './port-mapping-run-left-effects.ts';
import type { ShownRun } from './port-mapping-run-sending.ts';
import { readTable } from './port-mapping-writes.ts';
import { portMappingsQuery } from './port-mappings.ts';

/** A table this old, in ms, still shows what became of writes of before a reload. */
const FRESH_MS = 5_000;

/** See `compareInterruptedRun`. */
export async function compareInterrupted(shownRun: ShownRun): Promise<void> {
  await Promise.all([compareShown(shownRun), settleLeft(shownRun)]);
}

async function settleLeft({ queryClient }: ShownRun): Promise<void> {
  const connection = currentConnection();
  const addresses = new Set(leftRuns(queryClient).map(({ address }) => address));
  await Promise.all(
    [...addresses].map(async (address) => {
      const table = { queryClient, connection, address };
      const { items, unreadable } = await readTable(table);
      if (unreadable.length === 0) settleLeftRuns(table, lookupOf(items));
    }),
  );
}

async function compareShown({ queryClient, current, show }: ShownRun): Promise<void> {
  const connection = currentConnection();
  const before = current();
  if (before?.state !== 'interrupted' || before.begun.size === 0) return;
  const table = await queryClient.fetchQuery({ ...portMappingsQuery(before.address), staleTime: FRESH_MS });
  const run = current();
  if (run !== before || !isSignedInAs(connection) || table.unreadable.length > 0) return;
  const lookup = lookupOf(table.items);
  const done = [...run.begun].filter((place) => {
    const step = run.steps[place];
    return step && stateOfStep(step, lookup) === 'done';
  });
  const begun = new Set(run.begun);
  const results = new Map<number, StepResult>(run.results);
  for (const place of done) {
    begun.delete(place);
    results.set(place, { state: 'done' });
  }
  // Of those half done as well: another run may take the place of this one.
  const effects = [...run.begun].flatMap((place) => effectOf(run.steps[place] ?? { remove: [], add: [] }, lookup));
  growMappingChange(
    { queryClient, connection, address: run.address },
    {
      id: run.startedAt,
      kind: kindOfRun(run.origin),
      removed: effects.flatMap(({ removed }) => removed),
      added: effects.flatMap(({ added }) => added),
    },
  );
  const isOver =
    results.size === run.steps.length && [...results.values()].every(({ state }) => state.startsWith('done'));
  const compared = { ...run, results, begun, go: { ...run.go, settled: results.size } };
  const journal = journalProgress(compared, connection);
  if (isOver) journal.end('ended', undefined);
  show(isOver ? { ...compared, state: 'ended' } : compared);
  if (isOver && run.reverts !== undefined) markReverted({ queryClient, connection }, run.reverts);
}
