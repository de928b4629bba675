/** Why the read of an endpoint gave no data. Writes do not throw: they answer (see `WriteAnswer`). */
export type ReadFailure =
  | { kind: 'not-signed-in' }
  /** The API answered, but not with what was asked for. */
  | { kind: 'refused'; status: number; error: string }
  /** No readable answer: no network, no CORS headers, a cut connection, or a 5xx. */
  | { kind: 'no-answer'; status?: number }
  | { kind: 'timed-out'; afterMs: number }
  /** The answer is not the JSON that the API notes describe. `field` is a path such as `3.memory`. */
  | { kind: 'malformed'; field?: string };

/** Thrown by every read of the API module. `endpoint` is e.g. `GET containers/30001`, never a credential. */
export class ApiError extends Error {
  readonly endpoint: string;
  readonly failure: ReadFailure;

  constructor(endpoint: string, failure: ReadFailure) {
    super(`${endpoint}: ${failure.kind}${'field' in failure && failure.field ? ` at ${failure.field}` : ''}`);
    this.name = 'ApiError';
    this.endpoint = endpoint;
    this.failure = failure;
  }
}

/**
 * What the answer to a write says, which is no proof of what happened (api.md §1, design.md §1.3):
 * the next read decides.
 */
export type WriteAnswer =
  | { outcome: 'accepted'; body: unknown }
  | { outcome: 'refused'; status: number; error: string; reason?: string }
  | { outcome: 'not-signed-in' }
  /** `no-answer`: no byte or a 5xx; `broken-off`: headers came, the body did not; `timed-out`: gave up waiting. */
  | { outcome: 'unknown'; cause: 'no-answer' | 'broken-off' | 'timed-out' | 'unreadable' };

/** Whether a read failed because the API refused the credentials (401). */
export function isNotSignedIn(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === 'not-signed-in';
}
