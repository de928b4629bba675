import { Link } from '@tanstack/react-router';
import type { CreationOutcome } from '../../queries/create-container.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Twins } from './twins.tsx';

type CannotTell = Extract<CreationOutcome, { verdict: 'cannot-tell' }>;
type Done = Extract<CreationOutcome, { verdict: 'done' }>;

export interface CreationResultProps {
  outcome: CreationOutcome;
  busy: boolean;
  onLookAgain: () => void;
  onCreateAgain: (outcome: CannotTell) => void;
  /** The person has decided that this needs nothing more. */
  onLeave: () => void;
  onKept: (uid: number) => void;
}

function NotFound({
  outcome,
  busy,
  onLookAgain,
  onCreateAgain,
  onLeave,
}: CreationResultProps & { outcome: CannotTell }) {
  const { name, server } = outcome.attempt.wanted;
  const unread = outcome.readError ? explainReadFailure(outcome.readError, 'the list').detail : undefined;
  return (
    <Alert
      title={`It is not known whether ${name} was created`}
      action={
        <div className="flex flex-wrap gap-2">
          <Button onClick={onLookAgain} busy={busy}>
            Look again
          </Button>
          <Button onClick={() => onCreateAgain(outcome)} disabledReason={busy ? 'Under way' : undefined}>
            Create it again
          </Button>
          <Button variant="quiet" onClick={onLeave} disabledReason={busy ? 'Under way' : undefined}>
            Leave it
          </Button>
        </div>
      }
    >
      {unread ??
        `The request was sent, no answer tells what became of it, and ${name} is not in the list of ${server}.`}{' '}
      It was not sent again, because a container cannot be deleted.{' '}
      {outcome.earlier && 'What the form says now was not sent. '}
      Look again, or create it again if you are sure that it is not there.
    </Alert>
  );
}

function FoundEarlier({ outcome, onLeave }: { outcome: Done; onLeave: () => void }) {
  const { container } = outcome;
  return (
    <Alert
      tone="info"
      title={`${container.name} was created: ${container.uid}`}
      action={<Button onClick={onLeave}>Dismiss</Button>}
    >
      You asked for it earlier, and its answer was lost. What the form says now was not sent.{' '}
      <Link to="/containers/$uid" params={{ uid: String(container.uid) }} className="link">
        Open {container.name}
      </Link>
    </Alert>
  );
}

/** It is drawn where the button was, and may reach below the screen. */
function bringIntoSight(element: HTMLElement | null) {
  element?.scrollIntoView({ block: 'nearest' });
}

/** What came of a creation when the person has to see or decide something; what belongs to a field is shown there. */
export function CreationResult(props: CreationResultProps) {
  const { outcome, onLeave, onKept } = props;
  const { verdict } = outcome;
  if (verdict !== 'cannot-tell' && verdict !== 'done-twice' && !(verdict === 'done' && outcome.earlier)) return null;
  return (
    <div ref={bringIntoSight}>
      {verdict === 'cannot-tell' && <NotFound {...props} outcome={outcome} />}
      {verdict === 'done-twice' && <Twins outcome={outcome} onLeave={onLeave} onKept={onKept} />}
      {verdict === 'done' && <FoundEarlier outcome={outcome} onLeave={onLeave} />}
    </div>
  );
}

/** The sentence for an outcome that sent or made nothing and names no field. */
export function failureOf(outcome: CreationOutcome | null, shownAtField: boolean): string | null {
  if (outcome?.verdict === 'not-sent') {
    const { detail } = explainReadFailure(outcome.error, 'the list');
    return `The list could not be read before the creation, so nothing was sent. ${detail}`;
  }
  if (outcome?.verdict !== 'not-done' || shownAtField) return null;
  return outcome.earlier ? `${outcome.attempt.wanted.name}, asked for earlier: ${outcome.message}` : outcome.message;
}
