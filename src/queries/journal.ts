import type * as z from 'zod/mini';
import { type Connection, currentSession, isSignedInAs } from '../session/session.ts';

/** Whose entry it is: the customer at that API, whatever their password is by now. */
type Owner = Pick<Connection, 'apiUrl' | 'username'>;

function ownerOfSession(): Owner | undefined {
  const session = currentSession();
  return session.status === 'signed-out' ? undefined : session.connection;
}

/** Undefined when `owner` is no longer who is signed in: there is nothing to read for them, and nothing to leave behind. */
function slotOf(key: string, owner: Owner | undefined): string | undefined {
  if (!owner || !isSignedInAs(owner)) return undefined;
  return `journal:${JSON.stringify([owner.apiUrl, owner.username, key])}`;
}

/**
 * What this tab must remember over a reload about a write that is under way: nothing secret, gone at sign-out. Each entry
 * belongs to its `owner` (left out: whoever is signed in) and is nothing for anybody else.
 * A browser that forbids storage loses the journal with the page, nothing else.
 */
export function readJournal<Schema extends z.ZodMiniType>(
  key: string,
  schema: Schema,
  owner: Owner | undefined = ownerOfSession(),
): z.infer<Schema> | undefined {
  const slot = slotOf(key, owner);
  if (slot === undefined) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(sessionStorage.getItem(slot) ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `entry` until {@link clearJournal}; one whose owner has signed out meanwhile is not kept. */
export function writeJournal(key: string, entry: unknown, owner: Owner | undefined = ownerOfSession()): void {
  const slot = slotOf(key, owner);
  if (slot === undefined) return;
  try {
    sessionStorage.setItem(slot, JSON.stringify(entry));
  } catch {
    // Without storage the write itself still works.
  }
}

/** Forgets the entry of `key`. */
export function clearJournal(key: string, owner: Owner | undefined = ownerOfSession()): void {
  const slot = slotOf(key, owner);
  if (slot === undefined) return;
  try {
    sessionStorage.removeItem(slot);
  } catch {
    // Nothing was kept.
  }
}
