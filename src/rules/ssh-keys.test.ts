import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseKeys } from './ssh-keys.ts';

const ED25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFwrdnlD8Y8eLdYj+jE+n6udxxR6VT6FFhS+a3mMJj8A';
const ECDSA =
  'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBGuChJf4epcwvRhN7lHEO0OKABpUVVzLDjZIE5nkx3JvQOhaS0Uu0igJuK3W8+SG2Z5l9XpiWx6YjxgZhnDs9wo=';

/** A key of any type with random fields, built as RFC 4253 6.6 says. */
function keyOf(type: string, fields: Uint8Array[]): string {
  const parts = [Buffer.from(type), ...fields].flatMap((field) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field.length);
    return [length, Buffer.from(field)];
  });
  return `${type} ${Buffer.concat(parts).toString('base64')}`;
}

/** Types with the number of fields that follow the type. */
const types = fc.constantFrom(
  ['ssh-ed25519', 1] as const,
  ['ssh-rsa', 2] as const,
  ['ecdsa-sha2-nistp384', 2] as const,
  ['sk-ssh-ed25519@openssh.com', 2] as const,
  ['sk-ecdsa-sha2-nistp256@openssh.com', 3] as const,
);
const keys = types.chain(([type, count]) =>
  fc
    .array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: count, maxLength: count })
    .map((fields) => ({ type, line: keyOf(type, fields) })),
);

const problemsOf = (text: string) => parseKeys(text).problems;

test('keys one a line, blank lines skipped, spaces made single, comments kept', () => {
  expect(parseKeys(`\n${ED25519}  zeus@olympus\r\n\n  ${ECDSA} two   words  \n`)).toEqual({
    keys: [
      { line: `${ED25519} zeus@olympus`, type: 'ssh-ed25519', comment: 'zeus@olympus' },
      { line: `${ECDSA} two words`, type: 'ecdsa-sha2-nistp256', comment: 'two words' },
    ],
    problems: [],
  });
});

test('nothing pasted is no problem', () => {
  expect(parseKeys(' \n\n')).toEqual({ keys: [], problems: [] });
});

describe('problems, by line', () => {
  test.each([
    ['hello', 'Start the line with the type'],
    [`command="ls" ${ED25519}`, 'Start the line with the type'],
    ['ssh-dss AAAAB3NzaC1kc3M=', 'Start the line with the type'],
    ['---- BEGIN SSH2 PUBLIC KEY ----', 'Paste the one-line form'],
    ['ssh-ed25519', 'the key itself is missing'],
    ['ssh-ed25519 AAAA…', 'cut off or changed'],
    [ED25519.slice(0, -8), 'cut off or changed'],
    [keyOf('ssh-rsa', [new Uint8Array(3)]), 'cut off or changed'],
    ['toString AAAA', 'Start the line with the type'],
    [ED25519.replace('ssh-ed25519 ', 'ssh-rsa '), 'says ssh-rsa, but the key inside is of another type'],
  ])('%s', (text, words) => {
    const { keys, problems } = parseKeys(`\n${text}`);
    expect(keys).toEqual([]);
    expect(problems).toEqual([{ line: 2, message: expect.stringContaining(words) }]);
  });

  test('the same key again, whatever its comment, is named by its first line', () => {
    const { keys, problems } = parseKeys(`${ED25519} home\n${ECDSA}\n${ED25519} work`);
    expect(keys).toHaveLength(2);
    expect(problems).toEqual([{ line: 3, message: 'Remove this line: it is the same key as line 1.' }]);
  });

  test.each([
    ['OpenSSH', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\nZXktdjEA\n-----END OPENSSH PRIVATE KEY-----'],
    ['PEM', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
    ['PKCS 8', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'],
    ['PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\nAAAA\nPrivate-MAC: 00'],
  ])('a private key (%s) is one problem, and what follows is still read', (_, text) => {
    const { keys, problems } = parseKeys(`${text}\n${ED25519}`);
    expect(problems).toEqual([{ line: 1, message: expect.stringContaining('never paste it') }]);
    expect(keys).toHaveLength(1);
  });

  test('a private key that is cut off swallows the rest', () => {
    expect(parseKeys(`-----BEGIN OPENSSH PRIVATE KEY-----\n${ED25519}`).keys).toEqual([]);
  });
});

describe('properties', () => {
  test('every well-formed key of a known type is taken as it is', () => {
    fc.assert(
      fc.property(keys, ({ type, line }) => {
        expect(parseKeys(line)).toEqual({ keys: [{ line, type, comment: '' }], problems: [] });
      }),
    );
  });

  test('a key cut anywhere is never taken', () => {
    fc.assert(
      fc.property(keys, fc.nat(), ({ line }, seed) => {
        expect(problemsOf(line.slice(0, 1 + (seed % (line.replace(/=+$/, '').length - 1))))).toHaveLength(1);
      }),
    );
  });

  test('each line that is not blank is a key or a problem', () => {
    const lines = fc.array(fc.oneof(fc.constant(ED25519), fc.constant(ECDSA), fc.constant(''), fc.string()));
    fc.assert(
      fc.property(lines, (texts) => {
        const text = texts.map((line) => line.replace(/[\r\n]/g, '')).join('\n');
        const { keys, problems } = parseKeys(text);
        expect(keys.length + problems.length).toBe(text.split('\n').filter((line) => line.trim() !== '').length);
        expect(keys.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});
