/** Whether the API answers at all, as far as is known: found out by outage-watch.ts, which loads after the page stands. */

/** No request is answered: the browser says that it has no network, or several in a row got no answer. */
export interface Outage {
  kind: 'offline' | 'no-answer';
  /** When the first of them was lost, in ms since 1970 by the clock of this machine. */
  since: number;
}

let outage: Outage | undefined;
const listeners = new Set<() => void>();

/** The outage at this moment; undefined while requests are answered. */
export const currentOutage = () => outage;

/** Calls back when an outage begins, changes or ends; returns the way to stop that. */
export function subscribeToOutage(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** An outage has begun or changed; undefined: it is over. */
export function tellOutage(next: Outage | undefined): void {
  outage = next;
  for (const listener of [...listeners]) listener();
}
