import { expect, test } from 'vitest';
import type { Container } from '../../rules/containers.ts';
import { summaryOf } from './summary.ts';

function row(address: string, memory: number, total?: number) {
  const container = { uid: 1, name: 'hydra', server_address: address, memory, storage: 1 } as Container;
  return {
    address,
    containers: [container],
    sources: total === undefined ? {} : { supplier: { memory: total } },
  };
}

test('only totals that are known are summed, and the others are counted', () => {
  expect(summaryOf([row('1.2.3.4', 12_000, 64_000), row('5.6.7.8', 2000)], 2)).toBe(
    '2 servers · 12,000 of 64,000 MB memory allocated, 1 with unknown total',
  );
  expect(summaryOf([row('1.2.3.4', 12_000, 64_000), row('5.6.7.8', 2000, 16_000)], 2)).toBe(
    '2 servers · 14,000 of 80,000 MB memory allocated',
  );
});

test('without any known total nothing is summed; a filter says how many it leaves', () => {
  expect(summaryOf([row('1.2.3.4', 12_000)], 1)).toBe('1 server');
  expect(summaryOf([row('1.2.3.4', 12_000), row('5.6.7.8', 2000)], 1)).toBe('1 of 2 servers');
});
