import { type QueryClient, useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listContainers } from '../api/containers.ts';
import { getMe } from '../api/me.ts';
import type { Connection } from '../api/transport.ts';
import { listInWords } from '../rules/words.ts';
import { remember } from '../session/remembered.ts';
import {
  currentConnection,
  currentSession,
  endSession,
  isCustomer,
  isSignedInAs,
  startSession,
} from '../session/session.ts';
import { unsavedForms } from '../session/unsaved.ts';
import { containersQuery } from './containers.ts';
import { meQuery } from './me.ts';
import { panelConfigurationQuery } from './panel-configuration.ts';

/** Everything but the supplier's configuration belongs to the customer who was signed in. */
function forgetCustomerData(queryClient: QueryClient) {
  const configuration = queryClient.getQueryData(panelConfigurationQuery().queryKey);
  queryClient.clear();
  if (configuration) queryClient.setQueryData(panelConfigurationQuery().queryKey, configuration);
}

/**
 * Proves the credentials with `GET me`, then starts the session; what the tab kept for somebody else is forgotten. The
 * containers, which every page needs, are read at the same time and shown once `me` has decided (design.md §5 "Loading").
 * @throws ApiError and starts nothing otherwise.
 */
export async function signIn(queryClient: QueryClient, connection: Connection): Promise<void> {
  const whenRefused = new AbortController();
  const containers = listContainers(connection, whenRefused.signal);
  // The query below is told of a failure; when there will be none, nobody is.
  containers.catch(() => undefined);
  const customer = await getMe(connection).catch((error: unknown) => {
    whenRefused.abort();
    throw error;
  });
  if (!isCustomer(connection)) endSession();
  forgetCustomerData(queryClient);
  queryClient.setQueryData(meQuery().queryKey, customer);
  remember(connection);
  startSession(connection);
  const { queryFn, ...query } = containersQuery();
  let started: typeof containers | undefined = containers;
  const takeStarted: typeof queryFn = (context) => {
    const first = started;
    started = undefined;
    return first ?? listContainers(connection, context.signal);
  };
  void queryClient.prefetchQuery({ ...query, queryFn: takeStarted });
}

/**
 * Takes the password again after a 401 in mid-work, then repeats the reads that failed; never a write (design.md §5).
 * Does nothing when the person has signed out, or in, while the password was checked. @throws ApiError when it is refused.
 */
export async function unlock(queryClient: QueryClient, password: string): Promise<void> {
  const locked = currentConnection();
  const connection = { ...locked, password };
  const customer = await getMe(connection);
  if (currentSession().status !== 'locked' || !isSignedInAs(locked)) return;
  startSession(connection);
  queryClient.setQueryData(meQuery().queryKey, customer);
  await queryClient.invalidateQueries();
}

/** Forgets the credentials and every answer of the API; `elsewhere` as `endSession` says. */
export function signOut(queryClient: QueryClient, how?: { elsewhere: true }): void {
  endSession(how);
  forgetCustomerData(queryClient);
}

/** {@link signIn} as a hook. */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['sign-in'],
    mutationFn: (connection: Connection) => signIn(queryClient, connection),
  });
}

/** {@link unlock} as a hook. */
export function useUnlock() {
  const queryClient = useQueryClient();
  return useMutation({ mutationKey: ['unlock'], mutationFn: (password: string) => unlock(queryClient, password) });
}

/** {@link signOut} of this tab, as a hook. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return () => signOut(queryClient);
}

/**
 * Signs out, but not before a question while a write of this tab is under way or something on the page is unsaved
 * (`unsaved`, in words): both would be lost in silence.
 */
export function useSignOutWithQuestion() {
  const queryClient = useQueryClient();
  const [question, setQuestion] = useState<{ unsaved: string }>();
  const isOver = useIsMutating() === 0;
  const leave = () => {
    setQuestion(undefined);
    signOut(queryClient);
  };
  return {
    question,
    isOver,
    ask: () => {
      const unsaved = listInWords(unsavedForms().map(({ current }) => current.what));
      if (queryClient.isMutating() > 0 || unsaved !== '') setQuestion({ unsaved });
      else leave();
    },
    stay: () => setQuestion(undefined),
    signOut: leave,
  };
}
