/** On every answer of a view, also on its refusals; not on HTML pages and not on `/news` (api.md §1). */
export const CROSS_ORIGIN_HEADERS = { 'Access-Control-Allow-Origin': '*' };

/**
 * The answer to a preflight, exactly (api.md §1): no `Authorization`, no `Content-Type`, no `Access-Control-Max-Age`, so
 * that a browser refuses what the real API would make it refuse.
 */
export function preflightAnswer(): Response {
  return new Response(null, {
    status: 200,
    headers: {
      ...CROSS_ORIGIN_HEADERS,
      'Access-Control-Allow-Methods': 'GET,POST,DELETE,OPTIONS',
      'Access-Control-Allow-Headers': 'X-uwsgi-it-username,X-uwsgi-it-password',
    },
  });
}
