import { useCallback } from 'react';
import { planRowsInSteps } from '../../../rules/port-mapping-plan-rows.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useInSteps } from '../use-in-steps.ts';
import { PlanView, type PlanViewProps } from './plan-view.tsx';

/** The rest is counted: the dialog scrolls, and a long list does not follow that. */
const MOST_LISTED = 100;

/** A plan where a dialog asks about it; its rows are made in turns with the page. */
export function PlanInDialog({ plan, wanted, ...view }: Omit<PlanViewProps, 'rows' | 'most'>) {
  const begin = useCallback(() => planRowsInSteps(plan, wanted), [plan, wanted]);
  const { result: rows } = useInSteps(begin);
  if (!rows) return <Skeleton className="h-40 w-full" />;
  return <PlanView plan={plan} wanted={wanted} {...view} rows={rows} most={MOST_LISTED} />;
}
