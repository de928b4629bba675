/** What a view of the API can answer, and the two ways in which it gives up. */

export type Answer = { status: number; json: unknown } | { status: number; text: string };

/** An answer in JSON, 200 unless told. */
export function json(body: unknown, status = 200): Answer {
  return { status, json: body };
}

export const CREATED: Answer = json({ message: 'Created' }, 201);
export const OK: Answer = json({ message: 'Ok' });
export const UNAUTHORIZED: Answer = json({ error: 'Unauthorized' }, 401);
export const FORBIDDEN: Answer = json({ error: 'Forbidden' }, 403);
export const NOT_FOUND: Answer = json({ error: 'Not found' }, 404);
export const CONFLICT: Answer = json({ error: 'Conflict' }, 409);
export const TOO_LARGE: Answer = json({ error: 'Request entity too large' }, 413);

/** Thrown anywhere in a view to answer at once. */
export class Refused extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('refused');
    this.answer = answer;
  }
}

/** An error that the view did not foresee: 500 with an HTML page and without CORS (api.md §1). */
export class Unforeseen extends Error {}

/** Django's page for an error in a view: HTML, no CORS header, no session cookie. */
export function serverErrorPage(): Response {
  return page(
    500,
    '<!doctype html>\n<html lang="en"><head><title>Server Error (500)</title></head><body><h1>Server Error (500)</h1></body></html>\n',
  );
}

/** Django's page for an unknown path: HTML, no CORS header. */
export function notFoundPage(): Response {
  return page(
    404,
    '<!doctype html>\n<html lang="en"><head><title>Not Found</title></head><body><h1>Not Found</h1></body></html>\n',
  );
}

/** An HTML page as it is, without any header of the API. */
export function page(status: number, html: string): Response {
  return new Response(html, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
