import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Protocol } from '../api/schemas.ts';
import {
  canBeCreatedAgain,
  nextFreePublicPort,
  PRIVATE_PORT_RANGE,
  PUBLIC_PORT_RANGE,
  parseMappingShorthand,
  parsePort,
  RESERVED_PUBLIC_PORTS,
} from './ports.ts';

const isLegal = (port: number, kind: 'public' | 'private') =>
  kind === 'public'
    ? port >= 1025 && port <= 65_535 && port !== 1999 && port !== 3022 && port !== 3026
    : port >= 1024 && port <= 65_535;

test('the ranges and the reserved ports are those of the API', () => {
  expect(PUBLIC_PORT_RANGE).toEqual({ least: 1025, most: 65_535 });
  expect(PRIVATE_PORT_RANGE).toEqual({ least: 1024, most: 65_535 });
  expect([...RESERVED_PUBLIC_PORTS]).toEqual([1999, 3022, 3026]);
});

describe('parsePort', () => {
  test.each([
    ['9000', 9000, undefined],
    [' 8080 ', 8080, 'Read as 8080.'],
    ['８０８０', 8080, 'Read as 8080.'],
    ['08080', 8080, 'Read as 8080.'],
    ['\u200e8080\u200b', 8080, 'Read as 8080.'],
    ['1025', 1025, undefined],
    ['65535', 65_535, undefined],
  ])('public %j is read as %d', (text, port, note) => {
    expect(parsePort(text, 'public')).toEqual(note ? { ok: true, port, note } : { ok: true, port });
  });

  test.each([
    ['', 'Enter a public port, such as 9000.'],
    ['  ', 'Enter a public port, such as 9000.'],
    ['0', 'Enter 1025 to 65535: 0 is no port.'],
    ['80', 'Enter 1025 to 65535: public ports up to 1024 cannot be mapped.'],
    ['00080', 'Read as 80. Enter 1025 to 65535: public ports up to 1024 cannot be mapped.'],
    ['1024', 'Enter 1025 to 65535: public ports up to 1024 cannot be mapped.'],
    ['65536', 'Enter 65535 at most: no port is higher.'],
    ['99999', 'Enter 65535 at most: no port is higher.'],
    ['9'.repeat(400), 'Enter 65535 at most: no port is higher.'],
    ['-1', 'Enter 1025 to 65535, without a minus.'],
    ['−9000', 'Enter 1025 to 65535, without a minus.'],
    ['80.5', 'Enter a whole number: a port has no fraction.'],
    ['9000.', 'Enter a whole number: a port has no fraction.'],
    ['9,000', 'Write the port in digits only, such as 9000, without a separator.'],
    ['1e4', 'Write the port out, such as 10000, without an exponent.'],
    ['http', 'Write the port in digits only, such as 9000.'],
    ['0x2328', 'Write the port in digits only, such as 9000.'],
    ['90 00', 'Write the port in digits only, such as 9000.'],
    ['+9000', 'Write the port in digits only, such as 9000.'],
    ['1999', "Choose another port: 1999 is the platform's own, like 3022 and 3026."],
    ['3022', "Choose another port: 3022 is the platform's own, like 1999 and 3026."],
    ['3026', "Choose another port: 3026 is the platform's own, like 1999 and 3022."],
  ])('public %j is refused: %s', (text, message) => {
    expect(parsePort(text, 'public')).toEqual({ ok: false, message });
  });

  test('a private port may be 1024 or one that is reserved on the public side', () => {
    expect(parsePort('1024', 'private')).toEqual({ ok: true, port: 1024 });
    expect(parsePort('3022', 'private')).toEqual({ ok: true, port: 3022 });
    expect(parsePort('1023', 'private')).toEqual({
      ok: false,
      message: 'Enter 1024 to 65535: private ports below 1024 cannot be mapped.',
    });
    expect(parsePort('', 'private')).toEqual({ ok: false, message: 'Enter a private port, such as 8000.' });
  });

  const kind = fc.constantFrom('public' as const, 'private' as const);

  test('a plain number is accepted exactly when the API and its documents allow it', () => {
    const number = fc.oneof(fc.integer({ min: 0, max: 70_000 }), fc.constantFrom(1023, 1024, 1025, 1999, 3022, 3026));
    fc.assert(
      fc.property(number, kind, (port, side) => {
        expect(parsePort(String(port), side)).toEqual(
          isLegal(port, side) ? { ok: true, port } : { ok: false, message: expect.any(String) },
        );
      }),
    );
  });

  test('zeros, spaces and full-width digits change the note, never the port', () => {
    const fullWidth = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999 }),
        fc.nat(3),
        fc.constantFrom('', ' ', '\u00a0', '\u3000'),
        fc.boolean(),
        kind,
        (port, zeros, space, wide, side) => {
          const padded = `${space}${'0'.repeat(zeros)}${port}${space}`;
          const text = wide ? fullWidth(padded) : padded;
          const plain = parsePort(String(port), side);
          const parsed = parsePort(text, side);
          const said = `Read as ${port}.`;
          if (text === String(port)) expect(parsed).toEqual(plain);
          else if (plain.ok) expect(parsed).toEqual({ ...plain, note: said });
          else expect(parsed).toEqual({ ok: false, message: `${said} ${plain.message}` });
        },
      ),
    );
  });

  test('whatever is typed, the result is a legal port or a sentence', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789eE+-., x') }),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(text, kind, (typed, side) => {
        const parsed = parsePort(typed, side);
        if (parsed.ok) expect(isLegal(parsed.port, side)).toBe(true);
        else expect(parsed.message).toMatch(/^[A-Z].*\.$/);
      }),
    );
  });
});

describe('parseMappingShorthand', () => {
  test.each([
    ['9000:8000/udp', { public_port: 9000, private_port: 8000, proto: 'udp' }],
    ['9000:8000/TCP', { public_port: 9000, private_port: 8000, proto: 'tcp' }],
    [' 9000:8000\n', { public_port: 9000, private_port: 8000, proto: 'tcp' }],
    ['9000', undefined],
    ['9000:8000/sctp', undefined],
    ['9000:', undefined],
    ['1.2.3.4:9000:8000', undefined],
    ['', undefined],
  ])('%j', (text, mapping) => {
    expect(parseMappingShorthand(text)).toEqual(mapping);
  });

  test('reads back what it stands for', () => {
    const port = fc.integer({ min: 0, max: 99_999 });
    fc.assert(
      fc.property(port, port, fc.constantFrom<Protocol>('tcp', 'udp'), (publicPort, privatePort, proto) => {
        expect(parseMappingShorthand(`${publicPort}:${privatePort}/${proto}`)).toEqual({
          public_port: publicPort,
          private_port: privatePort,
          proto,
        });
      }),
    );
  });
});

describe('nextFreePublicPort', () => {
  test('starts at 8000, or after the given port', () => {
    expect(nextFreePublicPort([], 'tcp')).toBe(8000);
    expect(nextFreePublicPort([], 'tcp', 9000)).toBe(9001);
    expect(nextFreePublicPort([{ proto: 'tcp', public_port: 8000 }], 'tcp')).toBe(8001);
    expect(nextFreePublicPort([{ proto: 'udp', public_port: 8000 }], 'tcp')).toBe(8000);
  });

  test('skips the reserved ports and wraps around', () => {
    expect(nextFreePublicPort([], 'tcp', 1998)).toBe(2000);
    expect(nextFreePublicPort([], 'udp', 65_535)).toBe(1025);
  });

  const allPorts = Array.from({ length: 65_535 - 1024 }, (_, index) => 1025 + index);

  test('finds the one port left, also the given one, and undefined when there is none', () => {
    const full = allPorts.map((port) => ({ proto: 'tcp' as const, public_port: port }));
    expect(nextFreePublicPort(full, 'tcp')).toBeUndefined();
    const butOne = full.filter((mapping) => mapping.public_port !== 7000);
    expect(nextFreePublicPort(butOne, 'tcp')).toBe(7000);
    expect(nextFreePublicPort(butOne, 'tcp', 7000)).toBe(7000);
  });

  test('always gives a legal port that nobody holds, and the nearest one after the start', () => {
    const proto = fc.constantFrom<Protocol>('tcp', 'udp');
    const port = fc.oneof(fc.integer({ min: 1020, max: 1040 }), fc.integer({ min: 7990, max: 8010 }));
    const mapping = fc.record({ proto, public_port: port });
    const from = fc.option(fc.oneof(port, fc.integer(), fc.double()), { nil: undefined });
    fc.assert(
      fc.property(fc.array(mapping), proto, from, (mappings, wanted, after) => {
        const free = nextFreePublicPort(mappings, wanted, after) ?? 0;
        const isFree = (candidate: number) =>
          isLegal(candidate, 'public') &&
          !mappings.some((each) => each.proto === wanted && each.public_port === candidate);
        expect(isFree(free)).toBe(true);
        const start = after !== undefined && allPorts.includes(after) ? after + 1 : 8000;
        for (let skipped = start; skipped < free; skipped += 1) expect(isFree(skipped)).toBe(false);
      }),
    );
  });
});

test.each([
  [1024, 1024, true],
  [65_535, 65_535, true],
  [1023, 8000, false],
  [1999, 8000, false],
  [3022, 8000, false],
  [3026, 8000, false],
  [9000, 3022, true],
  [9000, 80, false],
])('whether a mapping of %i to %i could be created again', (publicPort, privatePort, expected) => {
  expect(canBeCreatedAgain({ public_port: publicPort, private_port: privatePort })).toBe(expected);
});
