import { useState } from 'react';
import { useChangeLinks } from '../../queries/links.ts';
import {
  type CallContainer,
  explainFailedSteps,
  type LinkStep,
  rebootsInWords,
  resultInWords,
} from '../../rules/links.ts';
import { useOwnNotifications } from '../shared/own-notifications.ts';
import { type Problem, useReport } from '../shared/problem.tsx';
import { useOneAtATime } from '../shared/use-one-at-a-time.ts';

/** What was not done, and what would do it. */
export interface LinkProblem extends Problem {
  again: readonly LinkStep[];
}

/** Links and unlinks, tells what came of it, and keeps what failed for another try. */
export function useLinkWrites(uid: number, call: CallContainer, isOwn: (uid: number) => boolean) {
  const change = useChangeLinks();
  const notify = useOwnNotifications();
  const [problem, setProblem] = useState<LinkProblem | null>(null);
  const report = useReport<LinkProblem>(setProblem);
  const oneAtATime = useOneAtATime();

  async function runSteps(steps: readonly LinkStep[]): Promise<number> {
    report(null);
    const outcome = await change.mutateAsync({ uid, steps });
    const { done, sent, failed, left } = outcome;
    if (failed) {
      report({ ...explainFailedSteps({ ...outcome, failed }, call, isOwn), again: [failed.step, ...left] });
    } else {
      const title = done.map((step) => resultInWords(step, call)).join(', and ');
      const detail = sent.length > 0 ? rebootsInWords(sent, call) : 'It was so already: nothing was sent.';
      notify({ title, detail, tone: 'success' });
    }
    return done.length;
  }

  return {
    /** Gives how many of the steps were done: none while others are under way. */
    run: async (steps: readonly LinkStep[]) => {
      // Each is looked at before it is sent: what was done after all is not done twice.
      const fail = (failed: Problem) => report({ ...failed, again: steps });
      return (await oneAtATime(() => runSteps(steps), fail)) ?? 0;
    },
    problem,
    hide: () => setProblem(null),
    /** What is being done now. */
    underWay: change.isPending ? change.variables.steps : undefined,
  };
}
