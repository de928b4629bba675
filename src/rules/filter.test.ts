import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Container, PortMapping } from '../api/schemas.ts';
import { foldText, indexContainer, indexMapping, indexServer, indexText, matchesIndex, wordsOf } from './filter.ts';

const hydra: Container = {
  uid: 30001,
  name: 'Hydra',
  hostname: 'Hydra',
  ip: '10.0.0.3',
  memory: 8000,
  storage: 200_000,
  uuid: 'uuid',
  distro: 1,
  distro_name: 'Debian',
  server: 'server0001',
  server_address: '1.2.3.4',
  tags: ['prod'],
};

const mapping: PortMapping = {
  id: 1,
  proto: 'tcp',
  public_port: 9000,
  container: 30001,
  container_ip: '10.0.0.3',
  private_port: 8000,
};

/** Whether the parts hold all words of the query. */
const matchesText = (parts: readonly string[], query: string) => matchesIndex(indexText(parts), wordsOf(query));

describe('an index of parts', () => {
  test.each([
    [['Hydra', 'prod'], 'prod hyd', true],
    [['Hydra', 'prod'], 'prod medusa', false],
    [['Città'], 'CITTA', true],
    [['citta'], 'città', true],
    [['port 9000'], '９０００', true],
    [['İstanbul'], 'istanbul', true],
    [['hydra', 'prod'], 'hydraprod', false],
    [['anything'], '   ', true],
    [[], 'a', false],
  ])('%j, %j: %s', (parts, query, matches) => {
    expect(matchesText(parts, query)).toBe(matches);
  });

  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));

  test('any piece of any part finds it, in any case, and a built index gives the same answer', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), fc.nat(), fc.boolean(), (parts, seed, upper) => {
        const part = foldText(parts[seed % parts.length] ?? '');
        const from = part.length === 0 ? 0 : seed % part.length;
        // Only a whole-word query is cut at white space; any single word of it must be found.
        const query = part.slice(from, from + 5).split(/\s/)[0] ?? '';
        expect(matchesText(parts, query)).toBe(true);
        if (upper && /^[a-z]*$/.test(query)) expect(matchesText(parts, query.toUpperCase())).toBe(true);
        expect(matchesIndex(indexText(parts), wordsOf(query))).toBe(true);
      }),
    );
  });

  test('words are AND-ed in any order', () => {
    fc.assert(
      fc.property(fc.array(text), text, text, (parts, one, other) => {
        const both = matchesText(parts, one) && matchesText(parts, other);
        expect(matchesText(parts, `${one} ${other}`)).toBe(both);
        expect(matchesText(parts, `${other} ${one}`)).toBe(both);
      }),
    );
  });

  test('folding what is folded changes nothing', () => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(foldText(foldText(typed))).toBe(foldText(typed));
      }),
    );
  });
});

describe('what the filters look at', () => {
  test.each(['9000', 'tcp 9000', 'TCP', 'hydra', '30001', '10.0.0.3', '10.0.0.3:8000', '8000 hydra'])(
    'a port mapping is found by %j',
    (query) => {
      expect(matchesIndex(indexMapping(mapping, 'Hydra'), wordsOf(query))).toBe(true);
    },
  );

  test('a port mapping is not found by another protocol or port', () => {
    expect(matchesIndex(indexMapping(mapping, 'Hydra'), wordsOf('udp'))).toBe(false);
    expect(matchesIndex(indexMapping(mapping), wordsOf('9001'))).toBe(false);
  });

  test.each(['hydra', '30001', '10.0.0.3', 'debian', 'prod', 'server0001', '1.2.3.4'])(
    'a container is found by %j',
    (query) => {
      expect(matchesIndex(indexContainer(hydra), wordsOf(query))).toBe(true);
    },
  );

  test.each(['1.2.3', 'server0001', 'hydra', '30001'])('a server is found by %j', (query) => {
    const server = { address: '1.2.3.4', name: 'server0001', containers: [hydra] };
    expect(matchesIndex(indexServer(server), wordsOf(query))).toBe(true);
  });
});
