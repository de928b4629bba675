/** The one place that calls `fetch`. Every rule here is a row of api.md §1. */
import * as z from 'zod/mini';
import { textOf } from './answer-text.ts';
import { ApiError, type WriteAnswer } from './errors.ts';

/** Whose API, and as whom. `apiUrl` has no trailing slash. */
export interface Connection {
  apiUrl: string;
  username: string;
  password: string;
}

/** A list as read: a row that cannot be understood is reported, never hides the others (design.md §8). */
export interface Listing<Row> {
  items: Row[];
  unreadable: { endpoint: string; row: number; field: string }[];
}

let tellUnauthorized: (refused: Connection) => void = () => {};

/** From now on `listener` is told of every 401, with the very credentials that were refused. There is one listener. */
export function onUnauthorized(listener: (refused: Connection) => void): void {
  tellUnauthorized = listener;
}

/** How a request of `connection` ended; `began` in ms by `performance.now()`. */
export interface Exchanged {
  connection: Connection;
  kind: Exchange['kind'];
  began: number;
}

let tellExchanged: (exchanged: Exchanged) => void = () => {};

/** From now on `listener` is told how every request ended that was not aborted, before its caller is. There is one listener. */
export function onExchanged(listener: (exchanged: Exchanged) => void): void {
  tellExchanged = listener;
}

/** How long a read waits for the next byte; a long list over a slow line takes as long as it takes. */
export const READ_TIMEOUT_MS = 15_000;
/** How long a write waits for the next byte of its answer. */
export const WRITE_TIMEOUT_MS = 20_000;

/** Lower-case hex of the UTF-8 bytes: the only spelling that any password survives (api.md §1). */
export function hexOfUtf8(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** Without a byte. */
  timeoutMs: number;
}

/** The headers reject or the body breaks off: told apart, because only the second proves that the API was reached. */
type Exchange =
  | { kind: 'answered'; status: number; text: string }
  | { kind: 'no-answer' }
  | { kind: 'broken-off' }
  | { kind: 'timed-out' };

async function exchange(connection: Connection, call: Call): Promise<Exchange> {
  const began = performance.now();
  const exchanged = await send(connection, call);
  tellExchanged({ connection, kind: exchanged.kind, began });
  return exchanged;
}

async function send(connection: Connection, call: Call): Promise<Exchange> {
  const deadline = new AbortController();
  const startTimer = () => setTimeout(() => deadline.abort(), call.timeoutMs);
  let timer = startTimer();
  const signal = call.signal ? AbortSignal.any([call.signal, deadline.signal]) : deadline.signal;
  let answered = false;
  try {
    const response = await fetch(`${connection.apiUrl}/${call.path}`, {
      method: call.method,
      headers: {
        'X-uwsgi-it-username': hexOfUtf8(connection.username),
        'X-uwsgi-it-password': hexOfUtf8(connection.password),
      },
      // A Blob without a type: fetch then adds no Content-Type, which the preflight would refuse.
      ...(call.body === undefined ? {} : { body: new Blob([JSON.stringify(call.body)]) }),
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      // Credentials never follow a redirect to somewhere the person did not name.
      redirect: 'error',
      signal,
    });
    answered = true;
    if (response.status === 401) tellUnauthorized(connection);
    const text = await textOf(response, () => {
      clearTimeout(timer);
      timer = startTimer();
    });
    return { kind: 'answered', status: response.status, text };
  } catch (error) {
    if (call.signal?.aborted) throw error;
    if (deadline.signal.aborted) return { kind: 'timed-out' };
    return { kind: answered ? 'broken-off' : 'no-answer' };
  } finally {
    clearTimeout(timer);
  }
}

const refusalSchema = z.object({ error: z.string(), reason: z.optional(z.string()) });

const wellFormed = (_key: string, value: unknown) =>
  typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value;

function parseJson(text: string): { json: unknown } | undefined {
  try {
    // Half of a character has no UTF-8, and so no place in a URL, a file or a request: only an escape can bring one in.
    return { json: JSON.parse(text, /\\ud[89a-f]/i.test(text) ? wellFormed : undefined) };
  } catch {
    return undefined;
  }
}

/** A 200 can carry a refusal (api.md §3, creation). */
function refusalIn(json: unknown): z.infer<typeof refusalSchema> | undefined {
  const parsed = refusalSchema.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}

/** The text of an answer to a read. @throws ApiError when there is none, or the credentials are refused; the abort reason */
export async function readText(
  connection: Connection,
  path: string,
  signal?: AbortSignal,
): Promise<{ status: number; text: string }> {
  const endpoint = `GET ${path}`;
  const answer = await exchange(connection, { method: 'GET', path, signal, timeoutMs: READ_TIMEOUT_MS });
  if (answer.kind === 'timed-out') throw new ApiError(endpoint, { kind: 'timed-out', afterMs: READ_TIMEOUT_MS });
  if (answer.kind !== 'answered') throw new ApiError(endpoint, { kind: 'no-answer' });
  if (answer.status === 401) throw new ApiError(endpoint, { kind: 'not-signed-in' });
  if (answer.status >= 500) throw new ApiError(endpoint, { kind: 'no-answer', status: answer.status });
  return answer;
}

/** What the text of an answer to a read says. @throws ApiError when that is a refusal, or not JSON. */
export function jsonOf(endpoint: string, answer: { status: number; text: string }): unknown {
  const parsed = parseJson(answer.text);
  const refusal = parsed && refusalIn(parsed.json);
  if (answer.status >= 300 || refusal) {
    throw new ApiError(endpoint, { kind: 'refused', status: answer.status, error: refusal?.error ?? '' });
  }
  if (!parsed) throw new ApiError(endpoint, { kind: 'malformed' });
  return parsed.json;
}

/** The path of the first field that is wrong, such as `0.memory`. */
export function fieldOf(issues: readonly { path: readonly PropertyKey[] }[]): string {
  return issues[0]?.path.map(String).join('.') ?? '';
}

/**
 * Reads one object. Credentials go as hex headers, cookies never.
 * @throws ApiError for every failure; the abort reason when `signal` aborts.
 */
export async function readOne<Schema extends z.ZodMiniType>(
  connection: Connection,
  path: string,
  schema: Schema,
  signal?: AbortSignal,
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(jsonOf(`GET ${path}`, await readText(connection, path, signal)));
  if (parsed.success) return parsed.data;
  throw new ApiError(`GET ${path}`, { kind: 'malformed', field: fieldOf(parsed.error.issues) });
}

/**
 * Reads a list row by row, so that one bad row never hides the others (design.md §8).
 * @throws ApiError for every failure of the list as a whole; the abort reason when `signal` aborts.
 */
export async function readList<Schema extends z.ZodMiniType>(
  connection: Connection,
  path: string,
  schema: Schema,
  signal?: AbortSignal,
): Promise<Listing<z.infer<Schema>>> {
  const endpoint = `GET ${path}`;
  const json = jsonOf(endpoint, await readText(connection, path, signal));
  if (!Array.isArray(json)) throw new ApiError(endpoint, { kind: 'malformed' });
  const listing: Listing<z.infer<Schema>> = { items: [], unreadable: [] };
  for (const [row, value] of json.entries()) {
    const parsed = schema.safeParse(value);
    if (parsed.success) listing.items.push(parsed.data);
    else listing.unreadable.push({ endpoint, row, field: fieldOf(parsed.error.issues) });
  }
  return listing;
}

/**
 * Sends one write, once; this function never repeats it, but a browser may (api.md §1), so the answer is no proof.
 * Never throws: every failure is an answer. Gives up after {@link WRITE_TIMEOUT_MS} ms without a byte.
 */
export async function write(
  connection: Connection,
  method: 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<WriteAnswer> {
  const answer = await exchange(connection, { method, path, body, timeoutMs: WRITE_TIMEOUT_MS });
  if (answer.kind !== 'answered') return { outcome: 'unknown', cause: answer.kind };
  if (answer.status === 401) return { outcome: 'not-signed-in' };
  if (answer.status >= 500) return { outcome: 'unknown', cause: 'no-answer' };
  const parsed = parseJson(answer.text);
  const refusal = parsed && refusalIn(parsed.json);
  if (refusal) return { outcome: 'refused', status: answer.status, ...refusal };
  if (answer.status >= 300) return { outcome: 'refused', status: answer.status, error: '' };
  if (!parsed) return { outcome: 'unknown', cause: 'unreadable' };
  return { outcome: 'accepted', body: parsed.json };
}
