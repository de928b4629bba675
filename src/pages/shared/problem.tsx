import { useCallback, useEffect, useRef } from 'react';
import { explainReadFailure } from '../../rules/failures.ts';
import { SessionEndedError } from '../../session/session.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { useOwnNotifications } from './own-notifications.ts';

/** Something that was asked for and not done, or not known to be. */
export interface Problem {
  title: string;
  detail: string;
}

/** Why nothing was sent: `what` could not be read just before, or the person had signed out. */
export function problemBeforeWrite(error: unknown, title: string, what: string): Problem {
  if (error instanceof SessionEndedError) return { title, detail: error.message };
  return { title, detail: explainReadFailure(error, what).detail };
}

/** Shows a problem on the page or, when the person has left it meanwhile, as a notification: it is never lost. */
export function useReport<Shown extends Problem>(show: (problem: Shown | null) => void) {
  const notify = useOwnNotifications();
  const isHere = useRef(false);
  // Only the document knows whether the page is still there when a write ends.
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return useCallback(
    (problem: Shown | null) => {
      if (isHere.current) show(problem);
      else if (problem) notify({ title: problem.title, detail: problem.detail, tone: 'danger' });
    },
    [show, notify],
  );
}

/** A failure that belongs to no field; it stays until the next action or until it is hidden. */
export function ProblemAlert({ problem, onHide }: { problem: Problem; onHide: () => void }) {
  return (
    <Alert
      title={problem.title}
      className="mb-4"
      action={
        <Button size="small" onClick={onHide}>
          Hide
        </Button>
      }
    >
      {problem.detail}
    </Alert>
  );
}
