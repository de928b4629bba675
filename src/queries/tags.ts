import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { createTag, listTags } from '../api/tags.ts';
import { judgeTagCreation } from '../rules/tags.ts';
import { currentConnection } from '../session/session.ts';
import { lockWhenNotSignedIn, settle } from './settle.ts';

/** The customer's tags (api.md §5). */
export const tagsQuery = () =>
  queryOptions({
    queryKey: ['tags'],
    queryFn: ({ signal }) => listTags(currentConnection(), signal),
    staleTime: 60_000,
  });

/** Creates a tag and judges it by the next read: a 409 can be the answer to the browser's own repetition (api.md §1). */
export function useCreateTag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['create-tag'],
    mutationFn: async (name: string) => {
      const connection = currentConnection();
      const before = (await listTags(connection)).items;
      const answer = lockWhenNotSignedIn(await createTag(connection, name));
      return settle({
        read: async () => {
          await queryClient.cancelQueries({ queryKey: tagsQuery().queryKey });
          const after = await listTags(connection);
          queryClient.setQueryData(tagsQuery().queryKey, after);
          return after.items;
        },
        judge: (after) => judgeTagCreation({ name, before, answer, after }),
      });
    },
  });
}
