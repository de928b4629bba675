import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { fingerprintOf, holdsPrivateKey, keyIdentity, keyOf, parseKeys } from './ssh-keys.ts';

const ED25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFwrdnlD8Y8eLdYj+jE+n6udxxR6VT6FFhS+a3mMJj8A';
const ECDSA =
  'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBGuChJf4epcwvRhN7lHEO0OKABpUVVzLDjZIE5nkx3JvQOhaS0Uu0igJuK3W8+SG2Z5l9XpiWx6YjxgZhnDs9wo=';

/** A key of any type with random fields, built as RFC 4253 6.6 says. */
function lineWith(type: string, fields: Uint8Array[]): string {
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
    .map((fields) => ({ type, line: lineWith(type, fields) })),
);

const problemsOf = (text: string) => parseKeys(text).problems;

test('keys one a line, blank lines skipped, spaces made single, comments kept', () => {
  expect(parseKeys(`\n${ED25519}  zeus@olympus\r\n\n  ${ECDSA} two   words  \n`)).toEqual({
    keys: [
      { line: `${ED25519} zeus@olympus`, type: 'ssh-ed25519', comment: 'zeus@olympus', bits: 256 },
      { line: `${ECDSA} two words`, type: 'ecdsa-sha2-nistp256', comment: 'two words', bits: 256 },
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
    ['ssh-dss AAAAB3NzaC1kc3M= zeus', 'DSA keys are refused'],
    ['ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5 zeus', 'This is a certificate'],
    ['---- BEGIN SSH2 PUBLIC KEY ----', 'Paste the one-line form'],
    ['ssh-ed25519', 'the key itself is missing'],
    ['ssh-ed25519 AAAA…', 'cut off or changed'],
    [ED25519.slice(0, -8), 'cut off or changed'],
    [lineWith('ssh-rsa', [new Uint8Array(3)]), 'cut off or changed'],
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
    [
      'SSH2',
      '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "x"\nP2/56\n---- END SSH2 ENCRYPTED PRIVATE KEY ----',
    ],
    ['without its first line', 'b3BlbnNzaC1rZXktdjEAAAAA\nQyNTUxOQ\n-----END OPENSSH PRIVATE KEY-----'],
    ['PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\nAAAA\nPrivate-MAC: 00'],
  ])('a private key (%s) is one problem, and what follows is still read', (_, text) => {
    const { keys, problems } = parseKeys(`${text}\n${ED25519}`);
    expect(problems).toEqual([{ line: 1, message: expect.stringContaining('never paste it') }]);
    expect(keys).toHaveLength(1);
    expect(holdsPrivateKey(`${ED25519}\r\n  ${text}`)).toBe(true);
  });

  test('public keys, and words about private ones, are no private key', () => {
    expect(holdsPrivateKey(`${ED25519} private key of zeus\n---- BEGIN SSH2 PUBLIC KEY ----`)).toBe(false);
  });

  test('a private key that is cut off swallows the rest', () => {
    expect(parseKeys(`-----BEGIN OPENSSH PRIVATE KEY-----\n${ED25519}`).keys).toEqual([]);
  });
});

/** Made with ssh-keygen of OpenSSH 9.2; the figures are those of `ssh-keygen -lf`. */
const MADE: [bits: number, fingerprint: string, line: string][] = [
  [
    256,
    'SHA256:TTq9k5JB6qF9ngYMtht0vCcd3EuZSBlS6uE2Y1gUl9c',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDqwwx6vDVimsQOjZjeu3ODX/MZb41k32JeWARPq5a8z',
  ],
  [
    1024,
    'SHA256:bIFvZaOKu3d7hOc89zeKJBhmXTeDTGtGXRDRM2xUwNI',
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCwWS/U8DUy+IpLvJC249k5oS3tDxdyxtF3xXWNnRbY58JJROSgDVMqt/nreY4kM6nnOt8Cmc63H43B2KUPfnD75Zb70R2egnm+OxRNy8c/fM0reN69PrN6VUc58lGhiaQk9/cWXOuoJvcu7ThRZeIcLNyiV+lVgGeJXUAZgWUYqQ==',
  ],
  [
    2048,
    'SHA256:+z23RVOtWEv+qnjE2lcFhJ2NfvQfvytUS7LR6vc1jGA',
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDN4E782W5aRH7kRbq8sItGzXN7H5uoVNNzrkfShZoD0xTjX9yhy7Dkx44ZPQ7Gmw2RuubbTd1UFdPCKEkwXPTScGf52oc/TxuAwqoZuI+bFmfG457XwIHQ0BMqGnnd/whz0PCt1TAWGvZaGFtk2HLaC3EfKSZeepCr7krRP+UCiuqfbwIoo80WkMZScL3XQ/iHt1gMnhKUBZ20HLYCBc6iZ/BZn/SN5FEq8CFkltwGu/WArPJgXXhjS8YdMoM+n2XTmGcpmhyU6Yji8eKV98WqqISw8BeYgPsHG6R+llIsd0lCeEkBULZarHPWftMTGKCiGw3we+aNcMjiM+ifOTcB',
  ],
  [
    3072,
    'SHA256:/biII3+b/N9ujZtMQ7+iTgn8OmnvwcTl3IoqYABgae8',
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCkaev1xFYUe/lNah8Y8TluFUicI4309HXAxgXVa4tT5qq/5txQNk0jkjXUTqLds8nGptd6D985ujZ8wKgm1vADhVld8MLM3VifZeJ3Mg9b4VA6ZpmQ79U6b8IKYiqwZ3dACuXD7IZv8/sbONcwpYeGxSKbJnWZWGc2/5JsuZIMTxiw187a4Z/b6ptCEeLSN/BhXOEwFNefmqBBMr3aX5U1TMKQfrhvjcxjQnYSQmrTXAstK0fbMS+UZklsV5a7n4eaoNT6300HhgkesBGS4vnBHAu1WE3F43TK9o19dgQiCD3UiL/dNYxpPf/RebWZFbUfxMd0RjNPTcBh2BVKGBUtNJ68tCBVgvemX77j3/MyNLQaEogaRNqOYN0jX2xkvArjTNRHbAOrXyPoHES0XMgdLmb7ZcPjlekfaIHs4bff39AX/H3FG+h8gw3FA1rzFimVnIhMLCSk7CEFJGZSnACnl79SZ/uQL4MiZPVcyyXpV6H/NAi2Anve5QXhvQGSnhs=',
  ],
  [
    256,
    'SHA256:Cc77ZUkQOVT1e9uqknbx8y0xZcEcDC7nPBsse69BE3s',
    'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBId1WkrVeVxyjcfzj8lftcCYjLremzcv3lTDQPMQqRIcwA0k6mnFqwrGFgjB82Nh5KprVjZ8bI0QiEgRMmiA5vQ=',
  ],
  [
    384,
    'SHA256:J/d6bEpfPypc6T0G79ZMRvU3WkDAjEkRcBGLcWMIKn0',
    'ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBPs60+oBZT5/QtcGPmlnYXhePTy2rrpA02JJn/oNDn4EzYheE476TkUDdCO8nsL6PLns4P6kl3/6gFLJefJAIYESe1jLaWPuOhMTh/C4nT11RzvfEsDru0N/AoYcoKyASg==',
  ],
  [
    521,
    'SHA256:/z8UVK0ZABh5oA3qAOkTpuODxIpfDsBPabOYKGXT568',
    'ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBAEj77SoAwSssgCEQMPj/XmB1UMKsX9CMmNpNvzeSxHp7xa6l5XXjSMQwZFPfUEfqZ5IRtngrYxtxGKH7orsN2/FhwGl6zk31aN/LcJKtp/IpSRsE3TCps5CwWO54oPPovy6XlIdhMsDCwT7PRqwsvuAkR1+bt/bZFCor4s+GvC+YFbQvQ==',
  ],
  [
    256,
    'SHA256:eCkOe1DlyRPMAXL5+UCXVmC+kuICe4Cju4BBn2NULl4',
    'sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIFwrdnlD8Y8eLdYj+jE+n6udxxR6VT6FFhS+a3mMJj8AAAAABHNzaDo=',
  ],
];

describe('as ssh-keygen -l says', () => {
  test.each(MADE)('%i %s', async (bits, fingerprint, line) => {
    expect(keyOf(line)?.bits).toBe(bits);
    expect(await fingerprintOf(line)).toBe(fingerprint);
    expect(await fingerprintOf(`${line.replaceAll(' ', '  ')} another comment`)).toBe(fingerprint);
  });

  test('only RSA below 2048 bits is warned about', () => {
    const warned = MADE.filter(([, , line]) => keyOf(line)?.warning).map(([bits]) => bits);
    expect(warned).toEqual([1024]);
  });

  test.each(['', 'hello', 'ssh-ed25519 AAAA', `${ED25519}\n${ECDSA}`, `no-pty ${ED25519}`])(
    'no fingerprint of %j',
    async (line) => {
      expect(await fingerprintOf(line)).toBeUndefined();
    },
  );

  test('no fingerprint where the browser makes none', async () => {
    vi.stubGlobal('crypto', {});
    expect(await fingerprintOf(ED25519)).toBeUndefined();
    vi.unstubAllGlobals();
  });
});

describe('the same key', () => {
  test('whatever its comment and spaces', () => {
    expect(keyIdentity(` ${ED25519}   zeus`)).toBe(keyIdentity(ED25519));
    expect(keyIdentity(ED25519)).not.toBe(keyIdentity(ECDSA));
  });

  test('a line that is no key only when it is the same as a whole', () => {
    expect(keyIdentity('hello  world')).toBe(keyIdentity('hello world'));
    expect(keyIdentity('hello world')).not.toBe(keyIdentity('hello zeus'));
  });
});

describe('properties', () => {
  test('every well-formed key of a known type is taken as it is', () => {
    fc.assert(
      fc.property(keys, ({ type, line }) => {
        expect(parseKeys(line)).toMatchObject({ keys: [{ line, type, comment: '' }], problems: [] });
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
