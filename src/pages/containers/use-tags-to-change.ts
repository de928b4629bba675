import { useRef, useState } from 'react';
import { checkTagName } from '../../rules/tags.ts';
import { problemOfTags } from '../shared/typed-tags.ts';

interface Chosen {
  add: string[];
  remove: string[];
}

const NONE: Chosen = { add: [], remove: [] };
const without = (tags: readonly string[], others: readonly string[]) => tags.filter((tag) => !others.includes(tag));

/** The tags that are to be added and removed; none is both. */
export function useTagsToChange() {
  const [{ add, remove }, setChosen] = useState(NONE);
  const [problems, setProblems] = useState<Partial<Record<keyof Chosen, string>>>({});
  const inputs = { add: useRef<HTMLInputElement>(null), remove: useRef<HTMLInputElement>(null) };

  function change(next: (before: Chosen) => Chosen) {
    setProblems({});
    setChosen(next);
  }

  return {
    add,
    remove,
    inputs,
    problems,
    chooseToAdd: (tags: string[]) => change((before) => ({ add: tags, remove: without(before.remove, tags) })),
    /** One that is no tag yet: the run creates it. */
    addTyped(typed: string) {
      const name = typed.trim();
      const problem = checkTagName(name, []);
      if (problem) setProblems({ add: problem });
      else change((before) => ({ add: [...before.add, name], remove: without(before.remove, [name]) }));
    },
    chooseToRemove: (tags: string[]) => change((before) => ({ add: without(before.add, tags), remove: tags })),
    /** Nothing that is in sight may be missing from what is sent. True: a sentence says what is. */
    isBlocked(): boolean {
      for (const [field, chosen] of [
        ['add', add],
        ['remove', remove],
      ] as const) {
        const input = inputs[field].current;
        const message = problemOfTags(input?.value.trim() ?? '', chosen, false);
        if (message === undefined) continue;
        setProblems({ [field]: message });
        input?.focus();
        return true;
      }
      return false;
    },
  };
}

export type TagsToChange = ReturnType<typeof useTagsToChange>;
