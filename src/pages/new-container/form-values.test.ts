import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Slice } from '../../rules/capacity.ts';
import { MOST_MEGABYTES } from '../../rules/units.ts';
import { problemOfTags } from '../shared/typed-tags.ts';
import {
  checkKeys,
  EMPTY_VALUES,
  formSchema,
  requestOf,
  sameRequest,
  sameWanted,
  valuesOf,
  valuesSchema,
} from './form-values.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xw zeus@olympus';
const slices: Slice[] = [{ uid: 30_001, name: 'hydra', megabytes: 12_000 }];
const total = { source: 'supplier', megabytes: 64_000 } as const;
const schema = formSchema({
  memory: { resource: 'memory', slices, total },
  storage: { resource: 'storage', slices: [], total: { source: 'unknown' } },
});
const filled = { ...EMPTY_VALUES, name: 'argus', memory: '8 GB', storage: '200 GB' };

/** The messages of the fields, as the form would show them. */
function messagesOf(different: Partial<typeof filled>): Record<string, string> {
  const parsed = schema.safeParse({ ...filled, ...different });
  return Object.fromEntries((parsed.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));
}

describe('what may be sent', () => {
  test.each(['1000', '1000 MB', '1 GB', '1.5g', '  2 GB  ', '12,000', '52 GB'])('memory %s', (memory) => {
    expect(messagesOf({ memory })).toEqual({});
  });

  test.each([
    ['memory', '', 'Enter a size, such as 4 GB or 4000 MB.'],
    ['memory', '0', 'Enter at least 1 MB: 0 is no size.'],
    ['memory', '-5', 'Enter a size above zero, without a minus.'],
    ['memory', '0.5', 'Enter whole megabytes: this is 0.5 MB.'],
    ['memory', '1e9', 'Write the number out, such as 4000 MB, without an exponent.'],
    ['memory', 'plenty', 'Write a number and a unit, such as 4 GB or 4000 MB.'],
    ['memory', '53 GB', 'Only 52,000 MB of memory is free on this server.'],
    ['name', '   ', 'Enter a name.'],
    ['name', 'a'.repeat(256), 'Use at most 255 characters: these are 256.'],
  ])('%s %j is refused with its own message', (field, text, message) => {
    expect(messagesOf({ [field]: text })).toEqual({ [field]: message });
  });

  test('a storage whose total is unknown is not bounded by a guess', () => {
    expect(messagesOf({ storage: '900 TB' })).toEqual({});
  });

  test('keys are told of line by line, and a private key is never one', () => {
    expect(checkKeys(`${KEY}\n\n`)).toBeUndefined();
    expect(checkKeys(`${KEY}\nfoo\nbar`)?.split('\n')).toHaveLength(2);
    expect(checkKeys('-----BEGIN OPENSSH PRIVATE KEY-----\nabc')).toMatch(/^Line 1: This is a private key/);
  });
});

describe('what is asked of the API', () => {
  test('only the keys that were filled in', () => {
    expect(requestOf(filled, '1.2.3.4')).toEqual({
      wanted: { server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 },
      start: {},
    });
    const all = { ...filled, distro: '2', sshKeys: `\n${KEY}\n`, tags: ['prod'], note: ' eyes ' };
    expect(requestOf(all, '1.2.3.4')?.start).toEqual({ distro: 2, ssh_keys: [KEY], tags: ['prod'], note: 'eyes' });
  });

  test('nothing while a size or the name is missing', () => {
    expect(requestOf({ ...filled, memory: '' }, '1.2.3.4')).toBeUndefined();
    expect(requestOf({ ...filled, name: ' ' }, '1.2.3.4')).toBeUndefined();
  });

  test('a form that is filled in from a request asks for the same again', () => {
    const size = fc.integer({ min: 1, max: MOST_MEGABYTES });
    const word = fc.string({ minLength: 1 }).map((text) => `a${text}`.trim());
    fc.assert(
      fc.property(size, size, word, fc.option(fc.integer({ min: 1 })), (memory, storage, name, distro) => {
        const request = {
          wanted: { server: '1.2.3.4', name, memory, storage },
          start: { ...(distro === null ? {} : { distro }), ssh_keys: [KEY], tags: ['prod'] },
        };
        expect(requestOf(valuesOf(request), '1.2.3.4')).toEqual(request);
      }),
    );
  });

  test('requests are the same when all four parts are', () => {
    const wanted = { server: '1.2.3.4', name: 'argus', memory: 1, storage: 1 };
    expect(sameWanted(wanted, { ...wanted })).toBe(true);
    for (const different of [{ server: '5.6.7.8' }, { name: 'other' }, { memory: 2 }, { storage: 2 }]) {
      expect(sameWanted(wanted, { ...wanted, ...different })).toBe(false);
    }
  });
});

test.each([
  ['', [], false, undefined],
  ['Prod', ['prod'], false, undefined],
  ['eu', ['prod'], false, /^"eu" is not chosen, so nothing was sent\./],
  ['', ['prod'], true, /still being created/],
] as const)('a tag that is typed (%j) and not in the field blocks', (typed, chosen, isCreating, message) => {
  const problem = problemOfTags(typed, chosen, isCreating);
  if (message) expect(problem).toMatch(message);
  else expect(problem).toBeUndefined();
});

describe('what is kept as a draft', () => {
  test('of the SSH keys only whole public ones', () => {
    const pasted = `${KEY}\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----`;
    expect(valuesSchema.parse({ ...filled, sshKeys: pasted })).toEqual({ ...filled, sshKeys: KEY });
    expect(valuesSchema.parse({ ...filled, sshKeys: 'b3BlbnNzaC1rZXktdjEAAAAA' }).sshKeys).toBe('');
  });

  test('it is what an unresolved creation asked for only when nothing differs', () => {
    const all = { ...filled, distro: '2', sshKeys: KEY, tags: ['prod'], note: 'eyes' };
    const request = (values: typeof filled) => requestOf(values, '1.2.3.4') ?? expect.fail('No request.');
    expect(sameRequest(request(all), request(valuesOf(request(all))))).toBe(true);
    const others = [
      { name: 'io' },
      { memory: '9 GB' },
      { distro: '' },
      { sshKeys: '' },
      { tags: ['db'] },
      { note: '' },
    ];
    for (const other of others) expect(sameRequest(request(all), request({ ...all, ...other }))).toBe(false);
  });
});
