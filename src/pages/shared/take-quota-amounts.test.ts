import { expect, test } from 'vitest';
import type { Container } from '../../rules/containers.ts';
import type { MoveTarget } from '../../rules/quota-moves.ts';
import { donorsOn, type Shortage } from '../../rules/quota-shortages.ts';
import { type Choice, defaultTexts, readChoice } from './take-quota-amounts.ts';

const address = '1.2.3.4';
const container = (uid: number, memory: number, storage: number): Container => ({
  uid,
  name: `c${uid}`,
  memory,
  storage,
  server_address: address,
  hostname: '',
  ip: '',
  uuid: '',
  distro: null,
  distro_name: null,
  server: '',
  tags: [],
});
const shortage: Shortage = {
  memory: { megabytes: 2000, least: 2000, from: 'total' },
  storage: { megabytes: 500, least: 500, from: 'total' },
};
const donors = donorsOn({ address, containers: [container(1, 1501, 301), container(2, 9000, 1)], shortage });
const target: MoveTarget = { kind: 'create', name: 'new', to: { memory: 3000, storage: 900 } };
const donor = (uid: number) => {
  const found = donors.find((one) => one.container.uid === uid);
  if (!found) throw new Error(`No donor ${uid}.`);
  return found;
};
const read = (choice: Choice) => readChoice({ address, donors, shortage, choice, target });

test('a donor gives what the others leave short, as far as it can', () => {
  const first = defaultTexts(donor(1), shortage, []);
  expect(first).toEqual({ memory: '1,500 MB', storage: '300 MB' });
  expect(defaultTexts(donor(2), shortage, [{ uid: 1, texts: first }])).toEqual({ memory: '500 MB', storage: '0' });
});

test('one may give memory and another storage; nothing typed takes nothing', () => {
  const enough: Shortage = { ...shortage, storage: { megabytes: 300, least: 300, from: 'total' } };
  const choice = [
    { uid: 1, texts: { memory: '', storage: '300 MB' } },
    { uid: 2, texts: { memory: '2 GB', storage: '0' } },
  ];
  expect(readChoice({ address, donors, shortage: enough, choice, target })).toMatchObject({
    ok: true,
    move: {
      donors: [
        { uid: 1, from: { storage: 301 }, to: { storage: 1 } },
        { uid: 2, from: { memory: 9000 }, to: { memory: 7000 } },
      ],
    },
  });
});

test('an amount that is none, or too little, is said', () => {
  expect(read([])).toMatchObject({ ok: false, message: 'Choose a container to take from.' });
  expect(read([{ uid: 1, texts: { memory: 'plenty' } }])).toMatchObject({ ok: false, uid: 1, resource: 'memory' });
  expect(read([{ uid: 2, texts: { memory: '2 GB' } }])).toMatchObject({
    ok: false,
    message: 'Take at least 500 MB of storage: it is 500 MB short.',
  });
});
