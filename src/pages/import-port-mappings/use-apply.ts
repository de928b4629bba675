import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { mappingLabelsQuery } from '../../queries/port-mapping-labels.ts';
import { useMappingRun } from '../../queries/port-mapping-runs.ts';
import type { MappingPlan } from '../../rules/port-mapping-plans.ts';
import { currentConnection, isSignedInAs } from '../../session/session.ts';
import type { MappingsRead } from '../shared/port-mappings/editable-mappings.tsx';
import { problemBefore } from '../shared/port-mappings/problem.ts';
import { useRunsSoon } from '../shared/port-mappings/use-runs-soon.ts';
import type { Problem } from '../shared/problem.tsx';
import { inTurns } from '../shared/use-in-steps.ts';
import { type ImportFacts, type ImportPlan, planInSteps } from './use-import-plans.ts';
import { useLabelSetting } from './use-label-setting.ts';

interface ApplyOptions {
  address: string;
  table: MappingsRead;
  facts: ImportFacts;
  /** The run has begun. */
  onStarted: () => void;
}

/** Plans by a table read at this moment, then starts the run and goes to where it is watched. */
export function useApply({ address, table, facts, onStarted }: ApplyOptions) {
  const { start } = useMappingRun();
  useRunsSoon();
  const queryClient = useQueryClient();
  const setLabels = useLabelSetting(address);
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isApplying, setIsApplying] = useState(false);
  const underWay = useRef(false);

  async function begin(shown: ImportPlan) {
    const connection = currentConnection();
    const { data, isError, error } = await table.refetch();
    if (isError || !data) return setProblem(problemBefore(error, 'Nothing was applied', address));
    const labels = (await queryClient.ensureQueryData(mappingLabelsQuery())).get(address) ?? facts.labels;
    const now = { ...facts, current: data.items, unreadable: data.unreadable.length, labels };
    const fresh = await new Promise<ImportPlan>((resolve) => inTurns(planInSteps(now), resolve));
    const { steps } = fresh.plan;
    const isMore = shown.plan.steps.length === 0 && steps.length > 0;
    if (isMore || !isSameDeletions(fresh.plan, shown.plan) || whyNotNow(fresh)) return setProblem(CHANGED);
    // What was asked for in a session that has ended is nobody's wish in the next.
    if (!isSignedInAs(connection)) return;
    if (steps.length + fresh.labels.size === 0) return setProblem(NOTHING_LEFT);
    if (steps.length > 0 && !start({ address, origin: fresh.list.origin, steps })) return setProblem(WAIT);
    void setLabels({ set: fresh.labels, before: labels, isAlone: steps.length === 0 });
    onStarted();
    void navigate({ to: '/servers/$address/port-mappings', params: { address }, ignoreBlocker: true });
  }

  return {
    problem,
    isApplying,
    hideProblem: () => setProblem(null),
    apply: async (shown: ImportPlan) => {
      if (underWay.current) return;
      underWay.current = true;
      setProblem(null);
      setIsApplying(true);
      try {
        await begin(shown);
      } finally {
        underWay.current = false;
        setIsApplying(false);
      }
    },
  };
}

const WAIT: Problem = {
  title: 'Another run has begun meanwhile',
  detail: 'Nothing of this was sent. Wait for the end of the other one, then apply it.',
};

const NOTHING_LEFT: Problem = {
  title: 'Nothing is left to change',
  detail: 'The table has become so meanwhile. Nothing was sent.',
};

const CHANGED: Problem = {
  title: 'The table has changed meanwhile',
  detail: 'Nothing was sent. The plan is made anew by now: look at it, then apply it.',
};

const whyNotNow = ({ applyAs, whyNot }: ImportPlan) => (applyAs === 'only-add' ? undefined : whyNot[applyAs]);

/** Whether nobody would lose a mapping that was not shown to be deleted. */
function isSameDeletions(fresh: MappingPlan, shown: MappingPlan): boolean {
  const known = new Set(shown.steps.flatMap(({ remove }) => remove.map(({ id }) => id)));
  return fresh.steps.every(({ remove }) => remove.every(({ id }) => known.has(id)));
}
