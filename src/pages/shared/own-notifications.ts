import { useCallback, useState } from 'react';
import { currentSession, isSignedInAs } from '../../session/session.ts';
import { type NotificationRequest, notify } from '../../ui/notifications.ts';

/**
 * `notify` for the end of a write, which may come after its page has gone: it tells nobody, and offers no Undo to
 * anybody, but the customer who was signed in when the page was drawn.
 */
export function useOwnNotifications(): (request: NotificationRequest) => void {
  const [session] = useState(currentSession);
  return useCallback(
    (request) => {
      if (session.status !== 'signed-out' && isSignedInAs(session.connection)) notify(request);
    },
    [session],
  );
}
