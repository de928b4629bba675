import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { createTag, listTags } from '../api/tags.ts';
import { judgeTagCreation } from '../rules/tags.ts';
import { currentConnection } from '../session/session.ts';
import { settle } from './settle.ts';
import { tagsQuery } from './tags.ts';

/**
 * Creates a tag and judges it by the next read: a 409 can be the answer to the browser's own repetition (api.md §1).
 * A tag that exists already is given back as it is, and nothing is sent. Rejects with ApiError when the tags cannot be
 * read before: nothing was sent then either.
 */
export async function runTagCreation(queryClient: QueryClient, name: string) {
  const connection = currentConnection();
  const read = async () => {
    const listing = await listTags(connection);
    await queryClient.cancelQueries({ queryKey: tagsQuery().queryKey });
    queryClient.setQueryData(tagsQuery().queryKey, listing);
    return listing.items;
  };
  const before = await read();
  const existing = before.find((tag) => tag.name === name);
  if (existing) return { verdict: 'done' as const, tag: existing };
  const answer = await createTag(connection, name);
  return settle({ read, judge: (after) => judgeTagCreation({ name, before, answer, after }) });
}

/** Creates a tag: see {@link runTagCreation} for what is promised. */
export function useCreateTag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['create-tag'],
    mutationFn: (name: string) => runTagCreation(queryClient, name),
  });
}
