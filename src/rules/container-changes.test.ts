import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WriteAnswer } from '../api/errors.ts';
import type { ContainerDetail } from '../api/schemas.ts';
import { explainUnknownChange, judgeChange } from './change-verdicts.ts';
import { type ContainerChange, whatReboots } from './container-changes.ts';

function detail(different: Partial<ContainerDetail> = {}): ContainerDetail {
  return {
    uid: 30_009,
    name: 'argus',
    hostname: 'argus',
    ip: '10.0.0.9',
    memory: 1000,
    storage: 2000,
    uuid: 'uuid-30009',
    distro: null,
    distro_name: null,
    server: 'server0001',
    server_address: '1.2.3.4',
    tags: [],
    linked_to: [],
    ssh_keys: [],
    ...different,
  };
}

const accepted: WriteAnswer = { outcome: 'accepted', body: {} };
const forbidden: WriteAnswer = { outcome: 'refused', status: 403, error: 'Forbidden' };
const conflict: WriteAnswer = { outcome: 'refused', status: 409, error: 'Conflict' };
const signedOut: WriteAnswer = { outcome: 'not-signed-in' };
const unknown: WriteAnswer = { outcome: 'unknown', cause: 'no-answer' };
const answers = fc.constantFrom(accepted, forbidden, conflict, signedOut, unknown);

describe('what a change did', () => {
  const change = {
    name: 'argus',
    memory: 1000,
    tags: ['prod', 'db'],
    ssh_keys: ['ssh-rsa AAAA a'],
    note: '',
    distro: 2,
  };
  const shown = detail({ tags: ['db', 'prod'], ssh_keys: ['ssh-rsa AAAA a\n'], note: null, distro: 2 });

  test('done when the read shows all of it, whatever the answer and the order', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        expect(judgeChange({ change, answer, after: shown })).toEqual({ verdict: 'done' });
      }),
    );
  });

  test.each([
    ['accepted', accepted, 'does not show all of it'],
    ['refused', forbidden, 'refused the change (Forbidden)'],
  ] as const)('%s, but not shown: not done, with the fields', (_, answer, words) => {
    const verdict = judgeChange({ change, answer, after: { ...shown, memory: 500, tags: ['db'] } });
    expect(verdict).toEqual({
      verdict: 'not-done',
      fields: ['memory', 'tags'],
      message: expect.stringContaining(words),
    });
    expect('message' in verdict && verdict.message).toContain('Not changed: memory, tags.');
  });

  test('a refused password, and not shown: not done', () => {
    expect(judgeChange({ change: { memory: 5 }, answer: signedOut, after: shown })).toEqual({
      verdict: 'not-done',
      fields: ['memory'],
      message: expect.stringContaining('The password was refused'),
    });
  });

  test('unknown, and not shown: nobody can tell', () => {
    expect(judgeChange({ change: { storage: 1 }, answer: unknown, after: shown })).toEqual({ verdict: 'cannot-tell' });
  });

  test('a tag or a key too many is a change that did not happen', () => {
    const after = { ...shown, tags: ['db', 'prod', 'old'], ssh_keys: [...shown.ssh_keys, 'ssh-rsa BBBB b'] };
    expect(judgeChange({ change, answer: accepted, after })).toMatchObject({ fields: ['ssh_keys', 'tags'] });
  });

  test('each single key decides alone', () => {
    const others = { name: 'x', note: 'x', memory: 1, storage: 1, distro: 1, ssh_keys: ['x'], tags: ['x'] };
    for (const [key, value] of Object.entries(others)) {
      expect(judgeChange({ change: { [key]: value }, answer: accepted, after: shown })).toMatchObject({
        fields: [key],
      });
    }
  });
});

describe('what a read cannot show', () => {
  test.each([{ reboot: 1 }, { jid_secret: 'hunter2' }] as const)('%o is done when the API accepted', (change) => {
    expect(judgeChange({ change, answer: accepted, after: detail() })).toEqual({ verdict: 'done' });
    expect(judgeChange({ change, answer: unknown, after: detail() })).toEqual({ verdict: 'cannot-tell' });
    expect(judgeChange({ change, answer: forbidden, after: detail() })).toMatchObject({ verdict: 'not-done' });
  });
});

describe('links', () => {
  test.each(['link', 'unlink'] as const)('%s is what the read shows, also after a 409', (key) => {
    const linked = detail({ linked_to: [30_001] });
    const unlinked = detail();
    const [done, not] = key === 'link' ? [linked, unlinked] : [unlinked, linked];
    const change = { [key]: 30_001 };
    expect(judgeChange({ change, answer: conflict, after: done })).toEqual({ verdict: 'done' });
    expect(judgeChange({ change, answer: conflict, after: not })).toMatchObject({ fields: [key] });
  });
});

test('an alarm frequency that the API raised to the least is done', () => {
  expect(judgeChange({ change: { alarm_freq: 5 }, answer: accepted, after: detail({ alarm_freq: 60 }) })).toEqual({
    verdict: 'done',
  });
});

describe('what reboots', () => {
  test.each<[ContainerChange, string[]]>([
    [{ note: 'x', tags: ['x'], ssh_keys: ['x'] }, []],
    [{ name: 'argus', memory: 1000 }, []],
    [{ name: 'x', memory: 1, tags: ['x'] }, ['name', 'memory']],
    [{ jid_secret: 'x', nofollow: false, alarm_freq: 60 }, ['jid_secret', 'alarm_freq']],
    [{ reboot: 1 }, ['reboot']],
    [{ link: 30_001 }, ['link']],
  ])('%o: %o', (change, keys) => {
    expect(whatReboots(change, detail())).toEqual(keys);
  });
});

describe('a change whose answer nobody could read', () => {
  test('a size that grows is explained with the room of the server', () => {
    expect(explainUnknownChange({ memory: 9000 }, detail())).toContain('no room');
    expect(explainUnknownChange({ memory: 500 }, detail())).not.toContain('no room');
  });

  test('what is saved, what is not shown and what no read shows are named apart', () => {
    const shown = detail({ name: 'lerna' });
    const said = explainUnknownChange({ name: 'lerna', jid_secret: 'hunter2' }, shown);
    expect(said).toContain('Saved: name. Not known: XMPP password.');
    expect(said).not.toContain('Nothing else');
    const more = explainUnknownChange({ name: 'lerna', note: 'x', jid_secret: 'hunter2' }, shown);
    expect(more).toContain('Saved: name. The container does not show the new note. Not known: XMPP password.');
    expect(explainUnknownChange({ name: 'lerna', memory: 9000 }, shown)).toContain('Saved: name. The container does');
  });

  test('a reboot is left to the person', () => {
    expect(explainUnknownChange({ reboot: 1 }, detail())).toContain('Look at the container itself');
  });
});
