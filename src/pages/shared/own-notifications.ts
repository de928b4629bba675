import { useCallback, useState } from 'react';
import { currentSession, isSignedInAs } from '../../session/session.ts';
import { type NotificationRequest, notify } from '../../ui/notifications.ts';

/**
 * `notify` for the end of a write, which may come after its page has gone: it tells nobody, and offers no Undo to
 * anybody, but the customer who was signed in when the page was drawn. It gives the id for `dismiss`.
 */
export function useOwnNotifications(): (request: NotificationRequest) => number | undefined {
  const [session] = useState(currentSession);
  return useCallback(
    (request) => {
      const isOwn = session.status !== 'signed-out' && isSignedInAs(session.connection);
      return isOwn ? notify(request) : undefined;
    },
    [session],
  );
}
