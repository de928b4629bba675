/** What the forms on the page have not saved, for whoever would lose it: leaving the page, and signing out. */

/** `what` is the object of "You have not saved": "the details of hydra". */
export interface Unsaved {
  what: string;
}

const kept = new Set<{ current: Unsaved }>();

/** Counts a form's `entry`, read again whenever somebody asks, until the returned function is called. */
export function countAsUnsaved(entry: { current: Unsaved }): () => void {
  kept.add(entry);
  return () => void kept.delete(entry);
}

/** All that is unsaved, as in `the details of hydra and the capacity of 1.2.3.4`; empty when nothing is. */
export function unsavedInWords(): string {
  const things = [...kept].map(({ current }) => current.what);
  return things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`;
}
