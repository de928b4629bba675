import { queryOptions } from '@tanstack/react-query';
import { listTags } from '../api/tags.ts';
import { currentConnection } from '../session/session.ts';

/** Tags change seldom, and a write reads before it is sent, in ms. */
export const TAGS_FRESH_MS = 60_000;

/** The customer's tags (api.md §5). */
export const tagsQuery = () =>
  queryOptions({
    queryKey: ['tags'],
    queryFn: ({ signal }) => listTags(currentConnection(), signal),
    staleTime: TAGS_FRESH_MS,
  });
