/** What the model-based tests of port mappings hold the list of recent changes to. */
import { mappingKey } from '../rules/port-mapping-edits.ts';
import type { NewPortMapping } from '../rules/port-mappings.ts';
import { mappingHistory } from './port-mapping-history.ts';
import { leftRuns } from './port-mapping-run-left.ts';
import { compareInterruptedRun, shownMappingRun } from './port-mapping-runs.ts';
import { expectThat, type Person } from './port-mappings-model-testing.ts';

/** What the page that shows a run does by itself: it looks up what became of what was begun. */
export const lookAtRuns = (person: Person): Promise<void> => compareInterruptedRun(person.queryClient);

/** Of which no table has shown yet what came of it. */
function openKeys({ queryClient }: Person): Set<string> {
  const run = shownMappingRun(queryClient);
  const begun = [...(run?.begun ?? [])].flatMap((place) => run?.steps[place] ?? []);
  const steps = [...begun, ...leftRuns(queryClient).flatMap((left) => left.steps)];
  return new Set(steps.flatMap(({ remove, add }) => [...remove, ...add]).map(mappingKey));
}

/**
 * Nobody but this tab changes the table, so that its changes lead from the first table to this one: none is missing, and
 * none tells of what did not happen. Of what nobody could tell they need not speak.
 */
export function checkHistory(person: Person): void {
  const counts = new Map<string, number>();
  const count = (mappings: readonly NewPortMapping[], by: number) => {
    for (const key of mappings.map(mappingKey)) counts.set(key, (counts.get(key) ?? 0) + by);
  };
  count(person.first, 1);
  count(person.rows(), -1);
  for (const { removed, added } of mappingHistory(person.queryClient)) {
    count(removed, -1);
    count(added, 1);
  }
  const open = openKeys(person);
  for (const [key, left] of counts) {
    if (person.untold.has(key) || open.has(key)) continue;
    expectThat(left === 0, `The changes say ${left > 0 ? 'more' : 'less'} of ${key} than happened.`);
  }
}
