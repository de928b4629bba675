import { eachInSteps, type InSteps } from '../rules/in-steps.ts';
import { StepPacker } from '../rules/port-mapping-packing.ts';
import type { PlanStep } from '../rules/port-mapping-plans.ts';
import { couldKeep } from './journal.ts';
import { RUN } from './port-mapping-run-journal.ts';

/**
 * Whether this browser could keep a run of these steps over a reload, in the place of the one that it keeps now: to be asked
 * before it begins. Nothing stays written.
 */
export function* couldKeepRunInSteps(steps: readonly PlanStep[]): InSteps<boolean> {
  const packer = new StepPacker();
  yield* eachInSteps(steps, (step) => packer.add(step));
  yield;
  // How far it is takes a letter a step beside the plan.
  return couldKeep(RUN, [packer.packed(), '-'.repeat(steps.length)]);
}
