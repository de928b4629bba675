import { useState } from 'react';
import { useCreateTag } from '../../queries/use-tag-writes.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { checkTagName } from '../../rules/tags.ts';
import { SessionEndedError } from '../../session/session.ts';

/**
 * Creates a tag that was typed and is none yet, at once, because the API drops unknown names. `onCreated` is called when it
 * stands: others may have been chosen meanwhile, so it must go by the choice of that moment.
 */
export function useTypedTag(onCreated: (name: string) => void) {
  const createTag = useCreateTag();
  const [problem, setProblem] = useState<string>();

  async function create(typed: string) {
    const name = typed.trim();
    const refused = checkTagName(name, []);
    setProblem(refused);
    if (refused || createTag.isPending) return;
    try {
      const outcome = await createTag.mutateAsync(name);
      if (outcome.verdict === 'done') onCreated(name);
      else if (outcome.verdict === 'not-done') setProblem(outcome.message);
      else setProblem(`It is not known whether the tag ${name} was created. Look for it in the list, then choose it.`);
    } catch (error) {
      const why = error instanceof SessionEndedError ? error.message : explainReadFailure(error, 'the tags').detail;
      setProblem(`The tag ${name} was not created. ${why}`);
    }
  }

  return {
    create: (typed: string) => void create(typed),
    /** Why it was not created, or whatever else was set. */
    problem,
    setProblem,
    isCreating: createTag.isPending,
    hint: createTag.isPending ? `Creating the tag ${createTag.variables}…` : undefined,
  };
}
