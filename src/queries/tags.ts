import { queryOptions } from '@tanstack/react-query';
import { listTags } from '../api/tags.ts';
import { currentConnection } from '../session/session.ts';

/** The customer's tags (api.md §5). */
export const tagsQuery = () =>
  queryOptions({
    queryKey: ['tags'],
    queryFn: ({ signal }) => listTags(currentConnection(), signal),
    staleTime: 60_000,
  });
