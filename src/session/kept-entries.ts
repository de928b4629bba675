import type { Connection } from '../api/transport.ts';

/** Whose entry it is: the customer at that API, whatever their password is by now. */
export type Owner = Pick<Connection, 'apiUrl' | 'username'>;

const PREFIX = 'journal:';

/** Where in `sessionStorage` this tab keeps `key` for that customer. */
export function slotOf({ apiUrl, username }: Owner, key: string): string {
  return PREFIX + JSON.stringify([apiUrl, username, key]);
}

function isOf(slot: string, { apiUrl, username }: Owner): boolean {
  // Without the closing bracket and the key: all that is kept for the owner begins so.
  return slot.startsWith(`${PREFIX}${JSON.stringify([apiUrl, username]).slice(0, -1)},`);
}

function removeWhere(isToGo: (slot: string) => boolean) {
  const slots = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index) ?? '');
  for (const slot of slots.filter(isToGo)) sessionStorage.removeItem(slot);
}

/** Empties the storage of the tab but for what it keeps for that customer. @throws DOMException when storage is forbidden. */
export function clearAllBut(owner: Owner): void {
  removeWhere((slot) => !isOf(slot, owner));
}

/** What the journal of a quota move is called: containers may have been shrunk for something that is not there yet. */
const OWED = 'move-quota:';

/**
 * Empties the storage of the tab but for what containers of that customer are still owed: without it nobody would know
 * afterwards which of them were shrunk, and by how much. It holds uids, names and sizes. @throws as {@link clearAllBut}.
 */
export function clearAllButOwed(owner: Owner): void {
  const owed = slotOf(owner, OWED).slice(0, -'"]'.length);
  removeWhere((slot) => !slot.startsWith(owed));
}

/** Removes what the tab keeps for anybody else. @throws DOMException when storage is forbidden. */
export function forgetOthers(owner: Owner): void {
  removeWhere((slot) => slot.startsWith(PREFIX) && !isOf(slot, owner));
}
