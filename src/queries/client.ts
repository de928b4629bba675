import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/errors.ts';
import { onUnauthorized } from '../api/transport.ts';
import { currentSession, lockSession } from '../session/session.ts';

/** How often what others can change is read again while the page is visible, in ms (design.md §5). */
export const REFRESH_INTERVAL_MS = 15_000;
const FRESH_MS = 5_000;
const READ_RETRIES = 2;

/** Only a read that got no answer is worth repeating; a refusal or a malformed answer will not change by itself. */
function isWorthRepeating(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === 'no-answer';
}

/** A refused password would only be refused again, until the person enters the right one. */
const isSignedIn = () => currentSession().status === 'signed-in';

/**
 * The one cache of server state. Reads repeat themselves; writes never do and are never queued (design.md §1.2). A 401
 * to either locks the session.
 */
export function createQueryClient(): QueryClient {
  onUnauthorized(lockSession);
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < READ_RETRIES && isWorthRepeating(error),
        // An API on this machine or on the local network answers also when the browser believes it is offline.
        networkMode: 'always',
        refetchOnWindowFocus: isSignedIn,
        refetchOnReconnect: isSignedIn,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
