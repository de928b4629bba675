import type { QueryClient } from '@tanstack/react-query';
import { bodyOf } from '../rules/port-mapping-edits.ts';
import { leftOfChange, type MappingChange, planRevert } from '../rules/port-mapping-history.ts';
import type { MappingPlan } from '../rules/port-mapping-plans.ts';
import type { NewPortMapping } from '../rules/port-mappings.ts';
import { type Connection, isSignedInAs } from '../session/session.ts';
import { mappingHistory } from './port-mapping-history.ts';
import { beginMappingRun, carryOutMappingRun } from './port-mapping-runs.ts';
import { knownContainers, type MappingTable, readTable } from './port-mapping-writes.ts';

/** The way back from a change. It belongs to the session in which it was planned. */
export interface PlannedRevert {
  change: MappingChange;
  plan: MappingPlan;
  /** What the plan was made for: its outcomes are in this order. */
  wanted: readonly NewPortMapping[];
  connection: Connection;
}

/** The way back from a change by a fresh table; what newer changes dealt with is theirs. @throws ApiError when it cannot be read */
export async function planOfRevert(table: MappingTable, change: MappingChange): Promise<PlannedRevert> {
  const { items } = await readTable(table);
  const changes = mappingHistory(table.queryClient).filter(({ address }) => address === change.address);
  const place = changes.findIndex(({ id }) => id === change.id);
  const left = leftOfChange(change, changes.slice(0, Math.max(0, place)));
  const plan = planRevert(left, { current: items, ...knownContainers(table) });
  return { change, plan, wanted: left.removed.map(bodyOf), connection: table.connection };
}

/** Whether something stands in the way of a part of it. */
export const hasConflict = ({ outcomes }: MappingPlan) => outcomes.some(({ kind }) => kind === 'conflict');

/**
 * Begins a planned revert. Nothing is sent while another run is under way or paused (`busy`), nor once the session has ended
 * in which it was planned (`session-ended`), also when the same customer is signed in again.
 */
export function beginRevert(
  queryClient: QueryClient,
  { change, plan, connection }: PlannedRevert,
): 'begun' | 'busy' | 'session-ended' {
  if (!isSignedInAs(connection)) return 'session-ended';
  const { address, id } = change;
  // What something stands in the way of stays, and can be reverted later.
  const reverts = hasConflict(plan) ? {} : { reverts: id };
  const go = beginMappingRun(queryClient, { address, origin: 'revert', steps: plan.steps, ...reverts });
  if (!go) return 'busy';
  void carryOutMappingRun(queryClient, go);
  return 'begun';
}
