import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createTag } from '../api/tags.ts';
import { judgeTagCreation, type TagTexts, textsOfTag } from '../rules/tags.ts';
import { assertSignedInAs, currentConnection } from '../session/session.ts';
import { settle } from './settle.ts';
import { readTag, readTags, tagsQuery } from './tags.ts';
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

/** {@link runNotedTagCreation} as a hook; `looksAgain` while no answer proves anything and the tags are read until one does. */
export function useCreateNotedTag() {
  const queryClient = useQueryClient();
  const [looksAgain, setLooksAgain] = useState(false);
  const mutation = useMutation({
    mutationKey: MUTATION_KEY,
    meta: { changes: tagsQuery().queryKey },
    mutationFn: (wanted: TagTexts) =>
      runNotedTagCreation({ queryClient, connection: currentConnection() }, wanted, () => setLooksAgain(true)),
    onSettled: () => setLooksAgain(false),
  });
  return { ...mutation, looksAgain };
}

/** Whether a tag is being created in this tab. */
export function useIsCreatingTag(): boolean {
  return useIsMutating({ mutationKey: MUTATION_KEY }) > 0;
}
