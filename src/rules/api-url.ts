/** The URL of the API as a person types it (screens.md `/sign-in`). */

export type CheckedApiUrl = { ok: true; apiUrl: string } | { ok: false; message: string };

const refuse = (message: string): CheckedApiUrl => ({ ok: false, message });

/** Browsers count these as safe from a secure page (W3C Secure Contexts 3.1). */
function isThisComputer(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

/**
 * Makes an API URL absolute and without a trailing slash, or says what is wrong with it. A path such as `/api` is
 * resolved against `panelOrigin` (`location.origin`). An `http:` API under an `https:` panel is refused, as the browser
 * would do without a word, but for one on this computer.
 */
export function checkApiUrl(text: string, panelOrigin: string): CheckedApiUrl {
  const typed = text.trim();
  if (typed === '') return refuse('Enter the API URL, such as https://api.example.com/api.');
  const isPath = /^\/(?![/\\])/.test(typed);
  if (!isPath && !/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) {
    return refuse('Start the API URL with https://, such as https://api.example.com/api.');
  }
  if (!URL.canParse(typed, panelOrigin)) return refuse('Check the API URL: it is not a URL.');
  const url = new URL(typed, panelOrigin);
  // A tab inside a path vanishes when it is parsed, and may leave the `//` of another host.
  if (isPath && url.origin !== new URL(panelOrigin).origin) return refuse('Check the API URL: it is not a URL.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse(`Start the API URL with https://, not ${url.protocol}//.`);
  }
  if (url.username || url.password) {
    return refuse('Take username and password out of the API URL, and enter them below.');
  }
  if (/[?#]/.test(typed)) return refuse('End the API URL before ? and #.');
  if (new URL(panelOrigin).protocol === 'https:' && url.protocol === 'http:' && !isThisComputer(url.hostname)) {
    return refuse('Use an https: API URL: this panel is on https:, and the browser blocks http: from it.');
  }
  return { ok: true, apiUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}

/** A URL without the credentials that stood in it, and these. */
export interface TakenApart {
  apiUrl: string;
  username?: string;
  password?: string;
}

// A scheme with its slashes, or nothing; then what stands before the last @ of the authority (RFC 3986 §3.2.1).
const WITH_CREDENTIALS = /^((?:[a-z][a-z0-9+.-]*:)?\/\/|https?:)?([^/?#\\]*)@/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Takes credentials out of a URL, which is kept, shown and logged in more places than their fields. Nothing else of it is
 * changed. Undefined when it holds none.
 */
export function takenApart(text: string): TakenApart | undefined {
  const typed = text.trim();
  const [before, scheme = '', credentials] = WITH_CREDENTIALS.exec(typed) ?? [];
  if (before === undefined || credentials === undefined) return undefined;
  const [, username = '', password = ''] = /^([^:]*):?(.*)$/s.exec(credentials) ?? [];
  return {
    apiUrl: scheme + typed.slice(before.length),
    ...(username && { username: decoded(username) }),
    ...(password && { password: decoded(password) }),
  };
}

/**
 * The URL with its host as the browser looks it up (punycode), when it was typed with letters beyond ASCII, which can look
 * like others; undefined when it can stay as it is.
 */
export function lookedUp(text: string): string | undefined {
  const [, typed = ''] = /^\s*https?:\/\/([^/?#]*)/i.exec(text) ?? [];
  if (!/[^\x20-\x7e]/.test(typed) || !URL.canParse(text)) return undefined;
  return text.trim().replace(typed, new URL(text).host);
}
