import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContainerDetail } from '../../rules/containers.ts';
import { containerSchema } from './container-form-schema.ts';
import {
  addedByOthers,
  type ContainerValues,
  changedKeys,
  changeOf,
  editBaseOf,
  secretBaseOf,
  valuesOf,
} from './container-form-values.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xw zeus@olympus';

const hydra: ContainerDetail = {
  uid: 30_001,
  name: 'hydra',
  hostname: 'hydra',
  ip: '10.0.0.3',
  memory: 8000,
  storage: 200_000,
  uuid: 'u',
  distro: null,
  distro_name: null,
  server: 'server0001',
  server_address: '1.2.3.4',
  tags: ['prod'],
  note: 'one\r\ntwo',
  pushover_token: 'sesame',
  slack_webhook: 'https://hooks.example.com/sesame',
  alarm_freq: 60,
  quota_threshold: 90,
  linked_to: [],
  ssh_keys: [KEY],
};
const started = valuesOf(hydra);
const typed = (different: Partial<ContainerValues>): ContainerValues => ({ ...started, ...different });

test('no secret is among the values of the form', () => {
  expect(JSON.stringify(started)).not.toContain('sesame');
});

test('what is not touched asks for nothing', () => {
  expect(changedKeys(started, started)).toEqual([]);
  expect(changeOf(started, started)).toEqual({});
});

test.each<[string, Partial<ContainerValues>]>([
  ['a size in another spelling', { memory: ' 8000 mb', storage: '0.2 TB' }],
  ['tags in another order', { tags: ['prod'] }],
  ['spaces around a name', { name: ' hydra ' }],
])('%s is no change', (_, different) => {
  expect(changedKeys(typed(different), started)).toEqual([]);
});

test('rename, resize and retag are three keys', () => {
  const change = changeOf(typed({ name: 'lerna', memory: '9 GB', tags: ['prod', 'db'] }), started);
  expect(change).toEqual({ name: 'lerna', memory: 9000, tags: ['prod', 'db'] });
});

test('what cannot be read is changed, and asks for nothing', () => {
  const values = typed({ memory: 'plenty', alarm_freq: 'often', name: ' ', pending_keys: 'nonsense' });
  expect(changedKeys(values, started)).toEqual(['name', 'memory', 'ssh_keys', 'alarm_freq']);
  expect(changeOf(values, started)).toEqual({});
});

test('secrets are replaced or removed', () => {
  const values = typed({
    secrets: { ...started.secrets, jid_secret: 'new' },
    removed: { ...started.removed, slack_webhook: true },
  });
  expect(changeOf(values, started)).toEqual({ jid_secret: 'new', slack_webhook: '' });
});

test('the form can ask for any name, sizes and note, and finds what it started from', () => {
  const size = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(fc.string(), fc.string(), size, size, (name, note, memory, storage) => {
      const container = { ...hydra, name, note, memory, storage };
      const from = valuesOf(container);
      expect(changedKeys(from, from)).toEqual([]);
      const base = editBaseOf({
        change: { name: 'x', note: 'y', memory: 1, storage: 1 },
        started: from,
        container,
        secrets: {},
      });
      expect(base).toEqual({ name, note, memory, storage });
    }),
  );
});

test('an edit starts from what the form showed when it was touched, not from what the container is now', () => {
  const now = { ...hydra, name: 'theirs', distro: 2, note: 'theirs', pushover_token: 'other' };
  const change = { name: 'mine', distro: 1, storage: 1, pushover_token: 'mine', jid_secret: 'mine' };
  expect(editBaseOf({ change, started, container: now, secrets: secretBaseOf(hydra) })).toEqual({
    name: 'hydra',
    distro: null,
    storage: 200_000,
    pushover_token: 'sesame',
  });
});

test('what others added to a set', () => {
  expect(addedByOthers(['prod', 'db'], ['prod'])).toEqual(['db']);
});

describe('rules', () => {
  const slices = [{ uid: 30_001, name: 'hydra', megabytes: 8000 }];
  const total = { source: 'supplier', megabytes: 10_000 } as const;

  function messagesOf(values: ContainerValues, from = started) {
    const schema = containerSchema({
      started: from,
      values,
      secrets: secretBaseOf(hydra),
      inputs: (resource) => (resource === 'memory' ? { resource, slices, total, replacing: 30_001 } : undefined),
    });
    const issues = schema.safeParse(values).error?.issues ?? [];
    expect(JSON.stringify(issues)).not.toContain('sesame');
    return Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]));
  }

  test('what stands is never wrong', () => {
    const strange = valuesOf({ ...hydra, name: '', memory: 0, alarm_freq: 10, quota_threshold: 400 });
    expect(messagesOf(strange, strange)).toEqual({});
  });

  test.each<[Partial<ContainerValues>, string, RegExp]>([
    [{ name: '' }, 'name', /Enter a name/],
    [{ memory: '11 GB' }, 'memory', /Only 10,000 MB of memory is free/],
    [{ storage: 'plenty' }, 'storage', /Write a number/],
    [{ alarm_freq: '59' }, 'alarm_freq', /Enter at least 60 seconds/],
    [{ alarm_freq: '' }, 'alarm_freq', /whole number/],
    [{ quota_threshold: '101' }, 'quota_threshold', /0 to 100/],
    [{ pending_keys: 'nonsense' }, 'pending_keys', /Line 1/],
    [{ secrets: { ...started.secrets, slack_webhook: 'http://sesame' } }, 'secrets.slack_webhook', /https/],
  ])('%j', (different, field, message) => {
    expect(messagesOf(typed(different))).toEqual({ [field]: expect.stringMatching(message) });
  });

  test('a Pushover user without a token, and a token without a user, can never work', () => {
    const form = (secrets: Partial<ContainerValues['secrets']>, removed: Partial<ContainerValues['removed']> = {}) =>
      typed({ secrets: { ...started.secrets, ...secrets }, removed: { ...started.removed, ...removed } });
    const userMissing = { 'secrets.pushover_user': expect.stringMatching(/needs both.*Pushover token/) };
    // hydra has a token, and no user.
    expect(messagesOf(started)).toEqual({});
    expect(messagesOf(form({ pushover_token: 'new' }))).toEqual(userMissing);
    expect(messagesOf(form({ pushover_user: 'me' }))).toEqual({});
    expect(messagesOf(form({}, { pushover_token: true }))).toEqual({});
    expect(messagesOf(form({ pushover_user: 'me' }, { pushover_token: true }))).toEqual({
      'secrets.pushover_token': expect.stringMatching(/needs both.*Pushover user/),
    });
    expect(messagesOf(form({ pushover_token: 'new', slack_webhook: 'http://x' }))).toEqual({
      ...userMissing,
      'secrets.slack_webhook': expect.stringMatching(/https/),
    });
  });
});
