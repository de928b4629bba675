import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copiedMappings, copySourcesOf, readShift, targetsByName } from './port-mapping-copies.ts';
import { labelKey } from './port-mapping-labels.ts';
import type { PortMapping } from './port-mappings.ts';

const HYDRA = 30_001;
const MEDUSA = 30_002;
const CERBERUS = 30_003;

const row = (id: number, container: number, public_port: number): PortMapping => ({
  id,
  proto: 'tcp',
  public_port,
  container,
  container_ip: '10.0.0.3',
  private_port: 8000,
});

test('the containers that are copied are counted in the order in which they are met', () => {
  const table = [row(1, MEDUSA, 9000), row(2, HYDRA, 9001), row(3, MEDUSA, 9002)];
  expect(copySourcesOf(table)).toEqual([
    { uid: MEDUSA, count: 2 },
    { uid: HYDRA, count: 1 },
  ]);
});

test('a container goes to the one of its name, where there is one, and one only', () => {
  const sources = [HYDRA, MEDUSA, CERBERUS].map((uid) => ({ uid, count: 1 }));
  const names = new Map([
    [HYDRA, 'web'],
    [MEDUSA, 'db'],
    [CERBERUS, ''],
  ]);
  const here = [
    { uid: 1, name: 'web' },
    { uid: 2, name: 'db' },
    { uid: 3, name: 'db' },
    { uid: 4, name: '' },
  ];
  expect(targetsByName(sources, names, here)).toEqual(new Map([[HYDRA, 1]]));
});

test('what is noted on a mapping goes along, what has no target or goes nowhere does not', () => {
  const table = [row(1, HYDRA, 9000), row(2, MEDUSA, 9001), row(3, CERBERUS, 9002)];
  const labels = new Map([[labelKey(row(1, HYDRA, 9000)), { label: 'web', note: '' }]]);
  const targets = new Map<number, number | 'nowhere'>([
    [HYDRA, 1],
    [MEDUSA, 'nowhere'],
  ]);
  expect(copiedMappings({ table, targets, shift: 100, labels })).toEqual([
    { container: 1, proto: 'tcp', public_port: 9100, private_port: 8000, label: 'web' },
  ]);
});

describe('the shift', () => {
  test('is read with its sign, and is 0 when nothing is typed', () => {
    expect(readShift('')).toEqual({ shift: 0 });
    expect(readShift(' +1000 ')).toEqual({ shift: 1000 });
    expect(readShift('−5')).toEqual({ shift: -5 });
    expect(readShift('a lot')).toHaveProperty('error');
    expect(readShift('1.5')).toHaveProperty('error');
  });

  test('is what was typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999, max: 99_999 }), (shift) => {
        const read = readShift(String(shift));
        expect('shift' in read && read.shift).toBe(shift);
      }),
    );
  });
});
