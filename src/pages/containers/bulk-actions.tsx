import { useState } from 'react';
import { isUnderWay, useBulkChange } from '../../queries/bulk-runs.ts';
import type { BulkRequest } from '../../rules/bulk-changes.ts';
import type { Container } from '../../rules/containers.ts';
import { Button } from '../../ui/button.tsx';
import { BulkPlanDialog } from './bulk-plan-dialog.tsx';

const ACTIONS = [
  ['retag', 'Change tags'],
  ['set-distro', 'Set distro'],
  ['reboot', 'Reboot'],
] as const satisfies [BulkRequest['kind'], string][];

/** What can be done to all selected containers at once: each opens its plan, which says what changes and what reboots. */
export function BulkActions({ selected }: { selected: readonly Container[] }) {
  const [open, setOpen] = useState<BulkRequest['kind']>();
  const { run, start } = useBulkChange();
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
}
