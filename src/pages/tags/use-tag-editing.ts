import { useCallback, useEffect, useRef, useState } from 'react';
import type { TagEdit } from '../../queries/tag-writes.ts';
import { useChangeTag } from '../../queries/use-tag-writes.ts';
import { shownText } from '../../rules/shown-text.ts';
import type { Tag, TagConflict, TagField, TagTexts } from '../../rules/tags.ts';
import { useOwnNotifications } from '../shared/own-notifications.ts';
import type { Problem } from '../shared/problem.tsx';
import { problemBefore, problemUnknown } from './problem-of-tag.ts';

/** What somebody else changed meanwhile, and the texts of the tag as it is now. */
export interface MetConflicts {
  conflicts: readonly TagConflict[];
  now: TagTexts;
}

/** How an edit ended, for its form; `at`: where it is to be mended. Undefined: not done, or nobody can tell; told elsewhere. */
export type EditEnd = 'saved' | { at: TagField } | MetConflicts | undefined;

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

  const show = useCallback((tag: Tag | null) => {
    openId.current = tag?.id ?? null;
    setEditing(tag);
  }, []);

  const open = useCallback(
    (tag: Tag) => {
      setProblem(null);
      show(tag);
    },
    [show],
  );

  function tell(edit: TagEdit, told: Problem) {
    if (openId.current === edit.id) setProblem(told);
    else report(told);
  }

  async function run(edit: TagEdit): Promise<EditEnd> {
    const { started, wanted } = edit;
    const title = `${shownText(started.name)} was not changed`;
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
          tell(edit, problemUnknown(`${shownText(started.name)} was changed`, outcome.readError));
          break;
        case 'done': {
          if (openId.current === edit.id) show(null);
          const isRenamed = started.name !== wanted.name;
          const done = isRenamed
            ? `Renamed ${shownText(started.name)} to ${shownText(outcome.tag.name)}`
            : `Saved ${shownText(outcome.tag.name)}`;
          notify({ title: done, tone: 'success' });
          return 'saved';
        }
      }
    } catch (error) {
      tell(edit, problemBefore(error, title, shownText(started.name)));
    }
    return undefined;
  }

  return {
    editing,
    problem,
    /** The same function at each drawing. */
    open,
    close: () => show(null),
    run,
  };
}
