/** How the mock's own tests ask it. */
import type { MockApi } from './application.ts';

export interface Reply {
  status: number;
  body: unknown;
  headers: Headers;
}

export const KRATOS = { username: 'kratos', password: 'deimos' };
export const ZEUS = { username: 'zeus', password: 'zeus' };
export const NO_SERVER = { username: 'noserver', password: 'no:pässword' };

/** The hex headers of api.md §1. */
export function hexHeaders({ username, password }: { username: string; password: string }): Record<string, string> {
  const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
  return { 'X-uwsgi-it-username': hex(username), 'X-uwsgi-it-password': hex(password) };
}

/** The request that the panel would send; `body` that is text goes as it is. */
export function requestOf(method: string, path: string, body?: unknown, as = KRATOS): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Request(`http://mock/api/${path}`, {
    method,
    headers: hexHeaders(as),
    ...(body === undefined ? {} : { body: new Blob([text]) }),
  });
}

/** Asks as kratos, unless told, and reads the answer. */
export async function ask(api: MockApi, method: string, path: string, body?: unknown, as = KRATOS): Promise<Reply> {
  return replyOf(await api.fetch(requestOf(method, path, body, as)));
}

/** Reads an answer: JSON when it says so, else text. */
export async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get('Content-Type') === 'application/json';
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}

/** Asks the control endpoint. */
export async function control(api: MockApi, method: string, path: string, body?: unknown): Promise<Reply> {
  const request = new Request(`http://mock/__mock/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return replyOf(await api.fetch(request));
}
