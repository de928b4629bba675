// What browsers take for another host or folder: a second slash, a backslash, a dot segment, also spelled `%2e` (WHATWG URL);
// and what they drop on the way, such as a tab between two slashes.
const LEADS_ELSEWHERE = /[\\\p{Cc}]|\/(?:\/|(?:\.|%2e){1,2}(?:\/|$))/iu;

/** Where to go after sign-in. Only a path of this panel: a link from elsewhere must not send the person to another site. */
export function returnPath(returnTo: string | undefined): string {
  if (!returnTo?.startsWith('/')) return '/servers';
  const path = returnTo.replace(/[?#].*/su, '');
  return LEADS_ELSEWHERE.test(path) ? '/servers' : returnTo;
}
