import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type BulkRun, isUnderWay } from '../../queries/bulk-runs.ts';
import type { BulkRequest } from '../../rules/bulk-changes.ts';
import { Button } from '../../ui/button.tsx';
import type { SelectionActions } from '../shared/containers-table-selection.tsx';
import { BulkPlanDialog } from './bulk-plan-dialog.tsx';
import { useBulkRun } from './use-bulk-run.ts';

const ACTIONS = [
  ['retag', 'Change tags'],
  ['set-distro', 'Set distro'],
  ['reboot', 'Reboot'],
] as const satisfies [BulkRequest['kind'], string][];

/** At the end of a run what is done is selected no more, so that the next press cannot do it a second time. */
function useDeselectingDone(run: BulkRun | null, deselect: (uids: readonly number[]) => void) {
  const wasUnderWay = useRef(isUnderWay(run));
  const deselectDone = useEffectEvent(({ results }: BulkRun) =>
    deselect([...results].flatMap(([uid, { state }]) => (state === 'done' ? uid : []))),
  );
  // The run ends in the cache, at a moment that no event of this page tells.
  useEffect(() => {
    if (wasUnderWay.current && run && !isUnderWay(run)) deselectDone(run);
    wasUnderWay.current = isUnderWay(run);
  }, [run]);
}

/**
 * What can be done to all selected containers at once: each opens its plan, which says what changes and what reboots.
 * Afterwards only those stay selected that are not done.
 */
export const BulkActions: SelectionActions = ({ selected, deselect }) => {
  const [open, setOpen] = useState<BulkRequest['kind']>();
  const { run, start } = useBulkRun();
  useDeselectingDone(run, deselect);
  const disabledReason =
    (selected.length === 0 && 'Select a container first.') ||
    (isUnderWay(run) && 'Another change of several containers is under way.') ||
    undefined;
  return (
    <>
      {ACTIONS.map(([kind, label]) => (
        <Button key={kind} size="small" disabledReason={disabledReason} onClick={() => setOpen(kind)}>
          {label}
        </Button>
      ))}
      {open && (
        <BulkPlanDialog
          kind={open}
          containers={selected}
          onClose={() => setOpen(undefined)}
          onStart={(request, changes) => {
            setOpen(undefined);
            start(
              request,
              changes.map(({ container }) => container),
            );
          }}
        />
      )}
    </>
  );
};
