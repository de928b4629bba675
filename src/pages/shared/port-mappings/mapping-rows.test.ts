import { expect, test } from 'vitest';
import type { PortMapping } from '../../../rules/port-mappings.ts';
import { rowsOf } from './mapping-rows.ts';

const mappings: PortMapping[] = [1, 2, 3].map((id) => ({
  id,
  proto: 'tcp',
  public_port: 9000 + id,
  container: 30_001,
  container_ip: '10.0.0.3',
  private_port: 8000 + id,
}));
const wanted = { proto: 'tcp', public_port: 9009, container: 30_001, private_port: 8009 } as const;
const ports = (rows: ReturnType<typeof rowsOf>) => rows.map(({ wanted: { public_port } }) => public_port);

test('what is being deleted has no row, and what is being added has one until the table shows it', () => {
  const facts = { mappings, names: new Map<number, string>(), deletingIds: [2] };
  expect(ports(rowsOf({ ...facts, pending: [wanted] }))).toEqual([9001, 9003, 9009]);
  const shown = [...mappings, { id: 4, container_ip: '10.0.0.3', ...wanted }];
  const rows = rowsOf({ ...facts, mappings: shown, pending: [wanted] });
  expect(ports(rows)).toEqual([9001, 9003, 9009]);
  expect(rows.every(({ stored }) => stored)).toBe(true);
});

test('every row of a large table may be under way at once', () => {
  const many = Array.from(
    { length: 20_000 },
    (_, id): PortMapping => ({
      id,
      proto: 'tcp',
      public_port: 1025 + id,
      container: 30_001,
      container_ip: '10.0.0.3',
      private_port: 1025 + id,
    }),
  );
  const rows = rowsOf({ mappings: many, names: new Map(), pending: many, deletingIds: many.map(({ id }) => id) });
  expect(rows.every(({ stored }) => !stored)).toBe(true);
  expect(rows).toHaveLength(20_000);
});
