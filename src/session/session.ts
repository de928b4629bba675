import { useSyncExternalStore } from 'react';
import type { Connection } from '../api/transport.ts';
import { clearAllBut, clearAllButOwed, forgetOthers, type Owner } from './kept-entries.ts';

export type { Connection };

/**
 * Who is signed in, in this tab (design.md §5). `locked`: the API said 401 in mid-work, so the password is asked
 * for again over the page, and everything on it is kept.
 */
export type Session =
  /** `elsewhere`: in another tab of the same customer, and not by a question in this one. */
  | { status: 'signed-out'; elsewhere?: true }
  | { status: 'signed-in'; connection: Connection }
  | { status: 'locked'; connection: Connection };

/** `before-paint.js` looks for it too. */
const STORAGE_KEY = 'session';
/** Which session a connection is of: the same customer signed in twice is two sessions. */
const sessionOf = new WeakMap<Connection, symbol>();
const listeners = new Set<() => void>();

/** Where this tab keeps {@link lastLeave} as it was when the session began. */
const LEAVE_KEY = 'last-sign-out';
const leaveSlot = ({ apiUrl, username }: Owner) => `${LEAVE_KEY}:${JSON.stringify([apiUrl, username])}`;

/** When the customer signed out last in this browser: a tab that was not loaded then is told of it by nothing else. */
function lastLeave(owner: Owner): string {
  try {
    return localStorage.getItem(leaveSlot(owner)) ?? '';
  } catch {
    return '';
  }
}

let session: Session = restore();

function restore(): Session {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? 'null');
    if (!isConnection(kept)) return { status: 'signed-out' };
    if (lastLeave(kept) !== (sessionStorage.getItem(LEAVE_KEY) ?? '')) {
      clearAllBut(kept);
      return { status: 'signed-out', elsewhere: true };
    }
    sessionOf.set(kept, Symbol('session'));
    return { status: 'signed-in', connection: kept };
  } catch {
    return { status: 'signed-out' };
  }
}

function isConnection(value: unknown): value is Connection {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Record<keyof Connection, unknown>;
  const areTexts = [candidate.apiUrl, candidate.username, candidate.password].every((part) => typeof part === 'string');
  return areTexts && isApiUrl(String(candidate.apiUrl));
}

/** Every page shows the API's host: a URL that cannot be read would leave none to sign out from. */
function isApiUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function change(next: Session, persist: () => void) {
  session = next;
  try {
    persist();
  } catch {
    // A browser that forbids storage still has the credentials in memory, until the next reload.
  }
  for (const listener of listeners) listener();
}

/** The session at this moment, for code outside of React. */
export function currentSession(): Session {
  return session;
}

/** Calls back after each change of the session; returns the way to stop that. */
export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The session, re-rendering on every change. */
export function useSession(): Session {
  return useSyncExternalStore(subscribeToSession, currentSession);
}

/**
 * Keeps proven credentials in memory and in this tab's `sessionStorage`, nowhere else (design.md §5). What the tab still
 * kept for another customer is gone. A newer password of who is signed in already goes on with their session.
 */
export function startSession(proven: Connection): void {
  const current = session.status !== 'signed-out' && isCustomer(proven) ? session.connection : undefined;
  const identity = (current && sessionOf.get(current)) ?? Symbol('session');
  // The object may be known from a session that has ended: what that began must not come to life again.
  const connection = current || !sessionOf.has(proven) ? proven : { ...proven };
  sessionOf.set(connection, identity);
  change({ status: 'signed-in', connection }, () => {
    forgetOthers(connection);
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(connection));
    sessionStorage.setItem(LEAVE_KEY, lastLeave(connection));
  });
}

/**
 * Forgets the credentials and all else that this tab kept for the person, but for a quota move that has begun: the same
 * customer finds at their next sign-in in this tab what it owes. Who signs out of a `locked` session, or is signed out by
 * their sign-out in another tab (`elsewhere`), did not choose the moment here, and finds their drafts and the journals of
 * writes without a known end as well, which guard them against sending those twice. None of these ever holds a secret.
 */
export function endSession({ elsewhere }: { elsewhere?: true } = {}): void {
  const before = session;
  change({ status: 'signed-out', ...(elsewhere && { elsewhere }) }, () => {
    if (before.status === 'signed-out') return;
    if (elsewhere || before.status === 'locked') clearAllBut(before.connection);
    else clearAllButOwed(before.connection);
    if (!elsewhere) localStorage.setItem(leaveSlot(before.connection), String(Date.now()));
  });
}

/** Whether that customer at that API is signed in now, since whenever: for what is kept for them beyond a session. */
export function isCustomer({ apiUrl, username }: Owner): boolean {
  return (
    session.status !== 'signed-out' && session.connection.apiUrl === apiUrl && session.connection.username === username
  );
}

/**
 * Whether the session that `connection` was taken from still lasts, whatever the password is by now. What a write learns
 * after that belongs to nobody who is signed in, not even to the same customer come back, who was told that it has ended:
 * nothing of it is shown, kept or sent on.
 */
export function isSignedInAs(connection: Connection): boolean {
  if (session.status === 'signed-out') return false;
  return sessionOf.has(connection) && sessionOf.get(connection) === sessionOf.get(session.connection);
}

/** Whether requests go out with `connection` now: its password was neither refused nor replaced since. */
export function isConnectionInUse(connection: Connection): boolean {
  return session.status === 'signed-in' && session.connection === connection;
}

/** The person signed out, and perhaps in again, between asking for a write and its being sent. */
export class SessionEndedError extends Error {
  constructor() {
    super('You signed out before this was sent. Nothing was sent.');
    this.name = 'SessionEndedError';
  }
}

/** To call right before a write is sent. @throws SessionEndedError when the session it was asked for in has ended. */
export function assertSignedInAs(connection: Connection): void {
  if (!isSignedInAs(connection)) throw new SessionEndedError();
}

/**
 * The API refused these credentials in mid-work: ask for the password again, keep the page. Credentials that are no
 * longer in use, because the person has signed in anew meanwhile, lock nothing.
 */
export function lockSession(refused: Connection): void {
  if (session.status === 'signed-in' && session.connection === refused) {
    change({ status: 'locked', connection: refused }, () => {});
  }
}

/**
 * The connection to call the API with.
 * @throws Error when nobody is signed in: the guard in routes.tsx lets no page ask then.
 */
export function currentConnection(): Connection {
  if (session.status === 'signed-out') throw new Error('Nobody is signed in.');
  return session.connection;
}
