import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Container, PortMapping, Protocol } from '../api/schemas.ts';
import { indexText, matchesIndex, wordsOf } from './filter.ts';
import { prepareSearch, type SearchSources } from './search.ts';

/** A search over an index of its own. */
const searchItems = (sources: SearchSources, query: string, limit: number) => prepareSearch(sources)(query, limit);

const containerOn = (uid: number, name: string, address: string, tags: string[] = []): Container => ({
  uid,
  name,
  hostname: name,
  ip: `10.0.0.${uid - 29_998}`,
  memory: 1,
  storage: 1,
  uuid: `uuid-${uid}`,
  distro: null,
  distro_name: null,
  server: address === '1.2.3.4' ? 'server0001' : 'server0002',
  server_address: address,
  tags,
});

const mappingOf = (id: number, proto: Protocol, publicPort: number, uid: number, privatePort: number): PortMapping => ({
  id,
  proto,
  public_port: publicPort,
  container: uid,
  container_ip: `10.0.0.${uid - 29_998}`,
  private_port: privatePort,
});

const seed: SearchSources = {
  servers: [
    {
      address: '1.2.3.4',
      name: 'server0001',
      containers: [containerOn(30001, 'hydra', '1.2.3.4', ['prod']), containerOn(30002, 'medusa', '1.2.3.4')],
    },
    { address: '5.6.7.8', name: 'server0002', containers: [containerOn(30003, 'cerberus', '5.6.7.8')] },
  ],
  mappingsByServer: new Map([
    ['1.2.3.4', [mappingOf(1, 'tcp', 9000, 30001, 8000), mappingOf(2, 'udp', 5353, 30001, 5353)]],
  ]),
  actions: [
    { label: 'New container on 1.2.3.4', to: { kind: 'new-container', address: '1.2.3.4' } },
    { label: 'Sign out', to: { kind: 'command', command: 'sign-out' } },
  ],
};

const labelsFor = (query: string, sources = seed) =>
  searchItems(sources, query, 20).map(({ kind, label }) => `${kind} ${label}`);

describe('a search', () => {
  test('a port finds its mapping first, then the holder', () => {
    expect(labelsFor('9000')).toEqual(['port-mapping tcp 9000', 'container hydra']);
    expect(labelsFor('tcp 9000')).toEqual(['port-mapping tcp 9000', 'container hydra']);
  });

  test.each(['port 9000', 'who holds 9000', 'Who holds tcp 9000?', '9000/tcp'])('%s finds what 9000 does', (query) => {
    expect(labelsFor(query)).toEqual(['port-mapping tcp 9000', 'container hydra']);
  });

  test.each(['where does hydra listen?', 'hydra ports', 'ports of hydra'])('%s finds what hydra does', (query) => {
    expect(labelsFor(query)).toEqual(labelsFor('hydra'));
  });

  test('a container and a port, and a private end', () => {
    expect(labelsFor('hydra 9000')).toEqual(['port-mapping tcp 9000', 'container hydra']);
    expect(labelsFor('10.0.0.3:5353')).toEqual(['port-mapping udp 5353', 'container hydra']);
  });

  test('a name finds the container first, then where it listens', () => {
    expect(labelsFor('hydra')).toEqual(['container hydra', 'port-mapping tcp 9000', 'port-mapping udp 5353']);
    expect(searchItems(seed, 'HYDRA', 1)).toEqual([
      {
        kind: 'container',
        label: 'hydra',
        detail: '30001, 10.0.0.3 on 1.2.3.4, listens on tcp 9000, udp 5353',
        to: { kind: 'container', uid: 30001 },
      },
    ]);
  });

  test.each(['30001', '10.0.0.3', 'hyd'])('%s finds hydra first', (query) => {
    expect(labelsFor(query)[0]).toBe('container hydra');
  });

  test('an address finds the server first', () => {
    expect(labelsFor('1.2.3.4')[0]).toBe('server 1.2.3.4');
    expect(labelsFor('server0002')[0]).toBe('server 5.6.7.8');
  });

  test('words of an action are found', () => {
    expect(labelsFor('new')).toEqual(['action New container on 1.2.3.4']);
    expect(labelsFor('out')).toEqual(['action Sign out']);
  });

  test('a mapping leads to its row', () => {
    expect(searchItems(seed, 'udp 5353', 1)).toEqual([
      {
        kind: 'port-mapping',
        label: 'udp 5353',
        detail: 'to hydra (30001), 10.0.0.3:5353 on 1.2.3.4',
        to: { kind: 'port-mappings', address: '1.2.3.4', filter: 'udp 5353' },
      },
    ]);
  });

  test('an empty query lists the actions, then the servers', () => {
    const all = ['action New container on 1.2.3.4', 'action Sign out', 'server 1.2.3.4', 'server 5.6.7.8'];
    expect(labelsFor('')).toEqual(all);
    expect(labelsFor('  ')).toEqual(all);
    expect(searchItems(seed, '', 3)).toHaveLength(3);
  });

  test('exact before prefix before word before substring', () => {
    const sources = {
      ...seed,
      servers: [
        {
          address: '1.2.3.4',
          containers: ['myweb', 'my-web', 'webshop', 'web'].map((name, index) =>
            containerOn(30001 + index, name, '1.2.3.4'),
          ),
        },
      ],
      mappingsByServer: new Map(),
    };
    expect(labelsFor('web', sources)).toEqual([
      'container web',
      'container webshop',
      'container my-web',
      'container myweb',
    ]);
  });

  test('a container on a shared server, or without a name, is found too', () => {
    const sources = { ...seed, sharedContainers: [containerOn(30004, '', '9.9.9.9')] };
    expect(labelsFor('30004', sources)).toEqual(['container Container 30004']);
  });

  const name = fc.constantFrom('web', 'db', 'web-db', 'Città', 'hydra 2', '');
  const anySources: fc.Arbitrary<SearchSources> = fc
    .record({
      containers: fc.array(name, { maxLength: 6 }),
      ports: fc.array(fc.record({ port: fc.constantFrom(9000, 9001, 90, 19_000), holder: fc.nat(5) }), {
        maxLength: 8,
      }),
    })
    .map(({ containers, ports }) => ({
      ...seed,
      servers: [
        {
          address: '1.2.3.4',
          containers: containers.map((each, index) => containerOn(30001 + index, each, '1.2.3.4')),
        },
      ],
      mappingsByServer: new Map([
        [
          '1.2.3.4',
          ports.map(({ port, holder }, index) => mappingOf(index, 'tcp', port, 30001 + holder, 8000 + index)),
        ],
      ]),
    }));
  const query = fc.constantFrom('90', '9000', 'web', 'web db', 'citta', 'tcp', '1.2.3.4', 'nothing', 'hydra 2', 'on');

  test('never more than the limit, kinds together, and no container or mapping that matches by name is left out', () => {
    fc.assert(
      fc.property(anySources, query, fc.integer({ min: 0, max: 30 }), (sources, typed, limit) => {
        const found = searchItems(sources, typed, limit);
        expect(found.length).toBeLessThanOrEqual(limit);
        const kinds = found.map(({ kind }) => kind);
        expect(kinds.filter((kind, index) => kind !== kinds[index - 1])).toHaveLength(new Set(kinds).size);
        const everything = searchItems(sources, typed, 1000);
        const uids = everything.flatMap(({ to }) => (to.kind === 'container' ? [to.uid] : []));
        for (const server of sources.servers) {
          for (const container of server.containers) {
            if (matchesIndex(indexText([container.name]), wordsOf(typed))) expect(uids).toContain(container.uid);
          }
        }
        for (const mapping of sources.mappingsByServer.get('1.2.3.4') ?? []) {
          const label = `tcp ${mapping.public_port}`;
          if (matchesIndex(indexText([label]), wordsOf(typed)))
            expect(everything.map((each) => each.label)).toContain(label);
        }
      }),
    );
  });

  test('an index gives the same results however often it is searched', () => {
    fc.assert(
      fc.property(anySources, query, (sources, typed) => {
        const search = prepareSearch(sources);
        search('hydra', 10);
        expect(search(typed, 10)).toEqual(searchItems(sources, typed, 10));
      }),
    );
  });
});
