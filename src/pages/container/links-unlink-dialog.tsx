import { useState } from 'react';
import type { ContainerDetail } from '../../rules/containers.ts';
import { curlOfChange } from '../../rules/curl.ts';
import {
  type CallContainer,
  changeOfStep,
  type LinkRow,
  type LinkStep,
  rebootsInWords,
  resultInWords,
} from '../../rules/links.ts';
import { currentConnection } from '../../session/session.ts';
import { classNames } from '../../ui/class-names.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';

export interface UnlinkDialogProps {
  container: ContainerDetail;
  row: LinkRow;
  call: CallContainer;
  busy: boolean;
  onConfirm: (steps: readonly LinkStep[]) => void;
  onCancel: () => void;
}

/** Asks before an unlink, because it reboots, and offers the other direction as well. */
export function UnlinkDialog({ container, row, call, busy, onConfirm, onCancel }: UnlinkDialogProps) {
  const [both, setBoth] = useState(false);
  const here: LinkStep = { uid: container.uid, kind: 'unlink', other: row.uid };
  const there: LinkStep = { uid: row.uid, kind: 'unlink', other: container.uid };
  const first = row.state === 'to-here' ? there : here;
  const steps = both ? [first, there] : [first];
  return (
    <ConfirmDialog
      open
      title={`Unlink ${row.name}?`}
      body={
        <>
          <p>
            {steps.map((step) => resultInWords(step, call)).join(', and ')} after this.
            {row.state === 'works' ? ' The link stops working.' : ''}
          </p>
          <p className="mt-3 font-medium text-text">{rebootsInWords(steps, call)}</p>
        </>
      }
      confirmLabel="Unlink"
      danger
      busy={busy}
      onConfirm={() => onConfirm(steps)}
      onCancel={onCancel}
    >
      <div className="flex flex-col items-start gap-3">
        {row.state === 'works' && row.isOwn && (
          <div>
            <label className="flex items-center gap-2">
              <input
                type="checkbox"
                checked={both}
                onChange={({ target }) => setBoth(target.checked)}
                className="size-4 accent-accent"
              />
              Also remove {row.name}'s link to {call(container.uid)}
            </label>
            {/* Its room stays: what is below does not move under the pointer. */}
            <p className={classNames('mt-1 text-muted', both && 'invisible')}>
              Until then {row.name} still links here: a link works only both ways.
            </p>
          </div>
        )}
        <CopyButton
          size="small"
          label="Copy as curl"
          text={() => steps.map((step) => curlOfChange(currentConnection(), step.uid, changeOfStep(step))).join('\n\n')}
        />
      </div>
    </ConfirmDialog>
  );
}
