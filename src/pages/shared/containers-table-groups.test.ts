import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexContainers } from '../../rules/container-index.ts';
import type { Container } from '../../rules/containers.ts';
import type { TableSort } from '../../ui/data-table.tsx';
import { type Grouping, groupRows } from './containers-table-groups.tsx';

function container(uid: number, server_address: string, tags: string[]): Container {
  return {
    uid,
    name: `c${uid}`,
    hostname: `c${uid}`,
    ip: '10.0.0.3',
    memory: 1000,
    storage: 1000,
    uuid: 'uuid',
    distro: null,
    distro_name: null,
    server: '',
    server_address,
    tags,
  };
}

const byName: TableSort = { column: 'name', direction: 'ascending' };
const grouped = (containers: Container[], grouping: Grouping, sort = byName) =>
  groupRows(indexContainers(containers, undefined).rows, grouping, sort).map(({ group, container: { uid } }) => [
    group,
    uid,
  ]);

test('by tag: a container with two tags stands in both groups, one without comes last', () => {
  const containers = [container(1, '1.2.3.4', []), container(2, '1.2.3.4', ['prod', 'Db']), container(3, '', ['prod'])];
  expect(grouped(containers, 'tag')).toEqual([
    ['Db', 2],
    ['prod', 2],
    ['prod', 3],
    ['', 1],
  ]);
});

test('by server: in the order of the addresses, turned round when the table is sorted so', () => {
  const containers = [container(1, '10.0.0.1', []), container(2, '9.9.9.9', []), container(3, '10.0.0.1', [])];
  expect(grouped(containers, 'server')).toEqual([
    ['9.9.9.9', 2],
    ['10.0.0.1', 1],
    ['10.0.0.1', 3],
  ]);
  expect(grouped(containers, 'server', { column: 'server', direction: 'descending' })[0]).toEqual(['10.0.0.1', 1]);
  expect(grouped(containers, 'server', { column: 'name', direction: 'descending' })[0]).toEqual(['9.9.9.9', 2]);
});

test('groups hold together, lose nobody, and keep the order they are given', () => {
  const some = fc.array(fc.tuple(fc.constantFrom('1.2.3.4', '5.6.7.8', ''), fc.array(fc.string(), { maxLength: 3 })));
  fc.assert(
    fc.property(some, fc.constantFrom('none', 'server', 'tag'), (drafts, grouping) => {
      const containers = drafts.map(([address, tags], index) => container(index, address, tags));
      const rows = grouped(containers, grouping);
      const runs = rows.map(([group]) => group).filter((group, index, groups) => group !== groups[index - 1]);
      expect(new Set(runs).size).toBe(runs.length);
      expect(new Set(rows.map(([, uid]) => uid)).size).toBe(containers.length);
      if (grouping !== 'tag') expect(rows).toHaveLength(containers.length);
      for (const [index, [group, uid]] of rows.entries()) {
        const [nextGroup, nextUid] = rows[index + 1] ?? [];
        if (group === nextGroup) expect(uid).toBeLessThan(Number(nextUid));
      }
    }),
  );
});
