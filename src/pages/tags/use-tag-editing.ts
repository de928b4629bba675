import { useEffect, useRef, useState } from 'react';
import type { TagEdit } from '../../queries/tag-writes.ts';
import { useChangeTag } from '../../queries/use-tag-writes.ts';
import type { Tag, TagConflict, TagField, TagTexts } from '../../rules/tags.ts';
import { useOwnNotifications } from '../shared/own-notifications.ts';
import type { Problem } from '../shared/problem.tsx';
import { problemBefore, problemUnknown } from './problem-of-tag.ts';

/** Where the person goes on with an edit that was not done, when it is in the form. */
export type ToMend =
  | { at: TagField }
  /** What somebody else changed meanwhile, and the texts of the tag as it is now. */
  | { conflicts: readonly TagConflict[]; now: TagTexts };

const inWords = (conflicts: readonly TagConflict[]) => conflicts.map(({ field }) => field).join(' and ');

/** The dialog "Edit prod": which tag it is about, and what became of an edit, told in it or, once closed, on the page. */
export function useTagEditing(report: (problem: Problem | null) => void) {
  const notify = useOwnNotifications();
  const mutation = useChangeTag();
  const [editing, setEditing] = useState<Tag | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const openId = useRef<number | null>(null);
  // A page that is left takes its dialog with it, and what becomes of the edit must be told elsewhere.
  useEffect(
    () => () => {
      openId.current = null;
    },
    [],
  );

  function show(tag: Tag | null) {
    openId.current = tag?.id ?? null;
    setEditing(tag);
  }

  function tell(edit: TagEdit, told: Problem) {
    if (openId.current === edit.id) setProblem(told);
    else report(told);
  }

  async function run(edit: TagEdit): Promise<ToMend | undefined> {
    const { started, wanted } = edit;
    const title = `${started.name} was not changed`;
    setProblem(null);
    report(null);
    try {
      const outcome = await mutation.mutateAsync(edit);
      switch (outcome.verdict) {
        case 'conflict':
          if (openId.current === edit.id) return outcome;
          report({
            title,
            detail: `Somebody else changed its ${inWords(outcome.conflicts)} meanwhile. Nothing was sent. Edit it again to decide.`,
          });
          break;
        case 'not-done':
          tell(edit, { title, detail: outcome.message });
          return 'field' in outcome && outcome.field ? { at: outcome.field } : undefined;
        case 'cannot-tell':
          tell(edit, problemUnknown(`${started.name} was changed`, outcome.readError));
          break;
        case 'done': {
          if (openId.current === edit.id) show(null);
          const isRenamed = started.name !== wanted.name;
          const done = isRenamed ? `Renamed ${started.name} to ${outcome.tag.name}` : `Saved ${outcome.tag.name}`;
          notify({ title: done, tone: 'success' });
        }
      }
    } catch (error) {
      tell(edit, problemBefore(error, title, started.name));
    }
    return undefined;
  }

  return {
    editing,
    problem,
    open: (tag: Tag) => {
      setProblem(null);
      show(tag);
    },
    close: () => show(null),
    run,
  };
}
