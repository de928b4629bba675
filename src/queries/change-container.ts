import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { changeContainer, getContainer } from '../api/containers.ts';
import type { ContainerChange } from '../api/schemas.ts';
import { judgeChange } from '../rules/containers.ts';
import { currentConnection } from '../session/session.ts';
import { containerQuery, containersQuery } from './containers.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';
import { settle } from './settle.ts';

const changeSchema = z.object({
  name: z.optional(z.string()),
  note: z.optional(z.string()),
  memory: z.optional(z.number()),
  storage: z.optional(z.number()),
  distro: z.optional(z.int()),
  ssh_keys: z.optional(z.array(z.string())),
  tags: z.optional(z.array(z.string())),
});

const journalKey = (uid: number) => `change-container:${uid}`;

/** What the person wanted of this container and did not get yet: kept in this tab until it is done or dropped. */
export function keptChange(uid: number): ContainerChange | undefined {
  return readJournal(journalKey(uid), changeSchema);
}

/** Drops what {@link keptChange} holds. */
export function dropKeptChange(uid: number): void {
  clearJournal(journalKey(uid));
}

/**
 * Sends one change, once, and lets a read of the container decide what happened (design.md §1.3). Until it is done the
 * change is kept in the tab, so that nothing typed is lost.
 */
export async function runChange(queryClient: QueryClient, uid: number, change: ContainerChange) {
  const connection = currentConnection();
  writeJournal(journalKey(uid), change);
  const answer = await changeContainer(connection, uid, change);
  const verdict = await settle({
    read: async () => {
      const after = await getContainer(connection, uid);
      const { queryKey } = containerQuery(uid);
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, after);
      return after;
    },
    judge: (after) => judgeChange({ change, answer, after }),
  });
  if (verdict.verdict === 'done') clearJournal(journalKey(uid));
  await queryClient.invalidateQueries({ queryKey: containersQuery().queryKey, exact: true });
  return verdict;
}

/** Changes a container: see {@link runChange} for what is promised. */
export function useChangeContainer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['change-container'],
    mutationFn: ({ uid, change }: { uid: number; change: ContainerChange }) => runChange(queryClient, uid, change),
  });
}
