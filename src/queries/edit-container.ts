import { useMutation, useQueryClient } from '@tanstack/react-query';
import { listContainers } from '../api/containers.ts';
import type { CapacitySources } from '../rules/capacity.ts';
import { explainUnknownChange, NOT_CHANGED_FOR_PASSWORD } from '../rules/change-verdicts.ts';
import type { ChangeKey } from '../rules/container-changes.ts';
import { type Container, type ContainerChange, type ContainerDetail, nameOfContainer } from '../rules/containers.ts';
import { explainReadFailure, wasPasswordRefused } from '../rules/failures.ts';
import { shownText } from '../rules/shown-text.ts';
import { checkResize } from '../rules/size-requests.ts';
import { carryOver, type EditBase, type EditConflict } from '../rules/stale-edits.ts';
import { assertSignedInAs, currentConnection, SessionEndedError } from '../session/session.ts';
import { keepLessonOfResize } from './capacity.ts';
import { readContainer, sendChange } from './change-container.ts';
import { holdContainer } from './container-lock.ts';
import { containerQuery, containersQuery } from './containers.ts';
import { readAndShow } from './read-and-show.ts';
import { runTagCreation } from './tag-writes.ts';
import { tagsQuery } from './tags.ts';
import type { WriteContext } from './write-context.ts';

/** An edit of one container: what it started from, of the keys that it changes, and what is wanted. */
export interface EditRequest {
  uid: number;
  base: EditBase;
  change: ContainerChange;
  /** Needed when a size is among the keys: how big its server is. */
  sources?: CapacitySources | undefined;
  /** Names among the wanted tags that are no tags yet: they are created first, because the API drops unknown ones. */
  newTags?: readonly string[];
}

export type EditOutcome =
  /** `sent`: what had to be sent for it, nothing when it was so already. `container`: what the read afterwards shows. */
  | { verdict: 'done'; sent: ContainerChange; container: ContainerDetail }
  /** Somebody else changed the same: nothing was sent. */
  | { verdict: 'conflict'; conflicts: EditConflict[]; container: ContainerDetail }
  /** Nothing was sent. `field`: whose value is the reason. */
  | { verdict: 'not-sent'; message: string; field?: 'memory' | 'storage' | 'tags' }
  | { verdict: 'not-done'; fields: ChangeKey[]; message: string }
  | { verdict: 'cannot-tell'; message: string };

/** Nothing may be sent on the ground of an older list: others create and grow containers too. */
async function whyNotResize(
  context: WriteContext,
  {
    container,
    change,
    sources = {},
  }: { container: ContainerDetail; change: ContainerChange; sources: EditRequest['sources'] },
) {
  const { queryClient, connection } = context;
  const listing = await readAndShow(queryClient, connection, containersQuery().queryKey, () =>
    listContainers(connection),
  );
  return checkResize({ change, container, containers: listing.items, sources });
}

/** With what the container has by now in the place of what the list of before the write shows. */
function learnFrom(context: WriteContext, container: ContainerDetail) {
  const listing = context.queryClient.getQueryData(containersQuery().queryKey);
  if (!listing || listing.unreadable.length > 0) return;
  const containers = listing.items.map((one): Container => (one.uid === container.uid ? container : one));
  keepLessonOfResize(context, container.server_address, containers);
}

/**
 * Why not all of the tags stand; a tag that somebody else created meanwhile does. Undefined: all do. What it creates is put
 * into `created`. @throws as reads do
 */
async function whyNotTagged(
  context: WriteContext,
  names: readonly string[],
  created: string[],
): Promise<string | undefined> {
  for (const name of names) {
    const outcome = await runTagCreation(context, name);
    if (outcome.verdict === 'done' && !('existed' in outcome)) created.push(name);
    const stands = 'The container was not changed.';
    if (outcome.verdict === 'not-done') return `${outcome.message} ${stands}`;
    if (outcome.verdict === 'cannot-tell') {
      return `It is not known whether the tag ${name} was created: no answer can be read. ${stands} Save again.`;
    }
  }
  return undefined;
}

/** Tags that stand now although the container was not changed: the person is told. Empty when there are none. */
const createdInWords = (names: readonly string[]) =>
  names.map((name) => `The tag ${shownText(name)} was created. `).join('');

/** `created`: the tags that were sent before it. */
function whyNotRead({ queryClient }: WriteContext, uid: number, error: unknown, created: readonly string[]): string {
  if (error instanceof SessionEndedError) return error.message;
  if (wasPasswordRefused(error)) return NOT_CHANGED_FOR_PASSWORD;
  const name = nameOfContainer(queryClient.getQueryData(containerQuery(uid).queryKey) ?? { uid, name: '' });
  const nothing = created.length > 0 ? 'nothing else' : 'nothing';
  return `${name} could not be read, so ${nothing} was sent. ${explainReadFailure(error, name).detail}`;
}

/**
 * Reads the container, carries the edit over to what it is now, and sends one POST with only what it does not have yet
 * (api.md §3). Somebody else's change of another key stays; of the same key, nothing is sent and both values are given
 * back. A size that the server has no room for is not sent either. New tags are created just before. A read decides what
 * was done. All that waits until no other write of this tab to the container is under way.
 */
export function runEdit(context: WriteContext, request: EditRequest): Promise<EditOutcome> {
  return holdContainer(context, request.uid, () => sendEdit(context, request));
}

/** {@link runEdit} for a caller that holds the container already. */
export async function sendEdit(context: WriteContext, request: EditRequest): Promise<EditOutcome> {
  const { uid, base } = request;
  const readAndCarry = async () => {
    const current = await readContainer(context, uid);
    return { current, ...carryOver({ base, change: request.change, current }) };
  };
  let edit: Awaited<ReturnType<typeof readAndCarry>>;
  const created: string[] = [];
  try {
    assertSignedInAs(context.connection);
    edit = await readAndCarry();
    const { current, change, conflicts } = edit;
    if (conflicts.length > 0) return { verdict: 'conflict', conflicts, container: current };
    if (change.memory !== undefined || change.storage !== undefined) {
      const reason = await whyNotResize(context, { container: current, change, sources: request.sources });
      if (reason) return { verdict: 'not-sent', ...reason };
    }
    const newTags = request.newTags?.filter((tag) => change.tags?.includes(tag)) ?? [];
    const untagged = await whyNotTagged(context, newTags, created);
    if (untagged) return { verdict: 'not-sent', message: createdInWords(created) + untagged, field: 'tags' };
    // Creating them takes its time: what others have set by then must not be lost.
    if (newTags.length > 0) edit = await readAndCarry();
  } catch (error) {
    return { verdict: 'not-sent', message: createdInWords(created) + whyNotRead(context, uid, error, created) };
  }
  const { current: before, change, conflicts } = edit;
  if (conflicts.length > 0) return { verdict: 'conflict', conflicts, container: before };
  if (Object.keys(change).length === 0) return { verdict: 'done', sent: {}, container: before };
  const outcome = await sendChange(context, uid, change, { keep: null });
  if (outcome.verdict === 'not-sent') return outcome;
  const { container = before } = outcome;
  if (outcome.verdict === 'cannot-tell') {
    return { verdict: 'cannot-tell', message: explainUnknownChange(change, outcome.readError ? undefined : container) };
  }
  if (outcome.verdict === 'not-done') return outcome;
  if (change.memory !== undefined || change.storage !== undefined) learnFrom(context, container);
  return { verdict: 'done', sent: change, container };
}

/** Edits a container: see {@link runEdit} for what is promised. */
export function useEditContainer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['edit-container'],
    meta: { changes: containersQuery().queryKey, alsoChanges: [tagsQuery().queryKey] },
    mutationFn: (request: EditRequest) => runEdit({ queryClient, connection: currentConnection() }, request),
  });
}
