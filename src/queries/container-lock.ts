import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { currentSession } from '../session/session.ts';
import type { WriteContext } from './write-context.ts';

type Owner = Pick<WriteContext['connection'], 'apiUrl'>;

/** The writes to containers of one tab. */
class ContainerWrites {
  /** The end of the last write that was asked for, by container. */
  readonly lasts = new Map<string, Promise<void>>();
  readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(key: string, last: Promise<void> | undefined) {
    if (last === undefined) this.lasts.delete(key);
    else this.lasts.set(key, last);
    for (const listener of this.listeners) listener();
  }
}

// Not in the cache itself: that is emptied at sign-out, and a write may outlive its session.
const writesIn = new WeakMap<QueryClient, ContainerWrites>();

function writesOf(queryClient: QueryClient): ContainerWrites {
  const writes = writesIn.get(queryClient) ?? new ContainerWrites();
  writesIn.set(queryClient, writes);
  return writes;
}

const keyOf = ({ apiUrl }: Owner, uid: number) => `${uid} ${apiUrl}`;

/**
 * Runs a write to a container, with the reads before and after it, when the one before has ended: two of one tab never
 * interleave, so that a save and a reboot pressed right after one another both do what they say. Whatever `write` needs to
 * know of the moment, such as who is signed in, it asks itself. It must not hold the same container again.
 */
export async function holdContainer<Result>(
  { queryClient, connection }: WriteContext,
  uid: number,
  write: () => Promise<Result>,
): Promise<Result> {
  const writes = writesOf(queryClient);
  const key = keyOf(connection, uid);
  const before = writes.lasts.get(key);
  let release = () => {};
  const last = new Promise<void>((resolve) => {
    release = resolve;
  });
  writes.set(key, last);
  try {
    // At once when nothing is in the way: what is asked for before a sign-out is sent before it.
    if (before !== undefined) await before;
    return await write();
  } finally {
    release();
    if (writes.lasts.get(key) === last) writes.set(key, undefined);
  }
}

/** Whether anything of this tab is writing to this container: a form, a bulk change, a move of quota, a link, a spare. */
export function useIsChangingContainer(uid: number): boolean {
  const writes = writesOf(useQueryClient());
  return useSyncExternalStore(writes.subscribe, () => {
    const session = currentSession();
    return session.status !== 'signed-out' && writes.lasts.has(keyOf(session.connection, uid));
  });
}
