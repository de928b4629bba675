import type { CreationOutcome } from '../../queries/create-container.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { SessionEndedError } from '../../session/session.ts';

/** Why something was not sent that a read comes before. `what` is a noun phrase, such as "the list". */
export function whyNotSent(error: unknown, what: string): string {
  return error instanceof SessionEndedError ? error.message : explainReadFailure(error, what).detail;
}

/** Whether what the container should start with still waits on its page. */
export function startIsKept({ start, attempt, earlier }: Extract<CreationOutcome, { verdict: 'done' }>): boolean {
  return earlier ? Object.keys(attempt.start).length > 0 : start !== undefined && start.verdict !== 'done';
}

/** The sentence for an outcome that sent or made nothing and names no field. */
export function failureOf(outcome: CreationOutcome | null, shownAtField: boolean): string | null {
  if (outcome?.verdict === 'not-sent') {
    if (outcome.message !== undefined) return outcome.message;
    const why = whyNotSent(outcome.error, 'the list');
    return outcome.error instanceof SessionEndedError
      ? why
      : `The list could not be read before the creation, so nothing was sent. ${why}`;
  }
  if (outcome?.verdict !== 'not-done' || shownAtField) return null;
  return outcome.earlier ? `${outcome.attempt.wanted.name}, asked for earlier: ${outcome.message}` : outcome.message;
}
