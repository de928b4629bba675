import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexMapping } from './filter.ts';
import { createMappingFilter, isRefinement, mappingTermsOf, withTerms } from './port-mapping-filter.ts';
import type { PortMapping } from './port-mappings.ts';

const mapping = (values: Partial<PortMapping>): PortMapping => ({
  id: 1,
  proto: 'tcp',
  public_port: 9000,
  container: 30_001,
  container_ip: '10.0.0.3',
  private_port: 8000,
  ...values,
});
const rowOf = (wanted: PortMapping, name = 'Hydra', label = '') => ({
  wanted,
  index: indexMapping(wanted, name, label),
});
const finds = (filter: string, values: Partial<PortMapping> = {}, label = '') =>
  withTerms([rowOf(mapping(values), 'Hydra', label)], mappingTermsOf(filter)).length === 1;

describe('what a filter finds', () => {
  test.each([
    ...[
      '',
      '9000',
      '90',
      'tcp',
      'tcp 9000',
      'TCP/9000',
      'tcp:9000',
      '9000/tcp',
      'tcp 90',
      'hydra',
      'ydr',
      '30001',
      '300',
    ],
    ...['8000', '10.0.0.3:80', '8000 hydra', '8900-9100', '9100-8900', '9000-9000', '9000-', '9000-9', '8999–9000'],
    ...['tcp 9000 hydra', 'tcp 8900-9100'],
  ])('%j finds tcp 9000 of hydra', (filter) => {
    expect(finds(filter)).toBe(true);
  });

  test.each(['udp', '9001', '000', 'udp 9000', 'tcp 8000', '0001', '9001-9100', '9001-', 'medusa', 'tcp/9000/udp'])(
    '%j does not find it',
    (filter) => {
      expect(finds(filter)).toBe(false);
    },
  );

  test('a name with all its digits is that mapping alone; with fewer, what begins so', () => {
    expect(finds('tcp 2000', { public_port: 2000 })).toBe(true);
    expect(finds('tcp 2000', { public_port: 20_001 })).toBe(false);
    expect(finds('tcp 200', { public_port: 20_001 })).toBe(true);
  });

  test('labels and notes are found, also where they look like a range', () => {
    expect(finds('grafana', {}, 'Grafana')).toBe(true);
    expect(finds('2024-05', { public_port: 1025 }, 'opened 2024-05')).toBe(true);
  });
});

const port = fc.integer({ min: 1025, max: 65_535 });
const anyRow = fc
  .record({
    proto: fc.constantFrom('tcp' as const, 'udp' as const),
    public_port: fc.oneof(port, fc.constantFrom(9000, 9001, 19_000, 2000, 20_001)),
    container: fc.constantFrom(30_001, 30_002),
    private_port: fc.oneof(port, fc.constantFrom(9000, 8000)),
  })
  .chain((values) =>
    fc.constantFrom('hydra', 'tcp-9', 'box 9000').map((name) => rowOf(mapping(values), name, 'since 2024-05')),
  );
const anyFilter = fc
  .array(
    fc.constantFrom(...['tcp', 'udp', ' ', '/', ':', '-', '9', '0', '2', '1', 'h', 'hydra', '9000', '20', '24-05']),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));

test('each key finds the same as a search from scratch, however the filter was typed', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 20 }), fc.array(anyFilter, { maxLength: 4 }), (rows, filters) => {
      const filter = createMappingFilter<(typeof rows)[number]>();
      for (const typed of filters) {
        for (let length = 0; length <= typed.length; length += 1) {
          const text = typed.slice(0, length);
          expect(filter(rows, text)).toEqual(withTerms(rows, mappingTermsOf(text)));
        }
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['90', '900'],
  ['tcp', 'tcp 9'],
  ['tcp 9', 'tcp 90'],
  ['hyd', 'hydra 9000'],
])('from %j on, %j searches only what was found', (before, after) => {
  expect(isRefinement(mappingTermsOf(before), mappingTermsOf(after))).toBe(true);
});
