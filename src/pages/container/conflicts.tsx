import { Suspense } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import type { ConflictDialogProps } from './conflict-dialog.tsx';
import type { ContainerSave } from './use-container-save.ts';

/** In the place of the dialog whose code could not be loaded. */
function DialogUnavailable({ edit }: ConflictDialogProps) {
  return (
    <Dialog
      open
      title="Nothing was saved"
      onClose={edit.cancelConflicts}
      footer={<Button onClick={edit.cancelConflicts}>Back</Button>}
    >
      Somebody else changed the same as you, and the dialog to choose in could not be loaded. What you typed stays. Save
      again when the network is back.
    </Dialog>
  );
}

// Seldom needed: it comes when somebody else was quicker (design.md §7).
const ConflictDialog = lazyPart(async () => (await import('./conflict-dialog.tsx')).ConflictDialog, DialogUnavailable);

/** What is to be decided before anything is sent, when there is any. */
export function Conflicts({ edit }: { edit: ContainerSave }) {
  if (!edit.conflicts) return null;
  return (
    <Suspense fallback={null}>
      <ConflictDialog edit={edit} open={edit.conflicts} />
    </Suspense>
  );
}
