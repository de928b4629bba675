import { useCallback } from 'react';
import { couldKeepRunInSteps } from '../../../queries/port-mapping-run-keeping.ts';
import type { PlanStep } from '../../../rules/port-mapping-plans.ts';
import { RUN_LOST_BY_RELOAD } from '../../../rules/port-mapping-run-words.ts';
import { Notice } from '../../../ui/alert.tsx';
import { useInSteps } from '../use-in-steps.ts';

/** Says where a run is started that this browser could not keep it over a reload; nothing when it can. */
export function LostByReload({ steps }: { steps: readonly PlanStep[] }) {
  const begin = useCallback(() => couldKeepRunInSteps(steps), [steps]);
  const { result: isKept = true } = useInSteps(begin);
  return isKept ? null : <Notice tone="warning">{RUN_LOST_BY_RELOAD}</Notice>;
}
