import type { Tag } from '../api/schemas.ts';
import { changeTag, createTag, deleteTag } from '../api/tags.ts';
import { shownText } from '../rules/shown-text.ts';
import { judgeTagChange, judgeTagCreation, judgeTagDeletion } from '../rules/tag-writes.ts';
import { carryOverTagEdit, checkTagName, type TagTexts, textsOfTag, withTagRenamed } from '../rules/tags.ts';
import { assertSignedInAs, isSignedInAs } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { LOOK_AGAIN_AT_A_CHANGE_AFTER_MS, settle } from './settle.ts';
import { readTag, readTags, tagQuery, tagsQuery } from './tags.ts';
import type { WriteContext } from './write-context.ts';

/**
 * Creates a tag and judges it by the next read: a 409 can be the answer to the browser's own repetition (api.md §1).
 * A tag that exists already is given back as it is, `existed`, and nothing is sent.
 * @throws ApiError when the tags cannot be read before, SessionEndedError when the person signed out meanwhile: nothing
 * was sent then either.
 */
export async function runTagCreation(context: WriteContext, name: string, note = '', onLookAgain?: () => void) {
  const read = () => readTags(context);
  const before = await read();
  const existing = before.find((tag) => tag.name === name);
  if (existing) return { verdict: 'done' as const, tag: existing, existed: true };
  assertSignedInAs(context.connection);
  const answer = await createTag(context.connection, name, note);
  return settle({
    read,
    judge: (after) => judgeTagCreation({ name, before, answer, after }),
    ...(onLookAgain && { onLookAgain }),
  });
}

/**
 * {@link runTagCreation}, and whether the tag has the note that was wanted: somebody else may have created one of this name
 * at the same moment, and then it has theirs. Undefined when it cannot be read.
 */
export async function runNotedTagCreation(context: WriteContext, wanted: TagTexts, onLookAgain?: () => void) {
  const outcome = await runTagCreation(context, wanted.name, wanted.note, onLookAgain);
  if (outcome.verdict !== 'done' || 'existed' in outcome || wanted.note === '') return outcome;
  const tag = await readTag(context, outcome.tag.id).catch(() => undefined);
  return { ...outcome, hasNote: tag && textsOfTag(tag).note === wanted.note };
}

/** What is shown of a tag everywhere, once it is proven to be called `after`, or to be gone (undefined). */
async function showRenamed({ queryClient, connection }: WriteContext, tag: Tag, after: string | undefined) {
  if (!isSignedInAs(connection)) return;
  const [tags, containers] = [tagsQuery().queryKey, containersQuery().queryKey];
  // An answer that is on its way may be older than the write.
  await Promise.all([tags, containers].map((queryKey) => queryClient.cancelQueries({ queryKey, exact: true })));
  // At once and together: containers name their tags, and a tag without its containers would look lost until they are read.
  queryClient.setQueryData(tags, (listing) => {
    if (!listing) return undefined;
    const items = listing.items.flatMap((row) => {
      if (row.id !== tag.id) return row;
      return after === undefined ? [] : { ...row, name: after };
    });
    return { ...listing, items };
  });
  queryClient.setQueryData(
    containers,
    (listing) => listing && { ...listing, items: withTagRenamed(listing.items, tag.name, after) },
  );
  if (after === undefined) queryClient.removeQueries({ queryKey: tagQuery(tag.id).queryKey, exact: true });
}

/** Reads again what the write may have changed, also each container that is shown; nobody waits for it. */
function lookAgain({ queryClient, connection }: WriteContext) {
  if (!isSignedInAs(connection)) return;
  void queryClient.invalidateQueries({ queryKey: tagsQuery().queryKey, exact: true });
  void queryClient.invalidateQueries({ queryKey: containersQuery().queryKey });
}

/** An edit of a tag: from what its form started, and to what. */
export interface TagEdit {
  id: number;
  started: TagTexts;
  wanted: TagTexts;
}

/**
 * Changes a tag's name, note or both, and judges it by the next read. The tag is read just before: somebody else's change
 * of the other field stays, one of the same field is given back as `conflict` with what the tag is `now`, and nothing is sent.
 * @throws ApiError when that read fails, SessionEndedError when the person signed out meanwhile: nothing was sent then either.
 */
export async function runTagChange(context: WriteContext, { id, started, wanted }: TagEdit) {
  const [current, others] = await Promise.all([readTag(context, id), readTags(context)]);
  if (!current) {
    const message = `The tag ${started.name} was deleted meanwhile. Nothing was sent. Create it again to have it.`;
    return { verdict: 'not-done' as const, message };
  }
  const now = textsOfTag(current);
  const { change, conflicts } = carryOverTagEdit({ started, wanted, now });
  if (conflicts.length > 0) return { verdict: 'conflict' as const, conflicts, now };
  if (Object.keys(change).length === 0) return { verdict: 'done' as const, tag: current };
  const clash = change.name === undefined ? undefined : checkTagName(change.name, others, id);
  if (clash) return { verdict: 'not-done' as const, message: clash, field: 'name' as const };
  assertSignedInAs(context.connection);
  const answer = await changeTag(context.connection, id, change);
  const verdict = await settle({
    read: () => readTag(context, id),
    judge: (after) => judgeTagChange({ change, before: now, answer, after }),
    moments: LOOK_AGAIN_AT_A_CHANGE_AFTER_MS,
  });
  if (verdict.verdict === 'done') await showRenamed(context, current, verdict.tag.name);
  lookAgain(context);
  return verdict;
}

/**
 * Deletes a tag, which takes it off all that carry it, and judges it by the next read: a 404 can be the answer to a
 * deletion that worked. The tag is read just before: when somebody else has renamed it, it is not the one that the person
 * agreed to delete, and nothing is sent.
 * @throws ApiError when that read fails, SessionEndedError when the person signed out meanwhile: nothing was sent then either.
 */
export async function runTagDeletion(context: WriteContext, tag: Tag) {
  const current = await readTag(context, tag.id);
  if (current?.name !== tag.name) {
    if (!current) await showRenamed(context, tag, undefined);
    lookAgain(context);
    if (!current) return { verdict: 'done' as const };
    const name = shownText(current.name);
    const message = `It is called ${name} now: somebody renamed it meanwhile. Nothing was sent. Delete ${name} if you still want to.`;
    return { verdict: 'not-done' as const, message };
  }
  assertSignedInAs(context.connection);
  const answer = await deleteTag(context.connection, tag.id);
  const verdict = await settle({
    read: () => readTag(context, tag.id),
    judge: (after) => judgeTagDeletion({ answer, after }),
    moments: LOOK_AGAIN_AT_A_CHANGE_AFTER_MS,
  });
  if (verdict.verdict === 'done') await showRenamed(context, tag, undefined);
  lookAgain(context);
  return verdict;
}
