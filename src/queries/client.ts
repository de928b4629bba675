import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/errors.ts';
import { onUnauthorized } from '../api/transport.ts';
import { currentSession, lockSession } from '../session/session.ts';
import { currentOutage } from './outage.ts';

/** How often what others can change is read again while the page is visible, in ms (design.md §5). */
export const REFRESH_INTERVAL_MS = 15_000;
/** How long what was read is not read again for a page that is opened or looked at again, in ms. */
export const FRESH_MS = 5_000;
/** How often a read is repeated by itself. */
const READ_RETRIES = 3;
/** What the first pause before a repetition is shorter than, in ms; each further one may be twice as long. */
const FIRST_PAUSE_MS = 1_000;

/**
 * Only a read that got no answer is worth repeating; a refusal or a malformed answer will not change by itself, and whoever
 * waited for a time-out has waited long enough to be told. During an outage one read at a time looks for its end (see
 * outage-watch.ts), and no other is repeated.
 */
function isWorthRepeating(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === 'no-answer' && !currentOutage();
}

/** A refused password would only be refused again, until the person enters the right one. */
const isSignedIn = () => currentSession().status === 'signed-in';

/**
 * The one cache of server state. Reads repeat themselves; writes never do and are never queued (design.md §1.2). A 401
 * to either locks the session.
 */
export function createQueryClient(): QueryClient {
  onUnauthorized(lockSession);
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < READ_RETRIES && isWorthRepeating(error),
        // Full jitter: what failed together must not come back together.
        retryDelay: (failures) => Math.random() * FIRST_PAUSE_MS * 2 ** failures,
        // An API on this machine or on the local network answers also when the browser believes it is offline.
        networkMode: 'always',
        refetchOnWindowFocus: isSignedIn,
        refetchOnReconnect: isSignedIn,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  // Its rows keep their identity when they are read (api/long-lists.ts); to compare 129,016 in depth takes longer than that.
  queryClient.setQueryDefaults(['port-mappings'], { structuralSharing: false });
  // A run goes on while no page shows it, and of both the tab does not always keep all that the page knows.
  for (const key of ['mapping-run', 'mapping-history']) {
    queryClient.setQueryDefaults([key], { gcTime: Number.POSITIVE_INFINITY });
  }
  return queryClient;
}
