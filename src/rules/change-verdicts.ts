/** What a change of a container did, and what to say of one that nobody can tell of (api.md §3 "Change", design.md §1.3). */
import type { WriteAnswer } from '../api/errors.ts';
import type { ContainerChange, ContainerDetail } from '../api/schemas.ts';
import {
  ACTIONS,
  type ChangeKey,
  canBeSeen,
  FIELD_WORDS,
  fieldsInWords,
  isShown,
  isVisible,
  keysOfChange,
  missingOf,
} from './container-changes.ts';
import { afterRefusal, reasonOf } from './refusals.ts';
import { formatMegabytes } from './units.ts';

export type ChangeVerdict =
  | { verdict: 'done' }
  /** `fields`: the keys of the change that the read does not show. */
  | { verdict: 'not-done'; fields: ChangeKey[]; message: string }
  | { verdict: 'cannot-tell' };

/** True also after the password was given again over the page (design.md §5): nothing is sent again by itself. */
export const NOT_CHANGED_FOR_PASSWORD = 'The password was refused, so nothing was changed. Press the button again.';

function judge(missing: readonly ChangeKey[], answer: WriteAnswer): ChangeVerdict {
  const fields = missing.filter((key) => isVisible(key) || answer.outcome !== 'accepted');
  if (fields.length === 0) return { verdict: 'done' };
  if (answer.outcome === 'unknown') return { verdict: 'cannot-tell' };
  const words = fields.map((key) => FIELD_WORDS[key]).join(', ');
  const unchanged = fields.some((key) => ACTIONS.has(key)) ? `Not done: ${words}.` : `Not changed: ${words}.`;
  const notDone = (message: string): ChangeVerdict => ({ verdict: 'not-done', fields, message });
  if (answer.outcome === 'refused') {
    const next = answer.status === 403 ? 'Check that the container is still yours.' : afterRefusal(answer);
    return notDone(`The API refused the change (${reasonOf(answer)}). ${unchanged} ${next}`);
  }
  if (answer.outcome === 'not-signed-in') return notDone(NOT_CHANGED_FOR_PASSWORD);
  return notDone(
    `The API took the change but does not show all of it. ${unchanged} Check the values, then save again.`,
  );
}

/**
 * What `POST /containers/UID` did: done when the read shows every wanted value, tags and SSH keys in any order; what no
 * read shows counts as done when the API accepted. The API drops unknown tags and ignores sizes on a server that is not
 * the customer's, both with 200 (api.md §3): not done.
 */
export function judgeChange(options: {
  change: ContainerChange;
  answer: WriteAnswer;
  after: ContainerDetail;
}): ChangeVerdict {
  return judge(missingOf(options.change, options.after), options.answer);
}

/** The same for a change of which no read shows anything (see `canBeSeen`): its answer alone decides. */
export function judgeUnseen(change: ContainerChange, answer: WriteAnswer): ChangeVerdict {
  return judge(keysOfChange(change), answer);
}

/**
 * What to say of a change whose answer could not be read and that the container does not show: mostly a size that the
 * server has no room for, which the API answers with an error that a browser may not read (api.md §3). What the container
 * shows is saved, and said so; of what no read shows nothing is known. `container` is the last read; undefined when it
 * could not be read either.
 */
export function explainUnknownChange(change: ContainerChange, container: ContainerDetail | undefined): string {
  if (!canBeSeen(change)) {
    return 'No readable answer came, and the API does not show whether this was done. Look at the container itself before you do it again.';
  }
  if (!container) {
    return 'It is not known whether this was saved: no answer came, and the container cannot be read. Wait until it is shown again, then compare.';
  }
  const keys = keysOfChange(change);
  if (keys.some((key) => ACTIONS.has(key))) {
    const shown = change.unlink === undefined ? 'does not show' : 'still shows';
    return `The API gave no readable answer. The container ${shown} the link. Try again: doing it twice does no harm.`;
  }
  const saved = keys.filter((key) => isShown(key, change, container));
  const missing = missingOf(change, container).filter(isVisible);
  const unseen = keys.filter((key) => !isVisible(key));
  const grown = (['memory', 'storage'] as const).filter((key) => (change[key] ?? 0) > container[key]);
  const wanted = grown.map((key) => `${formatMegabytes(change[key] ?? 0)} of ${key}`).join(' and ');
  return [
    'The API gave no readable answer.',
    ...(saved.length > 0 ? [`Saved: ${fieldsInWords(saved)}.`] : []),
    ...(missing.length > 0 ? [`The container does not show the new ${fieldsInWords(missing)}.`] : []),
    ...(unseen.length > 0 ? [`Not known: ${fieldsInWords(unseen)}.`] : []),
    grown.length > 0
      ? `It answers like this when the server has no room for what is asked: containers of other customers may take it. Ask for less than ${wanted}, or save again if the network failed.`
      : 'Save again: setting the same value twice does no harm.',
  ].join(' ');
}
