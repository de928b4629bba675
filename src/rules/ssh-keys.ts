/** Public SSH keys as people paste them, one a line, in the spelling of `authorized_keys` (OpenSSH, sshd(8)). */

export interface PublicKey {
  /** The whole line with single spaces: what the API is sent. */
  line: string;
  type: string;
  comment: string;
}

export interface KeyProblem {
  /** From 1, blank lines counted. */
  line: number;
  message: string;
}

/** Fields of a key's body by type, the type itself included (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4, OpenSSH PROTOCOL.u2f). */
const FIELD_COUNTS: Readonly<Record<string, number>> = {
  'ssh-ed25519': 2,
  'ssh-rsa': 3,
  'ecdsa-sha2-nistp256': 3,
  'ecdsa-sha2-nistp384': 3,
  'ecdsa-sha2-nistp521': 3,
  'sk-ssh-ed25519@openssh.com': 3,
  'sk-ecdsa-sha2-nistp256@openssh.com': 4,
};

/** The length-prefixed fields of a key's body (RFC 4253 6.6); undefined when it is cut or is no base64. */
function fieldsOf(base64: string): string[] | undefined {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const bytes = atob(base64);
  const fields: string[] = [];
  let position = 0;
  while (position < bytes.length) {
    if (position + 4 > bytes.length) return undefined;
    const length = [0, 1, 2, 3].reduce((sum, offset) => sum * 256 + bytes.charCodeAt(position + offset), 0);
    const end = position + 4 + length;
    if (end > bytes.length) return undefined;
    fields.push(bytes.slice(position + 4, end));
    position = end;
  }
  return fields;
}

function problemOf(type: string, body: string | undefined): string | undefined {
  if (/^-+$|^-----BEGIN/.test(type)) return 'Paste the one-line form of this key, which starts with its type.';
  if (!Object.hasOwn(FIELD_COUNTS, type)) {
    return 'Start the line with the type of the key, such as ssh-ed25519. A key is one line, without options before it.';
  }
  if (body === undefined) return `Paste the whole line: after ${type} the key itself is missing.`;
  const fields = fieldsOf(body);
  if (!fields) return 'Paste the whole line again: the key is cut off or changed.';
  if (fields[0] !== type) return `Paste the line as it was: it says ${type}, but the key inside is of another type.`;
  if (fields.length !== FIELD_COUNTS[type]) return 'Paste the whole line again: the key is cut off or changed.';
  return undefined;
}

const PRIVATE_KEY_BEGINS = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|^PuTTY-User-Key-File-/;
const PRIVATE_KEY_ENDS = /-----END [A-Z0-9 ]*PRIVATE KEY-----|^Private-MAC:/;

/**
 * Reads pasted keys: the usable ones, each once, and a sentence for every line that is none. Options before the type
 * are not taken. A private key is one problem however many lines it has, and none of them is ever a key.
 */
export function parseKeys(text: string): { keys: PublicKey[]; problems: KeyProblem[] } {
  const keys: PublicKey[] = [];
  const problems: KeyProblem[] = [];
  const lineOfBody = new Map<string, number>();
  let inPrivateKey = false;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const words = raw.trim().split(/\s+/);
    const [type = '', body, ...comment] = words;
    if (!inPrivateKey && PRIVATE_KEY_BEGINS.test(raw.trim())) {
      inPrivateKey = true;
      problems.push({
        line,
        message:
          'This is a private key: never paste it anywhere. Remove it, and paste the line of the .pub file instead.',
      });
    }
    if (inPrivateKey) {
      inPrivateKey = !PRIVATE_KEY_ENDS.test(raw.trim());
      continue;
    }
    if (type === '') continue;
    const message = problemOf(type, body);
    const earlier = lineOfBody.get(body ?? '');
    if (message) problems.push({ line, message });
    else if (earlier !== undefined)
      problems.push({ line, message: `Remove this line: it is the same key as line ${earlier}.` });
    else {
      lineOfBody.set(body ?? '', line);
      keys.push({ line: words.join(' '), type, comment: comment.join(' ') });
    }
  }
  return { keys, problems };
}

/** What makes two lines the same key, whatever their comments and spaces: type and body; a line that is no key as a whole. */
export function keyIdentity(line: string): string {
  const words = line.trim().split(/\s+/);
  const [type = '', body] = words;
  return body !== undefined && Object.hasOwn(FIELD_COUNTS, type) ? `${type} ${body}` : words.join(' ');
}
