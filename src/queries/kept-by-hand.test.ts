import type { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { slotOf } from '../session/kept-entries.ts';
import { currentConnection } from '../session/session.ts';
import { draftOf, draftTagsSchema } from './drafts.ts';
import { keptChangeQuery } from './kept-changes.ts';
import { keptMoveQuery } from './quota-move-journal.ts';
import { signInAgainst } from './testing.ts';

let queryClient: QueryClient;

beforeEach(() => {
  queryClient = signInAgainst(() => Promise.reject(new Error('What is kept is sent nowhere by itself.')));
});

const lay = (key: string, entry: unknown) =>
  sessionStorage.setItem(slotOf(currentConnection(), key), JSON.stringify(entry));

const keptChange = () => queryClient.ensureQueryData(keptChangeQuery(30_001));
const keptMove = () => queryClient.ensureQueryData(keptMoveQuery('1.2.3.4'));

test.each([
  [{ memory: -5, tags: ['x'] }],
  [{ memory: 0 }],
  [{ storage: 1.5 }],
  [{ memory: 1e300 }],
  [{ distro: 1.5 }],
  [{ name: '' }],
  [{ name: 'x'.repeat(1000) }],
  [{ tags: Array.from({ length: 5000 }, (_, index) => `t${index}`) }],
])('a kept change that no form makes is none: %j', async (change) => {
  lay('change-container:30001', change);
  expect(await keptChange()).toBeNull();
});

test('a kept change that a form makes is read', async () => {
  lay('change-container:30001', { name: 'hydra', memory: 1, distro: 2, tags: ['x'], note: '', ssh_keys: [] });
  expect(await keptChange()).toMatchObject({ name: 'hydra', memory: 1 });
});

const donor = { uid: 30_001, name: 'hydra', from: { memory: 8000 }, to: { memory: 6000 } };
const move = {
  move: {
    address: '1.2.3.4',
    donors: [donor],
    target: { kind: 'create', name: 'x', to: { memory: 2000, storage: 1000 } },
  },
  beforeUids: [30_001],
  startedAt: 1,
};
const withDonor = (changed: object) => ({ ...move, move: { ...move.move, donors: [{ ...donor, ...changed }] } });

test.each([
  [withDonor({ from: { memory: 1e300 } })],
  [withDonor({ from: { memory: 6000 } })],
  [withDonor({ from: {} })],
  [withDonor({ to: { memory: -1 } })],
  [withDonor({ uid: -1 })],
  [{ ...move, move: { ...move.move, donors: [] } }],
  [{ ...move, move: { ...move.move, target: { kind: 'create', name: 'x', to: { memory: -1, storage: 1 } } } }],
])('a kept move that no dialog makes is none: %j', async (kept) => {
  lay('move-quota:1.2.3.4', kept);
  expect(await keptMove()).toBeNull();
});

test('a kept move that a dialog makes is read', async () => {
  lay('move-quota:1.2.3.4', move);
  expect(await keptMove()).toEqual(move);
});

test('a draft with thousands of tags is none', () => {
  lay('draft-tags', { tags: Array.from({ length: 5000 }, (_, index) => `t${index}`) });
  expect(draftOf('tags', draftTagsSchema).read()).toBeUndefined();
  lay('draft-tags', ['prod', 'my tag']);
  expect(draftOf('tags', draftTagsSchema).read()).toEqual(['prod', 'my tag']);
});
