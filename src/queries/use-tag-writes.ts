import { useIsMutating, useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Tag } from '../api/schemas.ts';
import type { TagTexts } from '../rules/tags.ts';
import { currentConnection } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { runNotedTagCreation, runTagChange, runTagCreation, runTagDeletion, type TagEdit } from './tag-writes.ts';
import { tagsQuery } from './tags.ts';

/** Every creation of a tag has this key. */
const CREATE_KEY = ['create-tag'];

/** Creates a tag: see {@link runTagCreation} for what is promised. */
export function useCreateTag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: CREATE_KEY,
    meta: { changes: tagsQuery().queryKey },
    mutationFn: (name: string) => runTagCreation({ queryClient, connection: currentConnection() }, name),
  });
}

/** Whether a tag is being created in this tab. */
export function useIsCreatingTag(): boolean {
  return useIsMutating({ mutationKey: CREATE_KEY }) > 0;
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
