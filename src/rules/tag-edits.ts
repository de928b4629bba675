/** Edits of tags that stand (api.md §5): what to send, what it did, and who carries them. */
import type { WriteAnswer } from '../api/errors.ts';
import type { TagChange, TagDetail } from '../api/schemas.ts';
import { reasonOf } from './tags.ts';

export type { TagDetail } from '../api/schemas.ts';

/** What a form of a tag holds. */
export interface TagTexts {
  name: string;
  note: string;
}

/** A field of a tag. */
export type TagField = keyof TagTexts;

const FIELDS = ['name', 'note'] as const;

/** A form knows one kind of line break only, so a note that came with another one is not changed by being shown. */
const withPlainBreaks = (text: string) => text.replaceAll(/\r\n?/g, '\n');

/** A tag as a form shows it; no note is an empty one. */
export function textsOfTag({ name, note }: TagDetail): TagTexts {
  return { name, note: withPlainBreaks(note ?? '') };
}

/** Only what differs between what a form started from and what it holds now. */
export function tagChangeOf(started: TagTexts, wanted: TagTexts): TagChange {
  return Object.fromEntries(
    FIELDS.filter((field) => started[field] !== wanted[field]).map((field) => [field, wanted[field]]),
  );
}

/** A text that was changed here and elsewhere, differently: the person decides. */
export interface TagConflict {
  field: TagField;
  mine: string;
  theirs: string;
}

/**
 * Carries an edit over to what the tag is now, because the API has no ETag. Somebody else's change of the other field
 * stays by not being sent; what the tag shows already is not sent either. While there are `conflicts`, nothing is to be sent.
 */
export function carryOverTagEdit(edit: { started: TagTexts; wanted: TagTexts; now: TagTexts }): {
  change: TagChange;
  conflicts: TagConflict[];
} {
  const { started, wanted, now } = edit;
  const change: TagChange = {};
  const conflicts: TagConflict[] = [];
  for (const field of FIELDS) {
    if (wanted[field] === started[field] || wanted[field] === now[field]) continue;
    if (now[field] === started[field]) change[field] = wanted[field];
    else conflicts.push({ field, mine: wanted[field], theirs: now[field] });
  }
  return { change, conflicts };
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
    return notDone(`The tag ${before.name} was deleted meanwhile. Nothing was changed. Create it again to have it.`);
  const shown = textsOfTag(after);
  const missing = FIELDS.filter((field) => field in change && change[field] !== shown[field]);
  if (missing.length === 0) return { verdict: 'done', tag: after };
  const unchanged = `Not changed: ${missing.join(', ')}.`;
  switch (answer.outcome) {
    case 'refused':
      return answer.status === 409 && missing.includes('name')
        ? notDone(
            `The API refused the name ${change.name} (${reasonOf(answer)}): another tag has it. ${unchanged} Choose another name.`,
            'name',
          )
        : notDone(`The API refused the change (${reasonOf(answer)}). ${unchanged} Try again, or ask your supplier.`);
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

/** Containers by the tag they carry, each list in the order given. A container names its tags (api.md §3). */
export function membersByTag<Carrier extends { tags: readonly string[] }>(
  containers: readonly Carrier[],
): ReadonlyMap<string, readonly Carrier[]> {
  const members = new Map<string, Carrier[]>();
  for (const container of containers) {
    for (const tag of container.tags) {
      const known = members.get(tag);
      if (known) known.push(container);
      else members.set(tag, [container]);
    }
  }
  return members;
}

/** Rows as they are once a tag has another name, or none any more (`undefined`): for the moment until they are read again. */
export function withTagRenamed<Carrier extends { tags: string[] }>(
  rows: readonly Carrier[],
  before: string,
  after: string | undefined,
): Carrier[] {
  return rows.map((row) => {
    if (!row.tags.includes(before)) return row;
    return { ...row, tags: row.tags.flatMap((tag) => (tag === before ? (after ?? []) : tag)) };
  });
}
