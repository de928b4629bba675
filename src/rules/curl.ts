/** Writes as the curl commands they stand for (design.md §1.5). */

/** One word of a POSIX shell, whatever the text holds, line breaks too. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function hexOfUtf8(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The curl command of a write, without the password: the shell takes it from `$UWSGI_IT_PASSWORD` when it runs.
 * Credentials go as hex headers, because HTTP Basic breaks on a colon in the password, and there is no Content-Type, as
 * in the panel's own request (api.md §1).
 */
export function curlOf(request: {
  apiUrl: string;
  username: string;
  method: 'GET' | 'POST' | 'DELETE';
  /** Without a leading slash, as in `containers/30001`. */
  path: string;
  body?: unknown;
}): string {
  const { apiUrl, username, method, path, body } = request;
  return [
    `curl -X ${method} ${quoteForShell(`${apiUrl}/${path}`)}`,
    `-H "X-uwsgi-it-username: ${hexOfUtf8(username)}"`,
    `-H "X-uwsgi-it-password: $(printf %s "$UWSGI_IT_PASSWORD" | xxd -p | tr -d '\\n')"`,
    // An empty value keeps curl from adding a Content-Type of its own.
    ...(body === undefined ? [] : ["-H 'Content-Type:'", `--data-raw ${quoteForShell(JSON.stringify(body))}`]),
  ].join(' \\\n  ');
}
