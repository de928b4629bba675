import type { Handler } from 'hono';
import { type Answer, Refused, serverErrorPage, TOO_LARGE, Unforeseen } from './answers.ts';
import { sessionCookie, signIn } from './authentication.ts';
import { CROSS_ORIGIN_HEADERS, preflightAnswer } from './cross-origin.ts';
import type { Customer, World } from './world.ts';

/** What hono hands to every route: the world of this mock. */
export interface MockEnvironment {
  Bindings: { world: World };
}

/** A signed-in request, as a resource's view gets it. */
export interface Call {
  world: World;
  customer: Customer;
  method: string;
  query: URLSearchParams;
  /** The variable parts of the path. */
  parameters: Record<string, string>;
  /** The body as text. @throws Refused with 413 over {@link BODY_LIMIT} bytes. */
  text(): Promise<string>;
  /**
   * The body as JSON. Broken JSON and an empty body crash the view, as Django's `json.loads` does (500, HTML, no CORS);
   * api.md does not say so, but lists no answer of its own for them.
   */
  json(): Promise<unknown>;
}

export type View = (call: Call) => Answer | Promise<Answer>;

/** Bytes (api.md §1). */
export const BODY_LIMIT = 65_536;

/** Wraps a view as Django's decorators do: preflight, then sign-in, then the view; CORS on all but crashes. */
export function signedIn(view: View): Handler<MockEnvironment> {
  return async (context) => {
    if (context.req.method === 'OPTIONS') return preflightAnswer();
    const request = context.req.raw;
    const text = async () => {
      const bytes = await request.arrayBuffer();
      if (bytes.byteLength > BODY_LIMIT) throw new Refused(TOO_LARGE);
      return new TextDecoder().decode(bytes);
    };
    try {
      const { world } = context.env;
      const customer = signIn(world, request.headers);
      const answer = await answerOf(() =>
        view({
          world,
          customer,
          method: request.method,
          query: new URL(request.url).searchParams,
          parameters: context.req.param(),
          text,
          json: async () => parsed(await text()),
        }),
      );
      return responseOf(answer, { ...CROSS_ORIGIN_HEADERS, 'Set-Cookie': sessionCookie() });
    } catch (error) {
      if (error instanceof Refused) {
        const challenge = { 'WWW-Authenticate': 'Basic realm="uwsgi.it api"' };
        return responseOf(error.answer, { ...CROSS_ORIGIN_HEADERS, ...challenge });
      }
      if (error instanceof Unforeseen) return serverErrorPage();
      throw error;
    }
  };
}

async function answerOf(view: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await view();
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}

/** An answer as an HTTP response with these headers besides its type. */
export function responseOf(answer: Answer, headers: Record<string, string>): Response {
  const [body, type] =
    'text' in answer ? [answer.text, 'text/plain; charset=utf-8'] : [JSON.stringify(answer.json), 'application/json'];
  return new Response(body, { status: answer.status, headers: { ...headers, 'Content-Type': type } });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unforeseen('not JSON');
  }
}

/**
 * The body as an object, as Python sees it: a list or text has no keys, so that every key is missing.
 * @throws Unforeseen for a number, a boolean or null, in which Python cannot look for a key.
 */
export async function objectOf(call: Call): Promise<Record<string, unknown>> {
  const body = await call.json();
  if (body === null || typeof body === 'number' || typeof body === 'boolean') throw new Unforeseen('not an object');
  return typeof body === 'object' && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}

/** The names in `?tags=a,b`; undefined when the filter is not there. */
export function wantedTags(call: Call): string[] | undefined {
  return call.query.get('tags')?.split(',');
}

/** The rows with any of the tags of `?tags=a,b`, or all of them (api.md §1). */
export function filteredByTags<Row extends { tags: number[] }>(call: Call, rows: Row[]): Row[] {
  const wanted = wantedTags(call);
  if (!wanted) return rows;
  return rows.filter((row) => call.world.tagNames(row.tags).some((name) => wanted.includes(name)));
}

/** The value as Django's text column keeps it: null stays null, all else becomes text. */
export function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** A list of text values. @throws Unforeseen for anything else than a list. */
export function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Unforeseen('not a list');
  return value;
}
