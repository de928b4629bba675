import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { hasConflict, type PlannedRevert } from '../../../queries/port-mapping-reverts.ts';
import { portMappingsQuery } from '../../../queries/port-mappings.ts';
import { nameOfChange, writesInWords } from '../../../rules/port-mapping-history-words.ts';
import { countWrites } from '../../../rules/port-mapping-plans.ts';
import type { ContainerNames, PortMapping } from '../../../rules/port-mappings.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { type Problem, ProblemAlert } from '../problem.tsx';
import { LostByReload } from './lost-by-reload.tsx';
import { PlanInDialog } from './plan-in-dialog.tsx';
import { beginPlanned } from './use-revert.ts';

const NONE: readonly PortMapping[] = [];

export interface RevertDialogProps {
  planned: PlannedRevert;
  names: ContainerNames;
  onClose: () => void;
}

/** What a revert would write, and what stands in its way, before anything is sent. */
export function RevertDialog({ planned, names, onClose }: RevertDialogProps) {
  const { change, plan, wanted } = planned;
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<Problem>();
  const current = queryClient.getQueryData(portMappingsQuery(change.address).queryKey)?.items ?? NONE;
  const isPartial = hasConflict(plan);
  const writes = writesInWords(countWrites(plan.steps));
  const nothing = plan.steps.length === 0 ? 'Nothing of it can be reverted now.' : undefined;
  return (
    <Dialog
      open
      size="large"
      title={`Revert: ${nameOfChange(change)}`}
      description={`${writes} ${
        isPartial
          ? 'Something stands in the way of a part of it: that part is left as it is.'
          : 'What others changed since stays.'
      }`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReason={nothing}
            onClick={() => {
              const refused = beginPlanned(queryClient, planned);
              setProblem(refused);
              if (!refused) onClose();
            }}
          >
            {isPartial ? 'Revert the rest' : 'Revert'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem && <ProblemAlert problem={problem} onHide={() => setProblem(undefined)} />}
        <LostByReload steps={plan.steps} />
        <PlanInDialog plan={plan} wanted={wanted} names={names} current={current} />
      </div>
    </Dialog>
  );
}
