import { expect, test } from 'vitest';
import type { Container } from '../../rules/containers.ts';
import type { Server } from '../../rules/servers.ts';
import type { TableSort } from '../../ui/data-table.tsx';
import { filteredServerRows, serverRowsOf, sortedServerRows } from './server-rows.ts';

function server(address: string, name: string, ...sizes: number[]): Server {
  const containers = sizes.map(
    (memory, index) => ({ uid: index + 1, name, server_address: address, memory, storage: 1 }) as Container,
  );
  return { address, containers };
}

const TOTALS: Record<string, number> = { '9.9.9.9': 1000, '10.0.0.1': 8000 };
const rows = serverRowsOf(
  [server('10.0.0.1', 'hydra', 500), server('9.9.9.9', 'medusa', 900), server('11.0.0.1', 'argus', 1, 1)],
  (address) => ({ supplier: TOTALS[address] === undefined ? undefined : { memory: TOTALS[address] } }),
);
const addresses = (shown: readonly Server[]) => shown.map(({ address }) => address);
const tables = new Map([
  ['9.9.9.9', { length: 3 }],
  ['11.0.0.1', { length: 0 }],
]);
const sorted = (column: string, direction: TableSort['direction'] = 'ascending') =>
  addresses(sortedServerRows(rows, { column, direction }, tables));

test('servers stand in the order of the numbers of their addresses, and sort by them both ways', () => {
  expect(addresses(rows)).toEqual(['9.9.9.9', '10.0.0.1', '11.0.0.1']);
  expect(sorted('address', 'descending')).toEqual(['11.0.0.1', '10.0.0.1', '9.9.9.9']);
});

test('they sort by what is left, by containers and by mappings, the unknown last both ways', () => {
  expect(sorted('memory')).toEqual(['9.9.9.9', '10.0.0.1', '11.0.0.1']);
  expect(sorted('memory', 'descending')).toEqual(['10.0.0.1', '9.9.9.9', '11.0.0.1']);
  expect(sorted('containers', 'descending')).toEqual(['11.0.0.1', '9.9.9.9', '10.0.0.1']);
  expect(sorted('mappings')).toEqual(['11.0.0.1', '9.9.9.9', '10.0.0.1']);
  expect(sorted('mappings', 'descending')).toEqual(['9.9.9.9', '11.0.0.1', '10.0.0.1']);
});

test('a filter keeps the order, and finds a server by a container on it', () => {
  expect(addresses(filteredServerRows(rows, 'MEDUSA 9.9'))).toEqual(['9.9.9.9']);
  expect(filteredServerRows(rows, '  ')).toBe(rows);
});
