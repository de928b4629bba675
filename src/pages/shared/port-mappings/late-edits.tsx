import { Suspense, useEffect } from 'react';
import { describeMapping } from '../../../rules/port-mappings.ts';
import { Alert } from '../../../ui/alert.tsx';
import { lazyPart } from '../../../ui/lazy-part.ts';
import { whenIdle } from '../../../ui/when-idle.ts';
import { NotLoaded } from '../not-loaded.tsx';
import type { EditMappingDialogProps } from './edit-mapping-dialog.tsx';
import type { InterruptedEditProps } from './interrupted-edit.tsx';

// An edit is seldom: it comes when the browser is idle, or when it is asked for (design.md §7).
const loadDialog = async () => (await import('./edit-mapping-dialog.tsx')).EditMappingDialog;

const EditMappingDialog = lazyPart(loadDialog, ({ editing }: EditMappingDialogProps) => (
  <NotLoaded onClose={editing.close} />
));

const InterruptedEdit = lazyPart(
  async () => (await import('./interrupted-edit.tsx')).InterruptedEdit,
  ({ edit }: InterruptedEditProps) => (
    <Alert title={`The edit of ${describeMapping(edit.old)} was interrupted`} className="mb-4">
      How to end it could not be loaded. Nothing was sent. Reload the page when the network is back.
    </Alert>
  ),
);

/** Loads what edits mappings when the browser is idle, so that it is there at once when it is asked for. */
export function useEditsSoon(): void {
  // Only the browser knows when it is idle.
  useEffect(() => whenIdle(() => void loadDialog().catch(() => undefined)), []);
}

/** {@link EditMappingDialog}, loaded when it is first opened. */
export function LateEditMappingDialog(props: EditMappingDialogProps) {
  return (
    <Suspense fallback={null}>
      <EditMappingDialog {...props} />
    </Suspense>
  );
}

/** {@link InterruptedEdit}, loaded when there is one. */
export function LateInterruptedEdit(props: InterruptedEditProps) {
  return (
    <Suspense fallback={null}>
      <InterruptedEdit {...props} />
    </Suspense>
  );
}
