import { useRef, useState } from 'react';
import { problemOfTags } from '../shared/typed-tags.ts';
import { useTypedTag } from '../shared/use-typed-tag.ts';

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
  // What was chosen while it was created stays.
  const typedTag = useTypedTag((name) =>
    change((before) => ({ add: [...without(before.add, [name]), name], remove: without(before.remove, [name]) })),
  );

  return {
    add,
    remove,
    typedTag,
    inputs,
    problems,
    chooseToAdd(tags: string[]) {
      typedTag.setProblem(undefined);
      change((before) => ({ add: tags, remove: without(before.remove, tags) }));
    },
    chooseToRemove: (tags: string[]) => change((before) => ({ add: without(before.add, tags), remove: tags })),
    /** Nothing that is in sight may be missing from what is sent. True: a sentence says what is. */
    isBlocked(): boolean {
      for (const [field, chosen, isCreating] of [
        ['add', add, typedTag.isCreating],
        ['remove', remove, false],
      ] as const) {
        const input = inputs[field].current;
        const message = problemOfTags(input?.value.trim() ?? '', chosen, isCreating);
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
