import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { getMe } from '../api/me.ts';
import type { Connection } from '../api/transport.ts';
import { remember } from '../session/remembered.ts';
import { currentSession, endSession, startSession } from '../session/session.ts';
import { meQuery } from './me.ts';
import { panelConfigurationQuery } from './panel-configuration.ts';

/** Everything but the supplier's configuration belongs to the customer who was signed in. */
function forgetCustomerData(queryClient: QueryClient) {
  const configuration = queryClient.getQueryData(panelConfigurationQuery().queryKey);
  queryClient.clear();
  if (configuration) queryClient.setQueryData(panelConfigurationQuery().queryKey, configuration);
}

/** Proves the credentials with `GET me`, then starts the session. Fails with ApiError and starts nothing otherwise. */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['sign-in'],
    mutationFn: (connection: Connection) => getMe(connection),
    onSuccess: (customer, connection) => {
      forgetCustomerData(queryClient);
      queryClient.setQueryData(meQuery().queryKey, customer);
      remember(connection);
      startSession(connection);
    },
  });
}

/** Takes the password again after a 401 in mid-work, then repeats the reads that failed; never a write (design.md §5). */
export function useUnlock() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['unlock'],
    mutationFn: async (password: string) => {
      const session = currentSession();
      if (session.status === 'signed-out') throw new Error('Nobody is signed in.');
      const connection = { ...session.connection, password };
      const customer = await getMe(connection);
      return { connection, customer };
    },
    onSuccess: ({ connection, customer }) => {
      startSession(connection);
      queryClient.setQueryData(meQuery().queryKey, customer);
      return queryClient.invalidateQueries();
    },
  });
}

/** Signs out of this tab: forgets the credentials and every answer of the API. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return () => {
    endSession();
    forgetCustomerData(queryClient);
  };
}
