import { expect, test } from 'vitest';
import type { Container } from '../api/schemas.ts';
import { indexContainers } from './container-index.ts';

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

test('what a refresh did not change keeps its entry, and is what it would be by itself', () => {
  const before = [container(1), container(2), container(3, { server_address: '5.6.7.8' })];
  const first = indexContainers(before, new Set(['1.2.3.4']));
  const after = before.map((one) => (one.uid === 2 ? { ...one, name: 'Lerna' } : one));
  const second = indexContainers(after, new Set(['1.2.3.4']));
  expect(second.rows.map((row, index) => row === first.rows[index])).toEqual([true, false, true]);
  expect(second.rows[1]).toMatchObject({ name: 'lerna', container: { uid: 2 } });
  expect(second).toEqual(indexContainers(structuredClone(after), new Set(['1.2.3.4'])));
});

test('the rows of a server name one server, also when only the first of them changed, and owning is looked at anew', () => {
  const before = [container(1), container(2)];
  indexContainers(before, undefined);
  const { rows, servers } = indexContainers([container(1, { name: 'other' }), ...before.slice(1)], new Set());
  expect(new Set(rows.map(({ server }) => server))).toEqual(new Set(servers));
  expect(servers).toHaveLength(1);
  expect(rows[0]?.server).toBe(rows[1]?.server);
  expect(rows.map(({ shared }) => shared)).toEqual([true, true]);
});
