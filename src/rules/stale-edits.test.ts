import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContainerDetail } from '../api/schemas.ts';
import { baseOf, carryOver, mergeSets } from './stale-edits.ts';

function detail(different: Partial<ContainerDetail> = {}): ContainerDetail {
  return {
    uid: 30_001,
    name: 'hydra',
    hostname: 'hydra',
    ip: '10.0.0.3',
    memory: 8000,
    storage: 200_000,
    uuid: 'uuid',
    distro: null,
    distro_name: null,
    server: 'server0001',
    server_address: '1.2.3.4',
    tags: ['prod'],
    linked_to: [],
    ssh_keys: ['ssh-ed25519 AAAA me', 'ssh-rsa BBBB you'],
    ...different,
  };
}

const base = baseOf(detail());

test('only what the container does not have is sent', () => {
  expect(carryOver({ base, change: { name: 'hydra', memory: 9000 }, current: detail() })).toEqual({
    change: { memory: 9000 },
    conflicts: [],
  });
});

test("somebody else's change of another key is not sent back", () => {
  const current = detail({ name: 'theirs', note: 'theirs' });
  expect(carryOver({ base, change: { memory: 9000 }, current })).toEqual({ change: { memory: 9000 }, conflicts: [] });
});

test('the same key changed by both is a conflict, and the same value by both is none', () => {
  const current = detail({ name: 'theirs' });
  expect(carryOver({ base, change: { name: 'mine' }, current }).conflicts).toEqual([
    { key: 'name', mine: 'mine', theirs: 'theirs' },
  ]);
  expect(carryOver({ base, change: { name: 'theirs' }, current })).toEqual({ change: {}, conflicts: [] });
});

test('a distro that somebody set where there was none is a conflict', () => {
  const { conflicts } = carryOver({ base, change: { distro: 2 }, current: detail({ distro: 3 }) });
  expect(conflicts).toEqual([{ key: 'distro', mine: 2, theirs: 3 }]);
});

test('what the person saw of theirs and overrules is sent', () => {
  const current = detail({ name: 'theirs' });
  expect(carryOver({ base: { ...base, name: 'theirs' }, change: { name: 'mine' }, current })).toEqual({
    change: { name: 'mine' },
    conflicts: [],
  });
});

describe('tags and SSH keys', () => {
  test('a key that somebody added survives the removal of another', () => {
    const current = detail({ ssh_keys: ['ssh-ed25519 AAAA me', 'ssh-rsa BBBB you', 'ssh-ed25519 CCCC new'] });
    const { change, conflicts } = carryOver({ base, change: { ssh_keys: ['ssh-ed25519 AAAA me'] }, current });
    expect(change.ssh_keys).toEqual(['ssh-ed25519 AAAA me', 'ssh-ed25519 CCCC new']);
    expect(conflicts).toEqual([]);
  });

  test('a removed key is gone also when somebody has changed its comment meanwhile', () => {
    const current = detail({ ssh_keys: ['ssh-ed25519 AAAA renamed', 'ssh-rsa BBBB you'] });
    const { change } = carryOver({ base, change: { ssh_keys: ['ssh-rsa BBBB you'] }, current });
    expect(change.ssh_keys).toEqual(['ssh-rsa BBBB you']);
  });

  test('a tag that somebody has set already is not sent', () => {
    const current = detail({ tags: ['db', 'prod'] });
    expect(carryOver({ base, change: { tags: ['prod', 'db'] }, current }).change).toEqual({});
  });

  test('tags that differ by a space only are two', () => {
    const both = detail({ tags: ['prod', ' prod'] });
    expect(carryOver({ base: baseOf(both), change: { tags: ['prod'] }, current: both }).change).toEqual({
      tags: ['prod'],
    });
  });

  const items = fc.uniqueArray(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e', 'f'));

  test('merged: what I removed is gone, what I added is there, and nothing else of theirs is lost', () => {
    fc.assert(
      fc.property(items, items, items, (from, mine, theirs) => {
        const merged = mergeSets({ base: from, mine, theirs });
        expect(new Set(merged).size).toBe(merged.length);
        for (const item of ['a', 'b', 'c', 'd', 'e', 'f']) {
          const [inBase, inMine, inTheirs] = [from, mine, theirs].map((set) => set.includes(item));
          const wanted = inBase === inMine ? inTheirs : inMine;
          expect(merged.includes(item), item).toBe(wanted);
        }
      }),
    );
  });
});
