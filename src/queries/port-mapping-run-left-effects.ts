import { kindOfRun } from '../rules/port-mapping-history.ts';
import { effectOf, type MappingLookup } from '../rules/port-mapping-step-states.ts';
import { isSignedInAs } from '../session/session.ts';
import { growMappingChange } from './port-mapping-history.ts';
import { keepLeftRuns, leftRuns } from './port-mapping-run-left.ts';
import type { MappingTable } from './port-mapping-writes.ts';

/** Records what a table shows of the runs that were left on its server. */
export function settleLeftRuns(table: MappingTable, lookup: MappingLookup): void {
  const { queryClient, connection, address } = table;
  if (!isSignedInAs(connection)) return;
  const all = leftRuns(queryClient);
  const here = all.filter((left) => left.address === address);
  if (here.length === 0) return;
  for (const { startedAt, origin, steps } of here) {
    const effects = steps.map((step) => effectOf(step, lookup));
    growMappingChange(table, {
      id: startedAt,
      kind: kindOfRun(origin),
      removed: effects.flatMap(({ removed }) => removed),
      added: effects.flatMap(({ added }) => added),
    });
  }
  keepLeftRuns(
    queryClient,
    all.filter((left) => left.address !== address),
  );
}
