import { explainReadFailure } from '../../rules/failures.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';

/** Something that was asked for and not done, or not known to be. */
export interface Problem {
  title: string;
  detail: string;
}

/** Why nothing was sent: the table could not be read just before. */
export function problemBefore(error: unknown, title: string, address: string): Problem {
  return { title, detail: explainReadFailure(error, `the port mappings of ${address}`).detail };
}

/** What to say when neither the answer nor the reads of 30 s told. */
export function problemUnknown(what: string): Problem {
  return {
    title: `It is not known whether ${what}`,
    detail:
      'No answer proved it, and the table could not tell within 30 s. Nothing was sent twice. Look at the table before you repeat it.',
  };
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
