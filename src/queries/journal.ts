import type * as z from 'zod/mini';
import { type Owner, slotOf } from '../session/kept-entries.ts';
import { currentSession, isCustomer } from '../session/session.ts';

/** Who is signed in now. */
export function ownerOfSession(): Owner | undefined {
  const session = currentSession();
  return session.status === 'signed-out' ? undefined : session.connection;
}

/** Undefined when `owner` is no longer who is signed in: there is nothing to read for them, and nothing to leave behind. */
function usableSlot(key: string, owner: Owner | undefined): string | undefined {
  return owner && isCustomer(owner) ? slotOf(owner, key) : undefined;
}

/**
 * What this tab must remember over a reload, e.g. about a write that is under way: nothing secret, gone at sign-out as
 * `endSession` says. Each entry belongs to its `owner` (left out: whoever is signed in) and is nothing for anybody else.
 * A browser that forbids storage loses the journal with the page, nothing else.
 */
export function readJournal<Schema extends z.ZodMiniType>(
  key: string,
  schema: Schema,
  owner: Owner | undefined = ownerOfSession(),
): z.infer<Schema> | undefined {
  const slot = usableSlot(key, owner);
  if (slot === undefined) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(sessionStorage.getItem(slot) ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps `entry` until {@link clearJournal}; one whose owner has signed out meanwhile is not kept. Gives whether it is kept:
 * a browser can forbid it, and has room for some five million characters only.
 */
export function writeJournal(key: string, entry: unknown, owner: Owner | undefined = ownerOfSession()): boolean {
  const slot = usableSlot(key, owner);
  if (slot === undefined) return false;
  try {
    sessionStorage.setItem(slot, JSON.stringify(entry));
    return true;
  } catch {
    // Without storage the write itself still works.
    return false;
  }
}

/** Whether `entry` could be kept at this moment in the place of what is kept under `key`, which stays as it is. */
export function couldKeep(key: string, entry: unknown, owner: Owner | undefined = ownerOfSession()): boolean {
  const slot = usableSlot(key, owner);
  if (slot === undefined) return false;
  try {
    const before = sessionStorage.getItem(slot);
    sessionStorage.setItem(slot, JSON.stringify(entry));
    if (before === null) sessionStorage.removeItem(slot);
    else sessionStorage.setItem(slot, before);
    return true;
  } catch {
    return false;
  }
}

/** Forgets the entry of `key`. */
export function clearJournal(key: string, owner: Owner | undefined = ownerOfSession()): void {
  const slot = usableSlot(key, owner);
  if (slot === undefined) return;
  try {
    sessionStorage.removeItem(slot);
  } catch {
    // Nothing was kept.
  }
}
