import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { createTag, listTags } from '../api/tags.ts';
import { judgeTagCreation } from '../rules/tags.ts';
import { assertSignedInAs, currentConnection } from '../session/session.ts';
import { readAndShow } from './read-and-show.ts';
import { settle } from './settle.ts';
import { tagsQuery } from './tags.ts';
import type { WriteContext } from './write-context.ts';

/**
 * Creates a tag and judges it by the next read: a 409 can be the answer to the browser's own repetition (api.md §1).
 * A tag that exists already is given back as it is, and nothing is sent.
 * @throws ApiError when the tags cannot be read before, SessionEndedError when the person signed out meanwhile: nothing
 * was sent then either.
 */
export async function runTagCreation({ queryClient, connection }: WriteContext, name: string) {
  const read = async () => {
    const listing = await readAndShow(queryClient, connection, tagsQuery().queryKey, () => listTags(connection));
    return listing.items;
  };
  const before = await read();
  const existing = before.find((tag) => tag.name === name);
  if (existing) return { verdict: 'done' as const, tag: existing };
  assertSignedInAs(connection);
  const answer = await createTag(connection, name);
  return settle({ read, judge: (after) => judgeTagCreation({ name, before, answer, after }) });
}

const MUTATION_KEY = ['create-tag'];

/** Creates a tag: see {@link runTagCreation} for what is promised. */
export function useCreateTag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: MUTATION_KEY,
    meta: { changes: tagsQuery().queryKey },
    mutationFn: (name: string) => runTagCreation({ queryClient, connection: currentConnection() }, name),
  });
}

/** Whether a tag is being created in this tab. */
export function useIsCreatingTag(): boolean {
  return useIsMutating({ mutationKey: MUTATION_KEY }) > 0;
}
