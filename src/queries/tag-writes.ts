import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Tag } from '../api/schemas.ts';
import { createTag, listTags } from '../api/tags.ts';
import { judgeTagCreation } from '../rules/tags.ts';
import { assertSignedInAs, currentConnection } from '../session/session.ts';
import { readAndShow } from './read-and-show.ts';
import { settle } from './settle.ts';
import { tagsQuery } from './tags.ts';
import type { WriteContext } from './write-context.ts';

/** Reads the tags past any read under way and shows them. @throws ApiError */
export async function readTags({ queryClient, connection }: WriteContext): Promise<Tag[]> {
  const listing = await readAndShow(queryClient, connection, tagsQuery().queryKey, () => listTags(connection));
  return listing.items;
}

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

/** Every creation of a tag has this key. */
export const CREATE_KEY = ['create-tag'];

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
