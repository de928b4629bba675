/** Failures in plain words: what happened, what did not, what to do (design.md §5). */
import type { ReadFailure } from '../api/errors.ts';
import { reasonOf } from './refusals.ts';

export interface Explanation {
  title: string;
  detail: string;
}

/** Duck-typed, because rules import only types of the API module. */
function readFailureOf(error: unknown): { failure: ReadFailure; endpoint: string } | undefined {
  if (typeof error !== 'object' || error === null || !('failure' in error)) return undefined;
  const { failure } = error;
  if (typeof failure !== 'object' || failure === null || !('kind' in failure)) return undefined;
  const endpoint = 'endpoint' in error && typeof error.endpoint === 'string' ? error.endpoint : 'the request';
  return { failure: failure as ReadFailure, endpoint };
}

const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;

const statusWords = (failure: { status: number; error: string }) =>
  failure.error ? `${failure.status} ${reasonOf(failure)}` : reasonOf(failure);

function detailOf(failure: ReadFailure, endpoint: string): string {
  switch (failure.kind) {
    case 'not-signed-in':
      // True before the password was entered again, and after.
      return 'The password was refused. Nothing was changed. Try again once you are signed in.';
    case 'refused':
      return failure.status === 403
        ? 'The API refused to show it (403 Forbidden): it does not exist or is not yours. Nothing was changed. Check the address, or ask your supplier.'
        : `The API refused to show it (${statusWords(failure)}). Nothing was changed. Try again, or ask your supplier.`;
    case 'no-answer':
      return failure.status === undefined
        ? 'No readable answer came: the network is down, or the API cannot be reached or failed. Nothing was changed. Check the connection, then try again.'
        : `The API failed (status ${failure.status}). Nothing was changed. Try again in a moment.`;
    case 'timed-out':
      return `No answer came within ${seconds(failure.afterMs)}. Nothing was changed. Try again in a moment.`;
    case 'malformed': {
      const where = failure.field ? ` at ${failure.field}` : '';
      return `The answer to ${endpoint} is not what the API promises${where}. Nothing was changed. Try again, and tell your supplier if it stays.`;
    }
  }
}

/**
 * Why something could not be read. `what` is a noun phrase in lower case, such as "the containers of 1.2.3.4".
 * An error that is none of the API module's is a mistake of the panel, and says so.
 */
export function explainReadFailure(error: unknown, what: string): Explanation {
  const title = `Could not load ${what}`;
  const known = readFailureOf(error);
  if (known) return { title, detail: detailOf(known.failure, known.endpoint) };
  const words = error instanceof Error && error.message ? ` (${error.message})` : '';
  return { title, detail: `The panel itself failed${words}. Nothing was changed. Reload the page.` };
}

/** Whether the API refused the username or the password. */
export function wasPasswordRefused(error: unknown): boolean {
  return readFailureOf(error)?.failure.kind === 'not-signed-in';
}

/** Whether a failed sign-in is mended in the API URL: nothing that answers there is the API. */
export function isFaultOfUrl(error: unknown): boolean {
  const failure = readFailureOf(error)?.failure;
  if (failure?.kind === 'no-answer') return failure.status === undefined;
  return failure?.kind === 'timed-out' || failure?.kind === 'refused' || failure?.kind === 'malformed';
}

/** Why `GET me` did not prove the credentials. `panelOrigin` is what an API of another origin must allow. */
export function explainSignInFailure(error: unknown, where: { apiUrl: string; panelOrigin: string }): Explanation {
  const { apiUrl, panelOrigin } = where;
  const known = readFailureOf(error);
  if (!known) return { ...explainReadFailure(error, 'your account'), title: 'Could not sign in' };
  const { failure } = known;
  switch (failure.kind) {
    case 'not-signed-in':
      return {
        title: 'Wrong username or password',
        detail: `The API at ${apiUrl} answered and refused them. You are not signed in. Check both, then try again.`,
      };
    case 'no-answer':
      return failure.status === undefined
        ? {
            title: 'Nothing readable answers at this URL',
            detail: `${apiUrl} cannot be reached, is not the API URL, or does not allow ${panelOrigin}. You are not signed in. Check the URL and your connection.`,
          }
        : {
            title: 'The API failed',
            detail: `${apiUrl} answered with status ${failure.status}. You are not signed in. Try again in a moment.`,
          };
    case 'timed-out':
      return {
        title: 'The API does not answer',
        detail: `No answer came from ${apiUrl} within ${seconds(failure.afterMs)}. You are not signed in. Check the URL, then try again.`,
      };
    case 'refused':
    case 'malformed': {
      const where = failure.kind === 'malformed' && failure.field ? ` (${known.endpoint} at ${failure.field})` : '';
      return {
        title: 'This is not a uwsgi.it API',
        detail: `Something answers at ${apiUrl}, but not as the API does${where}. You are not signed in. Check the URL: it mostly ends in /api.`,
      };
    }
  }
}

/** Whether a read was answered 403: what was asked for does not exist or is not the customer's (api.md §3). */
export function wasForbidden(error: unknown): boolean {
  const failure = readFailureOf(error)?.failure;
  return failure?.kind === 'refused' && failure.status === 403;
}
