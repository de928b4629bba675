import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { interruptedEditQuery } from '../../../queries/port-mapping-edit-journal.ts';
import { useMappingLabels } from '../../../queries/port-mapping-labels.ts';
import { useIsEditingPortMapping } from '../../../queries/use-port-mapping-edits.ts';
import { useDeletingPortMappings, usePendingPortMappings } from '../../../queries/use-port-mapping-writes.ts';
import type { Container } from '../../../rules/containers.ts';
import { type MappingEdit, newRowOf } from '../../../rules/port-mapping-edits.ts';
import { type ContainerNames, describeMapping, type PortMapping } from '../../../rules/port-mappings.ts';
import { Notice } from '../../../ui/alert.tsx';
import { ConfirmDialog } from '../../../ui/dialog.tsx';
import { type Problem, ProblemAlert, useReport } from '../problem.tsx';
import { focusAfterRow } from '../row-focus.ts';
import { UnreadableRows } from '../unreadable-rows.tsx';
import { LateEditMappingDialog, LateInterruptedEdit, useEditsSoon } from './late-edits.tsx';
import type { RowActions } from './mapping-columns.tsx';
import { type MappingRow, mappingsOf } from './mapping-rows.ts';
import { FormSkeleton, NewMappingForm } from './new-mapping-form.tsx';
import { focusEdited } from './row-focus.ts';
import { useMappingDeletion } from './use-mapping-deletion.ts';
import { useMappingEditing } from './use-mapping-editing.ts';
import { useMappingRows } from './use-mapping-rows.ts';

const NO_MAPPINGS: readonly PortMapping[] = [];

export type MappingsRead = UseQueryResult<{
  items: PortMapping[];
  unreadable: { endpoint: string; row: number; field: string }[];
}>;

/** What a table of the mappings shows and can do. */
export interface MappingsView extends RowActions {
  /** Undefined while they are loaded for the first time. */
  rows: readonly MappingRow[] | undefined;
  names: ContainerNames;
  table: MappingsRead;
  /** Mappings that are being deleted now, and have no row any more. */
  deleting: readonly PortMapping[];
}

export interface EditableMappingsProps {
  address: string;
  table: MappingsRead;
  /** The customer's containers on this server; undefined while they are loaded for the first time. */
  containers: readonly Container[] | undefined;
  names: ContainerNames;
  /** The one container whose mappings are shown and added; left out: those of all. */
  only?: Container;
  /** In place of the form where none of the containers is the customer's. */
  noContainers?: ReactNode;
  /** Draws the table. */
  children: (view: MappingsView) => ReactNode;
}

/** Everything that can be done with the mappings of one server, or of one container on it: form, table, dialogs, failures. */
export function EditableMappings(props: EditableMappingsProps) {
  const { address, table, containers, names, only, noContainers, children } = props;
  const section = useRef<HTMLElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const report = useReport(setProblem);
  const [confirming, setConfirming] = useState<PortMapping | null>(null);
  const [edited, setEdited] = useState<MappingEdit | null>(null);
  const [interruption, setInterruption] = useState<Problem | null>(null);
  const reportUnfinished = useReport(setInterruption);
  const mappings = table.data?.items ?? NO_MAPPINGS;
  const unreadable = table.data?.unreadable.length ?? 0;
  const surroundings = useMemo(() => ({ mappings, names, unreadable }), [mappings, names, unreadable]);
  const pending = usePendingPortMappings(address);
  const deletingIds = useDeletingPortMappings(address);
  const isEditing = useIsEditingPortMapping(address);
  const { data: interrupted } = useQuery(interruptedEditQuery(address));
  const remove = useMappingDeletion(address, report);
  const editing = useMappingEditing({
    address,
    report,
    onUnfinished: reportUnfinished,
    onDone: setEdited,
  });
  const deleting = useMemo(() => {
    const ids = new Set(deletingIds);
    return mappings.filter(({ id }) => ids.has(id));
  }, [mappings, deletingIds]);
  const labels = useMappingLabels(address);
  const isReady = containers !== undefined && table.data !== undefined;
  const uid = only?.uid;
  const facts = useMemo(
    () => (isReady ? { mappings, pending, deletingIds, names, labels, only: uid } : undefined),
    [isReady, mappings, pending, deletingIds, names, labels, uid],
  );
  const rows = useMappingRows(facts);
  // The new row is drawn some time after the edit has ended, and the focus can move to it only then.
  useEffect(() => {
    if (!edited || !rows || !newRowOf(edited, mappingsOf(rows))) return;
    focusEdited(section.current, edited);
    setEdited(null);
  }, [edited, rows]);
  useEditsSoon();
  const old = editing.editing;
  const editSurroundings = useMemo(() => ({ ...surroundings, ignoreId: old?.id }), [surroundings, old]);
  const { open } = editing;
  // The table draws a row again when what can be done with it changes, not at every key in the form above.
  const actions = useMemo((): RowActions => {
    const isOwn = (uid: number) => containers?.some((container) => container.uid === uid) ?? false;
    return {
      whyNoEdit: ({ container }) => {
        if (isEditing) return 'Another edit is under way';
        if (interrupted) return 'End the interrupted edit first';
        return isOwn(container) ? undefined : 'Its container is not one of yours on this server';
      },
      onEdit: open,
      onDelete: (mapping, row) => {
        if (!isOwn(mapping.container)) return setConfirming(mapping);
        focusAfterRow(row, section.current);
        void remove(mapping, true);
      },
    };
  }, [containers, isEditing, interrupted, open, remove]);

  return (
    <section
      ref={section}
      tabIndex={-1}
      // The mappings of one container stand in a section of its page, which is a landmark of that name already.
      role={only ? 'group' : undefined}
      aria-label="Port mappings"
      className="outline-none"
    >
      {isReady && interrupted && !isEditing ? (
        <LateInterruptedEdit
          address={address}
          edit={interrupted}
          mappings={mappings}
          surroundings={surroundings}
          reason={interruption?.detail}
          report={report}
          onUnfinished={reportUnfinished}
          onEnd={() => {
            setInterruption(null);
            section.current?.focus();
          }}
        />
      ) : null}
      {isEditing && !old && interrupted ? (
        <Notice className="mb-4">The edit of {describeMapping(interrupted.old)} is still under way.</Notice>
      ) : null}
      {problem ? <ProblemAlert problem={problem} onHide={() => setProblem(null)} /> : null}
      {isReady ? null : <FormSkeleton isOfOne={only !== undefined} />}
      {isReady && containers.length === 0 ? noContainers : null}
      {isReady && containers.length > 0 ? (
        <NewMappingForm
          address={address}
          containers={containers}
          only={only}
          surroundings={surroundings}
          pending={pending}
        />
      ) : null}
      <UnreadableRows rows={table.data?.unreadable ?? []} />
      {children({
        rows,
        names,
        table,
        deleting: only ? deleting.filter(({ container }) => container === only.uid) : deleting,
        ...actions,
      })}
      <ConfirmDialog
        open={confirming !== null}
        title={confirming ? `Delete ${describeMapping(confirming)} for good?` : ''}
        body={`It leads to container ${confirming?.container}, which is not one of yours on this server: you cannot create it again.`}
        confirmLabel="Delete for good"
        danger
        onCancel={() => setConfirming(null)}
        onConfirm={() => {
          setConfirming(null);
          section.current?.focus();
          if (confirming) void remove(confirming, false);
        }}
      />
      {old && containers ? (
        <LateEditMappingDialog
          address={address}
          old={old}
          containers={containers}
          surroundings={editSurroundings}
          isRunning={isEditing}
          editing={editing}
        />
      ) : null}
    </section>
  );
}
