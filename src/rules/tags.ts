/** Tags (api.md §5): names that the panel checks before and judges after a write. */
import type { WriteAnswer } from '../api/errors.ts';
import type { Tag } from '../api/schemas.ts';

export type TagCreationVerdict =
  | { verdict: 'done'; tag: Tag }
  | { verdict: 'not-done'; message: string }
  | { verdict: 'cannot-tell' };

/** Why a tag cannot be named so; undefined when it can. Surrounding spaces are not part of a name. */
export function checkTagName(name: string, existing: readonly Tag[]): string | undefined {
  const wanted = name.trim();
  if (wanted === '') return 'Enter a name for the tag.';
  // The API's own filter, ?tags=a,b, splits on commas: such a tag could never be asked for.
  if (wanted.includes(',')) return 'Leave out the comma: it separates tags.';
  if (existing.some((tag) => tag.name === wanted)) return `Choose another name: the tag ${wanted} exists already.`;
  return undefined;
}

/**
 * What `POST /tags` did: done when the tag was not there before and is there now, also after a 409, which then is the
 * answer to the browser's own repetition (api.md §1).
 */
export function judgeTagCreation(creation: {
  name: string;
  before: readonly Tag[];
  answer: WriteAnswer;
  after: readonly Tag[];
}): TagCreationVerdict {
  const { name, before, answer, after } = creation;
  const isThis = (tag: Tag) => tag.name === name;
  if (before.some(isThis)) {
    return {
      verdict: 'not-done',
      message: `The tag ${name} existed already. No second one was created. Use it as it is.`,
    };
  }
  const tag = after.find(isThis);
  if (tag) return { verdict: 'done', tag };
  if (answer.outcome === 'refused') {
    const named = answer.reason || answer.error || `status ${answer.status}`;
    return {
      verdict: 'not-done',
      message: `The API refused the tag ${name} (${named}). No tag was created. Choose another name.`,
    };
  }
  if (answer.outcome === 'not-signed-in') {
    return { verdict: 'not-done', message: 'The API no longer takes the password. No tag was created. Sign in again.' };
  }
  return { verdict: 'cannot-tell' };
}
