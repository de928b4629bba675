/** Tags (api.md §5): how they may be called, what an edit of one changes, and who carries them. */
import type { Tag, TagChange, TagDetail } from '../api/schemas.ts';
import { shownText } from './shown-text.ts';

export type { Tag, TagDetail } from '../api/schemas.ts';

/** The API refuses longer ones without saying why (api.md §3 has the same for containers). */
const LONGEST_NAME = 255;

/**
 * Why a tag cannot be named so; undefined when it can. Surrounding spaces are not part of a name. `ownId` is the tag
 * that is renamed: its own name is no clash.
 */
export function checkTagName(name: string, existing: readonly Tag[], ownId?: number): string | undefined {
  const wanted = name.trim();
  if (wanted === '') return 'Enter a name for the tag.';
  // The API's own filter, ?tags=a,b, splits on commas: such a tag could never be asked for.
  if (wanted.includes(',')) return 'Leave out the comma: it separates tags.';
  if ([...wanted].length > LONGEST_NAME) return `Shorten it to ${LONGEST_NAME} characters.`;
  const clash = existing.some((tag) => tag.id !== ownId && tag.name === wanted);
  return clash ? `Choose another name: the tag ${shownText(wanted)} exists already.` : undefined;
}

/** What a form of a tag holds. */
export interface TagTexts {
  name: string;
  note: string;
}

/** A field of a tag. */
export type TagField = keyof TagTexts;

/** The fields of a tag, in the order of its form. */
export const TAG_FIELDS = ['name', 'note'] as const;

/** A form knows one kind of line break only, so a note that came with another one is not changed by being shown. */
const withPlainBreaks = (text: string) => text.replaceAll(/\r\n?/g, '\n');

/** A tag as a form shows it; no note is an empty one. */
export function textsOfTag({ name, note }: TagDetail): TagTexts {
  return { name, note: withPlainBreaks(note ?? '') };
}

/** Only what differs between what a form started from and what it holds now. */
export function tagChangeOf(started: TagTexts, wanted: TagTexts): TagChange {
  return Object.fromEntries(
    TAG_FIELDS.filter((field) => started[field] !== wanted[field]).map((field) => [field, wanted[field]]),
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
  for (const field of TAG_FIELDS) {
    if (wanted[field] === started[field] || wanted[field] === now[field]) continue;
    if (now[field] === started[field]) change[field] = wanted[field];
    else conflicts.push({ field, mine: wanted[field], theirs: now[field] });
  }
  return { change, conflicts };
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
