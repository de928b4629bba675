import type { FaultKind } from './faults.ts';

/** One request to `/api`, as it arrived; preflights are entries with the method OPTIONS. */
export interface LogEntry {
  /** Milliseconds since 1970. */
  at: number;
  method: string;
  /** What follows `/api/`, with the query. */
  path: string;
  /** Parsed JSON, else the text; null without a body. Secrets in it are hidden. */
  body: unknown;
  /** The status sent; null while there is none, and for ever when no byte of the answer is sent. */
  status: number | null;
  /** The fault that hit it. */
  fault?: FaultKind;
}

const SECRETS = ['password', 'jid_secret', 'pushover_token', 'pushbullet_token', 'slack_webhook'];

/** A body as the log keeps it: no credentials, no tokens. */
export function loggedBody(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text, (key, value: unknown) => (SECRETS.includes(key) ? '(hidden)' : value));
  } catch {
    return text;
  }
}
