import { useCallback, useEffect, useRef } from 'react';
import { explainReadFailure } from '../../rules/failures.ts';
import { SessionEndedError } from '../../session/session.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { useOwnNotifications } from '../shared/own-notifications.ts';

/** Something that was asked for and not done, or not known to be. */
export interface Problem {
  title: string;
  detail: string;
}

/** Why nothing was sent: the table could not be read just before, or the person had signed out. */
export function problemBefore(error: unknown, title: string, address: string): Problem {
  if (error instanceof SessionEndedError) return { title, detail: error.message };
  return { title, detail: explainReadFailure(error, `the port mappings of ${address}`).detail };
}

/** What to say when neither the answer nor the reads after it told; `readError` when there was no reading at all. */
export function problemUnknown(what: string, readError: unknown): Problem {
  const table = readError ? 'the table cannot be read' : 'the table could not tell within 30 s';
  return {
    title: `It is not known whether ${what}`,
    detail: `No answer proved it, and ${table}. Nothing was sent twice. Look at the table before you repeat it.`,
  };
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
