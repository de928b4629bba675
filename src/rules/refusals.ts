/** What the API said when it refused a write, and what to do then. */
import type { WriteAnswer } from '../api/errors.ts';
import { shownText } from './shown-text.ts';

export type Refusal = Extract<WriteAnswer, { outcome: 'refused' }>;

/** In characters; the API's reasons are a few words (api.md §3). */
const LONGEST_REASON = 200;

function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST_REASON + 2)];
  return characters.length > LONGEST_REASON ? `${characters.slice(0, LONGEST_REASON).join('')}…` : text;
}

/** What the API called its refusal, for sentences: its own words as data (see `shownText`), never too many. */
export function reasonOf({ reason, error, status }: Omit<Refusal, 'outcome'>): string {
  return shownText(shortened(reason || error)) || `status ${status}`;
}

/** What helps after a refusal whose reason nobody knows; a body may have 65,536 bytes (api.md §1). */
export function afterRefusal({ status }: Refusal): string {
  return status === 413 ? 'It takes 65,536 bytes at once: shorten what is sent.' : 'Try again, or ask your supplier.';
}
