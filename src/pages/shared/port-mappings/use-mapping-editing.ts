import { useCallback, useEffect, useRef, useState } from 'react';
import { type EditOutcome, useEditPortMapping } from '../../../queries/port-mapping-edits.ts';
import type { MappingEdit } from '../../../rules/port-mapping-edits.ts';
import { describeMapping, type PortMapping } from '../../../rules/port-mappings.ts';
import { useOwnNotifications } from '../own-notifications.ts';
import type { Problem } from '../problem.tsx';
import { problemBefore } from './problem.ts';

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
  const mutation = useEditPortMapping(address);
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

  async function run(edit: MappingEdit) {
    setProblem(null);
    report(null);
    try {
      const outcome = await mutation.mutateAsync(edit);
      if (outcome.result === 'not-done') return tell(edit, problemOfEdit(edit, outcome), outcome.putBack ?? edit.old);
      if (openId.current === edit.old.id) show(null);
      if (outcome.result === 'unfinished') return onUnfinished(problemUnfinished(edit, outcome.message, address));
      notify({ title: `Changed ${describeEdit(edit)}`, tone: 'success' });
      onDone(edit);
    } catch (error) {
      tell(edit, problemBefore(error, `${describeMapping(edit.old)} was not changed`, address), edit.old);
    }
  }

  return {
    editing,
    problem,
    isRunning: mutation.isPending,
    /** The same function at each drawing. */
    open,
    close: () => show(null),
    run,
  };
}
