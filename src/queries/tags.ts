import { type QueryClient, queryOptions, useQueries, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError } from '../api/errors.ts';
import type { Tag, TagDetail } from '../api/schemas.ts';
import { getTag, listTags } from '../api/tags.ts';
import { currentConnection } from '../session/session.ts';
import { inBackground } from './background-reads.ts';
import { readAndShow } from './read-and-show.ts';
import type { WriteContext } from './write-context.ts';

/** Tags change seldom, and a write reads before it is sent, in ms. */
const TAGS_FRESH_MS = 60_000;

/** The customer's tags (api.md §5). */
export const tagsQuery = () =>
  queryOptions({
    queryKey: ['tags'],
    queryFn: ({ signal }) => listTags(currentConnection(), signal),
    staleTime: TAGS_FRESH_MS,
  });

/** Reads the tags past any read under way and shows them. @throws ApiError */
export async function readTags({ queryClient, connection }: WriteContext): Promise<Tag[]> {
  const listing = await readAndShow(queryClient, connection, tagsQuery().queryKey, () => listTags(connection));
  return listing.items;
}

/** One tag with its note (api.md §5). */
export const tagQuery = (id: number) =>
  queryOptions({
    queryKey: ['tags', id],
    queryFn: ({ signal }) => getTag(currentConnection(), id, signal),
    staleTime: TAGS_FRESH_MS,
  });

/** Reads one tag past any read under way and shows it; undefined when the API knows it no more. @throws ApiError for every other failure. */
export async function readTag({ queryClient, connection }: WriteContext, id: number): Promise<TagDetail | undefined> {
  try {
    return await readAndShow(queryClient, connection, tagQuery(id).queryKey, () => getTag(connection, id));
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === 'refused' && error.failure.status === 404) return undefined;
    throw error;
  }
}

/**
 * Fills {@link tagQuery} when nothing more urgent is read. It has a key of its own, so that a dialog that needs the tag now
 * does not wait in its queue.
 */
const backgroundTagQuery = (queryClient: QueryClient, id: number) =>
  queryOptions({
    queryKey: ['read-tag', id],
    queryFn: ({ signal }) =>
      inBackground(signal, async () => {
        await queryClient.fetchQuery(tagQuery(id));
        return true;
      }),
    // The read within repeats itself.
    retry: false,
    staleTime: TAGS_FRESH_MS,
    refetchOnWindowFocus: false,
  });

/** A tag as far as it is read: the list does not tell the note. */
export interface ReadTag {
  detail: TagDetail | undefined;
  /** Its last reading in the background failed, and nothing older is there. */
  hasFailed: boolean;
}

const errorsOf = (results: readonly { isError: boolean }[]) => results.map(({ isError }) => isError);
const dataOf = (results: readonly { data: TagDetail | undefined }[]) => results.map(({ data }) => data);

/** Reads each of the tags in the background, a few at a time; in the order given, the same until one of them changes. */
export function useTagDetails(ids: readonly number[]): readonly ReadTag[] {
  const queryClient = useQueryClient();
  const failed = useQueries({ queries: ids.map((id) => backgroundTagQuery(queryClient, id)), combine: errorsOf });
  // Only looked at: the reads above fill it, and so do the writes.
  const details = useQueries({ queries: ids.map((id) => ({ ...tagQuery(id), enabled: false })), combine: dataOf });
  return useMemo(
    () => details.map((detail, index) => ({ detail, hasFailed: detail === undefined && failed[index] === true })),
    [details, failed],
  );
}
