/** What one public key is made of, in the spelling of `authorized_keys` (OpenSSH, sshd(8)). */

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

/** The size of a key's number without its leading zero bits (RFC 4251 5, mpint). */
function bitsOfNumber(bytes: string): number {
  const significant = bytes.replace(/^\0+/, '');
  return significant === '' ? 0 : (significant.length - 1) * 8 + (32 - Math.clz32(significant.charCodeAt(0)));
}

function bitsOf(type: string, fields: readonly string[]): number {
  if (type === 'ssh-rsa') return bitsOfNumber(fields[2] ?? '');
  return Number(/nistp(\d+)/.exec(type)?.[1] ?? 256);
}

/** Below this RSA is no longer safe for new data (NIST SP 800-131A). */
const LEAST_RSA_BITS = 2048;

/** What the body of a key tells, or why it is none. */
export function readKey(type: string, body: string): { bits: number; warning?: string } | { message: string } {
  if (/^-+$|^-----BEGIN/.test(type))
    return { message: 'Paste the one-line form of this key, which starts with its type.' };
  if (type === 'ssh-dss') {
    return {
      message:
        'DSA keys are refused: OpenSSH takes them no more. Make a key with ssh-keygen -t ed25519 and paste the line of its .pub file.',
    };
  }
  if (/-cert-v\d+@openssh\.com$/.test(type)) {
    return {
      message:
        'This is a certificate, which expires and does not work as a key. Paste the line of the key it was made for: its file ends in .pub, without -cert.',
    };
  }
  if (!isKnownType(type)) {
    return {
      message:
        'Start the line with the type of the key, such as ssh-ed25519. A key is one line, without options before it.',
    };
  }
  if (body === '') return { message: `Paste the whole line: after ${type} the key itself is missing.` };
  const fields = fieldsOf(body);
  if (!fields) return { message: 'Paste the whole line again: the key is cut off or changed.' };
  if (fields[0] !== type)
    return { message: `Paste the line as it was: it says ${type}, but the key inside is of another type.` };
  if (fields.length !== FIELD_COUNTS[type])
    return { message: 'Paste the whole line again: the key is cut off or changed.' };
  const bits = bitsOf(type, fields);
  if (type !== 'ssh-rsa' || bits >= LEAST_RSA_BITS) return { bits };
  return { bits, warning: `RSA with ${bits} bits is no longer safe. Make a new key with ssh-keygen -t ed25519.` };
}

/** Whether a key of this type can be installed. */
export function isKnownType(type: string): boolean {
  return Object.hasOwn(FIELD_COUNTS, type);
}
