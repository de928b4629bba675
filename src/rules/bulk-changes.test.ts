import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Container } from '../api/schemas.ts';
import { countResults, editOf, mayRetry, planOf } from './bulk-changes.ts';
import { carryOver } from './stale-edits.ts';

function container(uid: number, different: Partial<Container> = {}): Container {
  return {
    uid,
    name: `c${uid}`,
    hostname: `c${uid}`,
    ip: '10.0.0.9',
    memory: 1000,
    storage: 2000,
    uuid: `uuid-${uid}`,
    distro: 1,
    distro_name: 'Debian',
    server: 'server0001',
    server_address: '1.2.3.4',
    tags: [],
    ...different,
  };
}

test('retagging says what each has afterwards, reboots nothing, and leaves out what is so already', () => {
  const rows = [container(1, { tags: ['prod', 'old'] }), container(2, { tags: ['prod', 'db'] }), container(3)];
  const { changes, unchanged } = planOf({ kind: 'retag', add: ['db'], remove: ['old'] }, rows);
  expect(changes.map(({ container: { uid }, before, after, reboots }) => [uid, before, after, reboots])).toEqual([
    [1, 'prod, old', 'prod, db', false],
    [3, 'no tags', 'db', false],
  ]);
  expect(unchanged.map(({ uid }) => uid)).toEqual([2]);
});

test('a distro reboots, and is not set where it is set', () => {
  const request = { kind: 'set-distro', distro: { id: 1, name: 'Debian' } } as const;
  const { changes, unchanged } = planOf(request, [container(1), container(2, { distro: null, distro_name: null })]);
  expect(changes).toMatchObject([{ sends: { distro: 1 }, before: 'no distro', after: 'Debian', reboots: true }]);
  expect(unchanged).toHaveLength(1);
});

const names = fc.constantFrom<string[]>('a', 'b', 'c', 'd');
const some = fc.uniqueArray(names);

test('what is planned is what the edit sends when nobody else changes anything', () => {
  fc.assert(
    fc.property(some, some, some, (tags, add, remove) => {
      const row = container(1, { tags });
      const request = { kind: 'retag', add, remove: remove.filter((tag) => !add.includes(tag)) } as const;
      const [planned] = planOf(request, [row]).changes;
      if (!planned) return;
      const current = { ...row, ssh_keys: [], linked_to: [] };
      const { change } = carryOver({ ...editOf(request, row), current });
      expect(change.tags?.join(', ') || 'no tags').toBe(planned.after);
    }),
  );
});

test('a reboot that may have happened is not tried again by machine', () => {
  const unknown = { state: 'unknown', message: '' } as const;
  expect(mayRetry({ kind: 'reboot' }, unknown)).toBe(false);
  expect(mayRetry({ kind: 'retag', add: [], remove: [] }, unknown)).toBe(true);
  expect(mayRetry({ kind: 'reboot' }, { state: 'done' })).toBe(false);
});

test('what the person stopped did not fail', () => {
  expect(mayRetry({ kind: 'reboot' }, { state: 'stopped' })).toBe(false);
  expect(mayRetry({ kind: 'reboot' }, { state: 'failed', message: '' })).toBe(true);
});

test('results are counted', () => {
  expect(countResults([{ state: 'done' }, { state: 'failed', message: '' }, { state: 'done' }])).toMatchObject({
    done: 2,
    failed: 1,
    waiting: 0,
  });
});
