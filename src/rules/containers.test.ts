import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WriteAnswer } from '../api/errors.ts';
import type { Container, ContainerDetail, NewContainer } from '../api/schemas.ts';
import {
  isSpare,
  judgeCreation,
  nameAndUid,
  nameOfContainer,
  spareChange,
  sparesOn,
  sshCommand,
  whyNotStarted,
} from './containers.ts';

const wanted: NewContainer = { server: '1.2.3.4', name: 'argus', memory: 1000, storage: 2000 };

function container(uid: number, different: Partial<Container> = {}): Container {
  return {
    uid,
    name: 'argus',
    hostname: 'argus',
    ip: '10.0.0.9',
    memory: 1000,
    storage: 2000,
    uuid: `uuid-${uid}`,
    distro: null,
    distro_name: null,
    server: 'server0001',
    server_address: '1.2.3.4',
    tags: [],
    ...different,
  };
}

function detail(different: Partial<ContainerDetail> = {}): ContainerDetail {
  return { ...container(30_009), linked_to: [], ssh_keys: [], ...different };
}

const accepted: WriteAnswer = { outcome: 'accepted', body: { message: 'Created' } };
const noMemory: WriteAnswer = { outcome: 'refused', status: 200, error: 'Conflict', reason: 'not enough memory' };
const noStorage: WriteAnswer = { outcome: 'refused', status: 200, error: 'Conflict', reason: 'not enough storage' };
const forbidden: WriteAnswer = { outcome: 'refused', status: 403, error: 'Forbidden' };
const conflict: WriteAnswer = { outcome: 'refused', status: 409, error: 'Conflict' };
const tooLarge: WriteAnswer = { outcome: 'refused', status: 413, error: 'Request entity too large' };
const signedOut: WriteAnswer = { outcome: 'not-signed-in' };
const unknown: WriteAnswer = { outcome: 'unknown', cause: 'no-answer' };
const answers = fc.constantFrom(accepted, noMemory, noStorage, forbidden, conflict, tooLarge, signedOut, unknown);

const judge = (answer: WriteAnswer, after: Container[], beforeUids: number[] = []) =>
  judgeCreation({ beforeUids: new Set(beforeUids), wanted, answer, after, unreadable: 0 });

test('a container without a name is called by its uid', () => {
  expect(
    [
      { uid: 30_001, name: 'hydra' },
      { uid: 30_001, name: '' },
    ].map(nameOfContainer),
  ).toEqual(['hydra', '30001']);
  expect(
    [
      { uid: 30_001, name: 'hydra' },
      { uid: 30_001, name: '' },
    ].map(nameAndUid),
  ).toEqual(['hydra (30001)', 'container 30001']);
});

describe('what a creation did', () => {
  test('a refusal cannot be told from a creation while a row of the list cannot be read', () => {
    const seen = { beforeUids: new Set<number>(), wanted, answer: noMemory, unreadable: 1 };
    expect(judgeCreation({ ...seen, after: [] })).toEqual({ verdict: 'cannot-tell' });
    expect(judgeCreation({ ...seen, after: [container(30_005)] }).verdict).toBe('done');
    expect(judgeCreation({ ...seen, after: [], unreadable: 0 }).verdict).toBe('not-done');
  });

  test('a refusal that answers the browser’s repetition is done', () => {
    expect(judge(noMemory, [container(30_001), container(30_005)], [30_001])).toEqual({
      verdict: 'done',
      container: container(30_005),
    });
  });

  test('twins are both shown, by uid', () => {
    expect(judge(accepted, [container(30_006), container(30_005)])).toEqual({
      verdict: 'done-twice',
      containers: [container(30_005), container(30_006)],
    });
  });

  test.each([
    ['memory', noMemory, 'refused 1,000 MB of memory'],
    ['storage', noStorage, 'refused 2,000 MB of storage'],
    ['server', forbidden, '1.2.3.4 is not yours'],
    ['name', conflict, 'could not store this name'],
    [undefined, tooLarge, 'Request entity too large'],
    [undefined, signedOut, 'The password was refused'],
  ] as const)('not done, at the field %s', (field, answer, words) => {
    const verdict = judge(answer, [container(30_001)], [30_001]);
    expect(verdict).toEqual({ verdict: 'not-done', ...(field && { field }), message: expect.stringContaining(words) });
    expect('message' in verdict && verdict.message).toMatch(/nothing was created\./i);
  });

  test.each([accepted, unknown])('nobody can tell after $outcome without a match', (answer) => {
    expect(judge(answer, [container(30_001)], [30_001])).toEqual({ verdict: 'cannot-tell' });
  });

  test('numbers match as the API cuts them', () => {
    const asked = { ...wanted, memory: 1000.9 };
    const after = [container(30_005)];
    expect(
      judgeCreation({ beforeUids: new Set(), wanted: asked, answer: accepted, after, unreadable: 0 }).verdict,
    ).toBe('done');
  });

  const near = fc.record(
    {
      server_address: fc.constantFrom('1.2.3.4', '5.6.7.8'),
      name: fc.constantFrom('argus', 'Argus', 'hydra'),
      memory: fc.constantFrom(1000, 1001),
      storage: fc.constantFrom(2000, 1),
    },
    { requiredKeys: [] },
  );
  const lists = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 30_001, max: 30_020 }), near), { selector: ([uid]) => uid })
    .map((rows) => rows.map(([uid, different]) => container(uid, different)));
  const uids = fc.uniqueArray(fc.integer({ min: 30_001, max: 30_020 }));
  const isWanted = (row: Container) =>
    row.server_address === '1.2.3.4' && row.name === 'argus' && row.memory === 1000 && row.storage === 2000;

  test('only new containers with every wanted value count, whatever the answer', () => {
    fc.assert(
      fc.property(answers, lists, uids, (answer, after, before) => {
        const verdict = judge(answer, after, before);
        const matches = after.filter((row) => !before.includes(row.uid) && isWanted(row)).map((row) => row.uid);
        const found = {
          done: 'container' in verdict ? [verdict.container.uid] : [],
          'done-twice': 'containers' in verdict ? verdict.containers.map((row) => row.uid) : [],
          'not-done': [],
          'cannot-tell': [],
        }[verdict.verdict];
        expect(new Set(found)).toEqual(new Set(matches));
        expect(verdict.verdict === 'done-twice').toBe(matches.length > 1);
      }),
    );
  });

  test('the order of the list does not matter', () => {
    fc.assert(
      fc.property(answers, lists, uids, (answer, after, before) => {
        expect(judge(answer, after.toReversed(), before)).toEqual(judge(answer, after, before));
      }),
    );
  });

  test('others’ creations at the same moment change nothing', () => {
    fc.assert(
      fc.property(answers, lists, (answer, others) => {
        const different = others.filter((row) => !isWanted(row));
        const mine = container(30_021);
        expect(judge(answer, [...different, mine])).toEqual({ verdict: 'done', container: mine });
        expect(judge(answer, different)).toEqual(judge(answer, []));
      }),
    );
  });
});

describe('spares', () => {
  test('a container that took the change of a spare is one', () => {
    expect(isSpare({ ...container(30_005), ...spareChange() } as Container)).toBe(true);
  });

  test('a real container of that name is none', () => {
    expect(isSpare(container(30_005, { name: 'spare' }))).toBe(false);
    expect(isSpare(container(30_005, { memory: 1, storage: 1 }))).toBe(false);
  });

  test('spares of one server, by uid', () => {
    const spare = { name: 'spare', memory: 1, storage: 1 };
    const rows = [
      container(3, spare),
      container(2, { ...spare, server_address: '5.6.7.8' }),
      container(1, spare),
      container(4),
    ];
    expect(sparesOn(rows, '1.2.3.4').map((row) => row.uid)).toEqual([1, 3]);
  });
});

test.each([
  [{}, 'no distro and no SSH key'],
  [{ distro: 1 }, 'no SSH key'],
  [{ custom_distro: 7 }, 'no SSH key'],
  [{ ssh_keys: ['ssh-rsa AAAA'] }, 'no distro.'],
  [{ ssh_keys: [' '], distro: 1 }, 'no SSH key'],
])('%o is not started: %s', (different, words) => {
  expect(whyNotStarted(detail(different))).toContain(words);
});

test('a container with a distro and a key is started', () => {
  expect(whyNotStarted(detail({ distro: 1, ssh_keys: ['ssh-rsa AAAA'] }))).toBeUndefined();
  expect(sshCommand(container(30_005))).toBe('ssh 30005@1.2.3.4');
});
