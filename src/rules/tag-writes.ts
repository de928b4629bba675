/** What a write of a tag did, decided by the read after it (design.md §1.3, api.md §5). */
import type { WriteAnswer } from '../api/errors.ts';
import type { Tag, TagChange, TagDetail } from '../api/schemas.ts';
import { afterRefusal, reasonOf } from './refusals.ts';
import { shownText } from './shown-text.ts';
import { TAG_FIELDS, type TagField, type TagTexts, textsOfTag } from './tags.ts';

export type TagCreationVerdict =
  | { verdict: 'done'; tag: Tag }
  | { verdict: 'not-done'; message: string }
  | { verdict: 'cannot-tell' };

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
      message: `The tag ${shownText(name)} existed already. No second one was created. Use it as it is.`,
    };
  }
  const tag = after.find(isThis);
  if (tag) return { verdict: 'done', tag };
  if (answer.outcome === 'refused') {
    const next = answer.status === 409 ? 'Choose another name.' : afterRefusal(answer);
    return {
      verdict: 'not-done',
      message: `The API refused the tag ${shownText(name)} (${reasonOf(answer)}). No tag was created. ${next}`,
    };
  }
  if (answer.outcome === 'not-signed-in') {
    return { verdict: 'not-done', message: 'The API no longer takes the password. No tag was created. Sign in again.' };
  }
  return { verdict: 'cannot-tell' };
}

export type TagChangeVerdict =
  | { verdict: 'done'; tag: TagDetail }
  /** `field`: where the person can mend it. */
  | { verdict: 'not-done'; message: string; field?: TagField }
  | { verdict: 'cannot-tell' };

/**
 * What `POST /tags/ID` did: done when the tag shows all that was wanted, also after a 409, which then is the answer to
 * the browser's own repetition (api.md §1). `after` is undefined when the API knows the tag no more.
 */
export function judgeTagChange(facts: {
  change: TagChange;
  before: TagTexts;
  answer: WriteAnswer;
  after: TagDetail | undefined;
}): TagChangeVerdict {
  const { change, before, answer, after } = facts;
  const notDone = (message: string, field?: TagField): TagChangeVerdict =>
    field ? { verdict: 'not-done', message, field } : { verdict: 'not-done', message };
  if (!after)
    return notDone(
      `The tag ${shownText(before.name)} was deleted meanwhile. Nothing was changed. Create it again to have it.`,
    );
  const shown = textsOfTag(after);
  const missing = TAG_FIELDS.filter((field) => field in change && change[field] !== shown[field]);
  if (missing.length === 0) return { verdict: 'done', tag: after };
  const unchanged = `Not changed: ${missing.join(', ')}.`;
  switch (answer.outcome) {
    case 'refused':
      return answer.status === 409 && missing.includes('name')
        ? notDone(
            `The API refused the name ${shownText(change.name ?? '')} (${reasonOf(answer)}): another tag has it. ${unchanged} Choose another name.`,
            'name',
          )
        : notDone(`The API refused the change (${reasonOf(answer)}). ${unchanged} ${afterRefusal(answer)}`);
    case 'not-signed-in':
      return notDone(`The API no longer takes the password. ${unchanged} Sign in again, then save again.`);
    case 'accepted':
      return notDone(`The API took the change but does not show all of it. ${unchanged} Save again.`);
    case 'unknown':
      return { verdict: 'cannot-tell' };
  }
}

export type TagDeletionVerdict =
  | { verdict: 'done' }
  | { verdict: 'not-done'; message: string }
  | { verdict: 'cannot-tell' };

/**
 * What `DELETE /tags/ID` did: done when the API knows the tag no more (`after` is undefined), whatever it answered; a 404
 * is also the answer to the browser's own repetition (api.md §1).
 */
export function judgeTagDeletion(facts: { answer: WriteAnswer; after: TagDetail | undefined }): TagDeletionVerdict {
  const { answer, after } = facts;
  if (!after) return { verdict: 'done' };
  const stands = 'The tag still stands, and its containers carry it.';
  switch (answer.outcome) {
    case 'refused':
      return {
        verdict: 'not-done',
        message: `The API refused (${reasonOf(answer)}). ${stands} Try again, or ask your supplier.`,
      };
    case 'not-signed-in':
      return {
        verdict: 'not-done',
        message: `The API no longer takes the password. ${stands} Sign in again, then delete it.`,
      };
    case 'accepted':
    case 'unknown':
      return { verdict: 'cannot-tell' };
  }
}
