import { useDeleteTag } from '../../queries/use-tag-writes.ts';
import { shownText } from '../../rules/shown-text.ts';
import type { Tag } from '../../rules/tags.ts';
import { useOwnNotifications } from '../shared/own-notifications.ts';
import type { Problem } from '../shared/problem.tsx';
import { problemBefore, problemUnknown } from './problem-of-tag.ts';

/** Deletes a tag and says what became of it. There is no Undo: the tag would come back without those that carried it. */
export function useTagDeletion(report: (problem: Problem | null) => void) {
  const deletion = useDeleteTag();
  const notify = useOwnNotifications();

  return async (tag: Tag) => {
    const name = shownText(tag.name);
    report(null);
    try {
      const outcome = await deletion.mutateAsync(tag);
      if (outcome.verdict === 'done') notify({ title: `Deleted ${name}`, tone: 'success' });
      else if (outcome.verdict === 'not-done') report({ title: `${name} was not deleted`, detail: outcome.message });
      else report(problemUnknown(`${name} was deleted`, outcome.readError));
    } catch (error) {
      report(problemBefore(error, `${name} was not deleted`, name));
    }
  };
}
