import { useCallback, useEffect, useRef, useState } from 'react';
import type { EditConsent, EditOutcome } from '../../../queries/port-mapping-edits.ts';
import { onUnkeptMove, useChangeMappingLabels } from '../../../queries/port-mapping-labels.ts';
import { useEditPortMapping } from '../../../queries/use-port-mapping-edits.ts';
import { gapAfterEdit } from '../../../rules/port-mapping-edit-words.ts';
import type { MappingEdit } from '../../../rules/port-mapping-edits.ts';
import { labelKey, type MappingLabel } from '../../../rules/port-mapping-labels.ts';
import { describeMapping, type PortMapping } from '../../../rules/port-mappings.ts';
import { useOwnNotifications } from '../own-notifications.ts';
import type { Problem } from '../problem.tsx';
import { problemBefore } from './problem.ts';
import { useUndoEdit } from './use-undo.ts';

/** `tcp 9000`, or `tcp 9000 to tcp 9001` when the public end changes. */
export function describeEdit({ old, wanted }: MappingEdit): string {
  const [before, after] = [describeMapping(old), describeMapping(wanted)];
  return before === after ? before : `${before} to ${after}`;
}

/** What to say when an edit was not done: the old row stands, perhaps because it was created again. */
export function problemOfEdit(edit: MappingEdit, outcome: Extract<EditOutcome, { result: 'not-done' }>): Problem {
  const name = describeMapping(edit.old);
  const reason = outcome.message ?? '';
  if (!outcome.putBack) return { title: `${name} was not changed`, detail: reason };
  return {
    title: `${name} was not changed`,
    detail: `${reason} ${name} had been deleted for it and was put back: it leads where it did before.`.trim(),
  };
}

/** What to say of an edit that is in the journal now. */
export function problemUnfinished({ old }: MappingEdit, message: string | undefined, address: string): Problem {
  return {
    title: `The edit of ${describeMapping(old)} was not finished`,
    detail: message ?? `No answer proved it. The page of ${address} shows what stands and how to go on.`,
  };
}

/** The dialog "Edit tcp 9000": which row it is about, and what became of an edit, told in it or, once closed, on the page. */
export function useMappingEditing(options: {
  address: string;
  report: (problem: Problem | null) => void;
  onUnfinished: (problem: Problem) => void;
  onDone: (edit: MappingEdit) => void;
}) {
  const { address, report, onUnfinished, onDone } = options;
  const notify = useOwnNotifications();
  const undo = useUndoEdit(report);
  const mutation = useEditPortMapping(address);
  const changeLabels = useChangeMappingLabels(address);
  const [editing, setEditing] = useState<PortMapping | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const openId = useRef<number | null>(null);
  // A page that is left takes its dialog with it, and what becomes of the edit must be told elsewhere.
  useEffect(
    () => () => {
      openId.current = null;
    },
    [],
  );

  // A label moves after its edit, or with a revert that some other page began.
  useEffect(
    () => onUnkeptMove((detail) => notify({ title: 'A label that moved is not kept', detail, tone: 'danger' })),
    [notify],
  );

  const show = useCallback((mapping: PortMapping | null) => {
    openId.current = mapping?.id ?? null;
    setEditing(mapping);
  }, []);

  const open = useCallback(
    (mapping: PortMapping) => {
      setProblem(null);
      show(mapping);
    },
    [show],
  );

  function tell(edit: MappingEdit, told: Problem, old: PortMapping) {
    if (openId.current !== edit.old.id) return report(told);
    show(old);
    setProblem(told);
  }

  /** Whether it needs no second try from the dialog. */
  async function run(edit: MappingEdit, consent: EditConsent): Promise<boolean> {
    setProblem(null);
    report(null);
    try {
      const outcome = await mutation.mutateAsync({ edit, ...consent });
      if (outcome.result === 'not-done') {
        tell(edit, problemOfEdit(edit, outcome), outcome.putBack ?? edit.old);
        return false;
      }
      if (openId.current === edit.old.id) show(null);
      if (outcome.result === 'unfinished') onUnfinished(problemUnfinished(edit, outcome.message, address));
      else {
        notify({
          title: `Changed ${describeEdit(edit)}`,
          detail: gapAfterEdit(outcome.closedForMs),
          tone: 'success',
          action: { label: 'Undo', onAction: () => void undo(edit.old) },
        });
        onDone(edit);
      }
      return true;
    } catch (error) {
      tell(edit, problemBefore(error, `${describeMapping(edit.old)} was not changed`, address), edit.old);
      return false;
    }
  }

  /** Keeps label and note of a mapping in this browser; they go along with an edit that is made after it. */
  async function saveLabel(mapping: PortMapping, label: MappingLabel): Promise<boolean> {
    const problemOfStorage = await changeLabels(new Map([[labelKey(mapping), label]]));
    const name = describeMapping(mapping);
    if (problemOfStorage)
      notify({ title: `The label of ${name} is not kept`, detail: problemOfStorage, tone: 'danger' });
    return problemOfStorage === undefined;
  }

  /** Ends the dialog after what was noted alone was saved. */
  async function saveOnlyLabel(mapping: PortMapping, label: MappingLabel): Promise<void> {
    const isKept = await saveLabel(mapping, label);
    if (openId.current === mapping.id) show(null);
    if (!isKept) return;
    notify({
      title: `Saved the label and the note of ${describeMapping(mapping)}`,
      detail: 'In this browser: nothing was sent to the API.',
      tone: 'success',
    });
  }

  return {
    editing,
    problem,
    isRunning: mutation.isPending,
    /** The same function at each drawing. */
    open,
    close: () => show(null),
    run,
    saveLabel,
    saveOnlyLabel,
  };
}
