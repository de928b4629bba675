/** Public SSH keys as people paste them, one a line, in the spelling of `authorized_keys` (OpenSSH, sshd(8)). */

import { isKnownType, readKey } from './ssh-keys-format.ts';

export interface PublicKey {
  /** The whole line with single spaces: what the API is sent. */
  line: string;
  type: string;
  comment: string;
  /** As `ssh-keygen -l` counts them. */
  bits: number;
  /** Why it should be replaced, though it can be installed. */
  warning?: string;
}

export interface KeyProblem {
  /** From 1, blank lines counted. */
  line: number;
  message: string;
}

/** The last alternative is what an OpenSSH private key holds after its first line, which a hurried selection leaves out. */
const PRIVATE_KEY_BEGINS = /-{4,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY|PuTTY-User-Key-File-|^b3BlbnNzaC1rZXktdjE/;
const PRIVATE_KEY_ENDS = /-{4,5} ?END [A-Z0-9 ]*PRIVATE KEY|^Private-MAC:/;

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/).map((line) => line.trim());

/** Whether any of the text is a private key: such a text is never kept anywhere, nor sent (design.md §8). */
export function holdsPrivateKey(text: string): boolean {
  return linesOf(text).some((line) => PRIVATE_KEY_BEGINS.test(line));
}

/**
 * Reads pasted keys: the usable ones, each once, and a sentence for every line that is none. Options before the type
 * are not taken. A private key is one problem however many lines it has, and none of them is ever a key.
 */
export function parseKeys(pasted: string): { keys: PublicKey[]; problems: KeyProblem[] } {
  const lines = linesOf(pasted);
  const keys: PublicKey[] = [];
  const problems: KeyProblem[] = [];
  const lineOfBody = new Map<string, number>();
  let inPrivateKey = false;
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const words = text.split(/\s+/);
    const [type = '', body = '', ...comment] = words;
    if (!inPrivateKey && PRIVATE_KEY_BEGINS.test(text)) {
      inPrivateKey = true;
      problems.push({
        line,
        message:
          'This is a private key: never paste it anywhere. Remove it, and paste the line of the .pub file instead.',
      });
    }
    if (inPrivateKey) {
      inPrivateKey = !PRIVATE_KEY_ENDS.test(text);
      continue;
    }
    if (type === '') continue;
    const read = readKey(type, body);
    const earlier = lineOfBody.get(body);
    if ('message' in read) problems.push({ line, message: read.message });
    else if (earlier !== undefined)
      problems.push({ line, message: `Remove this line: it is the same key as line ${earlier}.` });
    else {
      lineOfBody.set(body, line);
      keys.push({ line: words.join(' '), type, comment: comment.join(' '), ...read });
    }
  }
  return { keys, problems };
}

/** The one key of a line; undefined when the line is none, or is several. */
export function keyOf(line: string): PublicKey | undefined {
  const { keys, problems } = parseKeys(line);
  return keys.length === 1 && problems.length === 0 ? keys[0] : undefined;
}

/**
 * What makes two lines the same key, whatever their comments and spaces: type and body. What is no key, or several lines
 * in one, is the same only as a whole.
 */
export function keyIdentity(line: string): string {
  const words = line.trim().split(/\s+/);
  const [type = '', body] = words;
  const startsAsKey = body !== undefined && isKnownType(type) && !/[\r\n]/.test(line.trim());
  return startsAsKey ? `${type} ${body}` : words.join(' ');
}

/** The list with a removed key again, as it was installed and where it was. */
export function withKeyAgain(value: readonly string[], startedFrom: readonly string[], identity: string): string[] {
  const wanted = new Set([...value.map(keyIdentity), identity]);
  const installed = new Set(startedFrom.map(keyIdentity));
  return [
    ...startedFrom.filter((line) => wanted.has(keyIdentity(line))),
    ...value.filter((line) => !installed.has(keyIdentity(line))),
  ];
}

/** What taking over pasted keys does to a list of lines. */
export interface TakenKeys {
  /** The list afterwards. */
  keys: string[];
  added: PublicKey[];
  /** Keys that were to be removed and now stay, as they are installed. */
  kept: PublicKey[];
  /** Pasted keys that are in the list already, as they are there. */
  already: string[];
}

/**
 * Adds pasted keys to `value`, each once whatever its comment: all of them, or none and a sentence for every line that is
 * no key. Of a key that is still in `startedFrom` the installed line comes back, because its comment cannot be changed
 * by adding it. Nothing pasted leaves `value` as it is.
 */
export function takePending(
  value: readonly string[],
  pending: string,
  startedFrom: readonly string[] = [],
): TakenKeys | { message: string } {
  const { keys: pasted, problems } = parseKeys(pending);
  if (problems.length > 0) {
    return { message: problems.map(({ line, message }) => `Line ${line}: ${message}`).join('\n') };
  }
  const here = new Map(value.map((line) => [keyIdentity(line), line]));
  const installed = new Set(startedFrom.map(keyIdentity));
  const taken: TakenKeys = { keys: [...value], added: [], kept: [], already: [] };
  for (const key of pasted) {
    const identity = keyIdentity(key.line);
    const present = here.get(identity);
    if (present !== undefined) {
      taken.already.push(present);
      continue;
    }
    const isBack = installed.has(identity);
    taken.keys = isBack ? withKeyAgain(taken.keys, startedFrom, identity) : [...taken.keys, key.line];
    (isBack ? taken.kept : taken.added).push(key);
  }
  return taken;
}

/** Whether this browser can make fingerprints: not on a page without https. */
export function canFingerprint(): boolean {
  return (globalThis.crypto?.subtle as SubtleCrypto | undefined) !== undefined;
}

/** `SHA256:…` as `ssh-keygen -l` prints it; undefined for a line that is no key, or where {@link canFingerprint} is false. */
export async function fingerprintOf(line: string): Promise<string | undefined> {
  const body = keyOf(line)?.line.split(' ')[1];
  if (body === undefined || !canFingerprint()) return undefined;
  const bytes = Uint8Array.from(atob(body), (byte) => byte.charCodeAt(0));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return `SHA256:${btoa(String.fromCharCode(...new Uint8Array(digest))).replace(/=+$/, '')}`;
}

/** The whole public keys of a text, one a line: neither a private key that was pasted by mistake, nor a piece of one. */
export function publicKeysIn(text: string): string {
  return parseKeys(text)
    .keys.map((key) => key.line)
    .join('\n');
}
