import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import type { CreationOutcome } from '../../queries/create-container.ts';
import { nameOfContainer } from '../../rules/containers.ts';
import { curlOfCreation } from '../../rules/curl.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { shownText } from '../../rules/shown-text.ts';
import { currentConnection } from '../../session/session.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { startIsKept } from './creation-words.ts';
import { Twins } from './twins.tsx';

type CannotTell = Extract<CreationOutcome, { verdict: 'cannot-tell' }>;
type Done = Extract<CreationOutcome, { verdict: 'done' }>;

export interface CreationResultProps {
  outcome: CreationOutcome;
  busy: boolean;
  /** Whether the person has pressed something in this form: then the outcome gets the focus. */
  hasActed: boolean;
  onLookAgain: () => void;
  onCreateAgain: (outcome: CannotTell) => void;
  /** The person has seen it and decided that this needs nothing more. */
  onLeave: (outcome: CannotTell | Done) => void;
  /** The twins are no longer a question. */
  onTwinsDecided: () => void;
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
      title={`It is not known whether ${shownText(name)} was created`}
      action={
        <div className="flex flex-wrap gap-2">
          <Button onClick={onLookAgain} busy={busy}>
            Look again
          </Button>
          <Button onClick={() => onCreateAgain(outcome)} disabledReason={busy ? 'Under way' : undefined}>
            Create it again
          </Button>
          <Button variant="quiet" onClick={() => onLeave(outcome)} disabledReason={busy ? 'Under way' : undefined}>
            Leave it
          </Button>
          <CopyButton label="Copy it as curl" text={() => curlOfCreation(currentConnection(), outcome.attempt)} />
        </div>
      }
    >
      {unread ??
        `The request was sent, no answer tells what became of it, and ${shownText(name)} is not in the list of ${server}.`}{' '}
      It was not sent again, because a container cannot be deleted.{' '}
      {outcome.earlier && 'What the form says now was not sent. '}
      Look again, or create it again if you are sure that it is not there.
    </Alert>
  );
}

function FoundEarlier({ outcome, onLeave }: CreationResultProps & { outcome: Done }) {
  const { container } = outcome;
  return (
    <Alert
      tone="info"
      title={`${shownText(container.name)} was created: ${container.uid}`}
      action={<Button onClick={() => onLeave(outcome)}>Dismiss</Button>}
    >
      You asked for it earlier, and its answer was lost. What the form says now was not sent.{' '}
      {startIsKept(outcome) && 'What it should start with was not set either: its page has kept it. '}
      <Link to="/containers/$uid" params={{ uid: String(container.uid) }} className="link">
        Open {nameOfContainer(container)}
      </Link>
    </Alert>
  );
}

/**
 * It is drawn where the button was, and may reach below the screen. After a press it has the focus: that button may be
 * gone, and what is to be decided comes before the button of the form.
 */
function InSight({ takesFocus, children }: { takesFocus: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const show = useEffectEvent(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
    const alert = box.current?.querySelector<HTMLElement>('[role=alert]');
    if (!takesFocus || !alert) return;
    alert.tabIndex = -1;
    alert.focus({ preventScroll: true });
  });
  // Once: what is pressed in it later keeps the focus.
  useEffect(() => show(), []);
  return (
    <div ref={box} className="[&_[role=alert]]:outline-none">
      {children}
    </div>
  );
}

/** What came of a creation when the person has to see or decide something; what belongs to a field is shown there. */
export function CreationResult(props: CreationResultProps) {
  const { outcome, hasActed, onTwinsDecided } = props;
  const { verdict } = outcome;
  if (verdict !== 'cannot-tell' && verdict !== 'done-twice' && !(verdict === 'done' && outcome.earlier)) return null;
  return (
    <InSight key={verdict} takesFocus={hasActed}>
      {verdict === 'cannot-tell' && <NotFound {...props} outcome={outcome} />}
      {verdict === 'done-twice' && <Twins outcome={outcome} onDecided={onTwinsDecided} />}
      {verdict === 'done' && <FoundEarlier {...props} outcome={outcome} />}
    </InSight>
  );
}
