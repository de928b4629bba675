/** What the forms on the page have not saved, for whoever would lose it: leaving the page, and signing out. */

export interface Unsaved {
  /** The object of "You have not saved": "the details of hydra". */
  what: string;
  /** The person leaves without saving: forget the draft. */
  onDiscard?: () => void;
  /**
   * The ids of routes where nothing is lost: the form goes along, or finds its draft when the person is back. A new query
   * or hash never asks.
   */
  safeOn?: readonly string[];
}

const counted = new Set<{ readonly current: Unsaved }>();

/** Counts a form, whose `current` is read whenever somebody asks, until the returned function is called. */
export function countAsUnsaved(form: { readonly current: Unsaved }): () => void {
  counted.add(form);
  return () => void counted.delete(form);
}

/** All forms with something unsaved, in the order in which they were counted. */
export function unsavedForms(): { readonly current: Unsaved }[] {
  return [...counted];
}
