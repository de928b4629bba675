import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Tag } from '../api/schemas.ts';
import { changeTag, deleteTag } from '../api/tags.ts';
import {
  carryOverTagEdit,
  judgeTagChange,
  judgeTagDeletion,
  type TagTexts,
  textsOfTag,
  withTagRenamed,
} from '../rules/tag-edits.ts';
import { checkTagName } from '../rules/tags.ts';
import { assertSignedInAs, currentConnection, isSignedInAs } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { LOOK_AGAIN_AT_A_CHANGE_AFTER_MS, settle } from './settle.ts';
import { readTag, tagQuery } from './tag-details.ts';
import { CREATE_KEY, readTags, runTagCreation } from './tag-writes.ts';
import { tagsQuery } from './tags.ts';
import type { WriteContext } from './write-context.ts';

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
 * deletion that worked. @throws SessionEndedError when the person signed out meanwhile: nothing was sent then.
 */
export async function runTagDeletion(context: WriteContext, tag: Tag) {
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

// Containers carry the names of their tags, so the list of containers is not refreshed either while one changes.
const CHANGES = { changes: tagsQuery().queryKey, alsoChanges: [containersQuery().queryKey] };
const CHANGE_KEY = ['change-tag'];
const DELETE_KEY = ['delete-tag'];

/** {@link runNotedTagCreation} as a hook; `looksAgain` while no answer proves anything and the tags are read until one does. */
export function useCreateNotedTag() {
  const queryClient = useQueryClient();
  const [looksAgain, setLooksAgain] = useState(false);
  const mutation = useMutation({
    mutationKey: CREATE_KEY,
    meta: { changes: tagsQuery().queryKey },
    mutationFn: (wanted: TagTexts) =>
      runNotedTagCreation({ queryClient, connection: currentConnection() }, wanted, () => setLooksAgain(true)),
    onSettled: () => setLooksAgain(false),
  });
  return { ...mutation, looksAgain };
}

/** {@link runTagChange} as a hook. */
export function useChangeTag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: CHANGE_KEY,
    meta: CHANGES,
    mutationFn: (edit: TagEdit) => runTagChange({ queryClient, connection: currentConnection() }, edit),
  });
}

/** {@link runTagDeletion} as a hook. */
export function useDeleteTag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: DELETE_KEY,
    meta: CHANGES,
    mutationFn: (tag: Tag) => runTagDeletion({ queryClient, connection: currentConnection() }, tag),
  });
}

/** Ids of the tags that are being changed or deleted in this tab, also by a page that was left meanwhile. */
export function useTagsUnderWay(): { changing: readonly number[]; deleting: readonly number[] } {
  const changing = useMutationState({
    filters: { mutationKey: CHANGE_KEY, status: 'pending' },
    select: (mutation) => (mutation.state.variables as TagEdit).id,
  });
  const deleting = useMutationState({
    filters: { mutationKey: DELETE_KEY, status: 'pending' },
    select: (mutation) => (mutation.state.variables as Tag).id,
  });
  return { changing, deleting };
}
