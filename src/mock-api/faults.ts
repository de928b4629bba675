/** Failures on request. What each kind does, in plain words, is the table in control.ts. */
import { page, serverErrorPage } from './answers.ts';
import { CROSS_ORIGIN_HEADERS } from './cross-origin.ts';

export const FAULT_KINDS = [
  'latency',
  'hold',
  'server-error',
  'server-error-after',
  'cut-before',
  'cut-after',
  'break-off-before',
  'break-off',
  'silence-before',
  'silence',
  'refuse',
  'refuse-after',
  'redirect',
  'html',
  'malformed',
  'empty',
  'wrong-shape',
  'bad-row',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  kind: FaultKind;
  /** Only requests with this method; preflights only when it is `OPTIONS`. */
  method?: string;
  /** What follows `/api/`, without the query: exact, or a prefix when it ends with `*`. */
  path?: string;
  /** How many requests it hits before it is used up; 1 unless told. */
  times?: number;
  /** How long it waits, in milliseconds. `latency` waits before the effect; the others just before what they do. */
  afterMs?: number;
  /** For `refuse` and `refuse-after`, 403 unless told; for `redirect`, 302 unless told. */
  status?: number;
  /** For `refuse` and `refuse-after`; `{"error":"Forbidden"}` unless told. */
  json?: unknown;
  /** For `redirect`: where to, `/elsewhere` unless told. */
  location?: string;
}

/** What becomes of the connection: the whole answer; no byte; half of the body; nothing at all, for ever. */
export type Connection = 'whole' | 'cut' | 'broken-off' | 'silent';

export interface Exchange {
  connection: Connection;
  /** Undefined when no byte of it is sent. */
  response?: Response;
}

function newGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** The faults that wait for a request, and the gate that holds the requests of `hold`. */
export class Faults {
  private waiting: { fault: Fault; left: number }[] = [];
  private gate = newGate();

  add(fault: Fault): void {
    this.waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** Forgets those not yet used, and lets the held requests go. */
  clear(): void {
    this.waiting = [];
    this.release();
  }

  /** The next release; to be asked for together with {@link take}, so that none is missed. */
  untilReleased(): Promise<void> {
    return this.gate.opened;
  }

  /** Lets all requests go that have come and are held; the next ones are held again. */
  release(): void {
    this.gate.open();
    this.gate = newGate();
  }

  /** The oldest fault meant for this request, counted as used; `path` is what follows `/api/`, without the query. */
  take(method: string, path: string): Fault | undefined {
    const found = this.waiting.find(({ fault }) => isMeantFor(fault, method, path));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.waiting.splice(this.waiting.indexOf(found), 1);
    return found.fault;
  }
}

function isMeantFor(fault: Fault, method: string, path: string): boolean {
  if (fault.method ? fault.method !== method : method === 'OPTIONS') return false;
  if (fault.path === undefined) return true;
  return fault.path.endsWith('*') ? path.startsWith(fault.path.slice(0, -1)) : path === fault.path;
}

/**
 * Lets a fault do its work around the API's own answer. `answer` is called at most once; calling it is the effect.
 * `released`: what a held request waits for.
 */
export async function sufferFault(
  fault: Fault,
  answer: () => Promise<Response>,
  released: Promise<void>,
): Promise<Exchange> {
  const wait = () => delay(fault.afterMs ?? 0);
  switch (fault.kind) {
    case 'hold':
      await released;
      return whole(await answer());
    case 'latency':
      await wait();
      return whole(await answer());
    case 'server-error':
      await wait();
      return whole(serverErrorPage());
    case 'cut-before':
      await wait();
      return { connection: 'cut' };
    case 'break-off-before':
      await wait();
      return { connection: 'broken-off', response: jsonResponse(200, '{"message":"Ok"}') };
    case 'silence-before':
      return { connection: 'silent' };
    case 'refuse':
      await wait();
      return whole(refusal(fault));
    case 'redirect':
      await wait();
      return whole(redirection(fault));
    case 'html':
      await wait();
      return whole(htmlPage());
    default:
      return afterEffect(fault, await answer(), wait);
  }
}

async function afterEffect(fault: Fault, response: Response, wait: () => Promise<void>): Promise<Exchange> {
  await wait();
  switch (fault.kind) {
    case 'server-error-after':
      return whole(serverErrorPage());
    case 'cut-after':
      return { connection: 'cut' };
    case 'break-off':
      return { connection: 'broken-off', response };
    case 'silence':
      return { connection: 'silent' };
    case 'refuse-after':
      return whole(refusal(fault));
    case 'empty':
      return whole(jsonResponse(200, ''));
    case 'malformed':
      return whole(jsonResponse(200, firstHalf(await response.text())));
    case 'wrong-shape':
      return whole(await changed(response, inWrongShape));
    case 'bad-row':
      return whole(await changed(response, withBadRow));
    default:
      return whole(response);
  }
}

function whole(response: Response): Exchange {
  return { connection: 'whole', response };
}

function refusal({ status = 403, json = { error: 'Forbidden' } }: Fault): Response {
  return jsonResponse(status, JSON.stringify(json));
}

function redirection({ status = 302, location = '/elsewhere' }: Fault): Response {
  return new Response(null, { status, headers: { ...CROSS_ORIGIN_HEADERS, Location: location } });
}

function htmlPage(): Response {
  const answer = page(
    200,
    '<!doctype html>\n<html lang="en"><head><title>Welcome</title></head><body>Log in to the network</body></html>\n',
  );
  for (const [name, value] of Object.entries(CROSS_ORIGIN_HEADERS)) answer.headers.set(name, value);
  return answer;
}

function jsonResponse(status: number, body: string): Response {
  return new Response(body, { status, headers: { ...CROSS_ORIGIN_HEADERS, 'Content-Type': 'application/json' } });
}

/** Half of a JSON text is never JSON: even of `[]` only the bracket is left. */
function firstHalf(text: string): string {
  return text.slice(0, Math.max(1, Math.floor(text.length / 2)));
}

function inWrongShape(body: unknown): unknown {
  return Array.isArray(body) ? { items: body } : [body];
}

/**
 * A list gets one more row, like the last but with null for its first value; an object gets null for its first value, and
 * each list in it one null more.
 */
function withBadRow(body: unknown): unknown {
  if (Array.isArray(body)) return [...body, spoiled(body.at(-1))];
  if (typeof body !== 'object' || body === null) return null;
  const lengthened = Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? [...value, null] : value]);
  return spoiled(Object.fromEntries(lengthened));
}

function spoiled(row: unknown): unknown {
  if (Array.isArray(row)) return [null, ...row.slice(1)];
  if (typeof row !== 'object' || row === null) return null;
  const [key] = Object.keys(row);
  return key === undefined ? null : { ...row, [key]: null };
}

/** An answer that is not JSON (an HTML page) stays as it is. */
async function changed(response: Response, change: (body: unknown) => unknown): Promise<Response> {
  if (response.headers.get('Content-Type') !== 'application/json') return response;
  return jsonResponse(200, JSON.stringify(change(await response.json())));
}

function delay(milliseconds: number): Promise<void> {
  return milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : Promise.resolve();
}
