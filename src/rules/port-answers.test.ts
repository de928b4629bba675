import { describe, expect, test } from 'vitest';
import type { Container, PortMapping, Protocol } from '../api/schemas.ts';
import { type AnswerFacts, answersTo, isPortOrContainer } from './port-answers.ts';

const row = (id: number, proto: Protocol, port: number, uid = 30_001, to = 8000): PortMapping => ({
  id,
  proto,
  public_port: port,
  container: uid,
  container_ip: '10.0.0.3',
  private_port: to,
});

const containerOn = (uid: number, name: string, address: string) =>
  ({ uid, name, server_address: address, server: '' }) as Container;

const containers = [
  containerOn(30_001, 'hydra', '1.2.3.4'),
  containerOn(30_002, 'medusa', '1.2.3.4'),
  containerOn(30_003, 'cerberus', '5.6.7.8'),
  containerOn(30_004, 'sharedbox', '9.9.9.9'),
];
const facts: AnswerFacts = {
  tables: new Map([
    ['1.2.3.4', [row(1, 'tcp', 9000), row(2, 'udp', 5353, 30_001, 5353)]],
    ['5.6.7.8', []],
  ]),
  servers: ['1.2.3.4', '5.6.7.8'],
  unreadable: new Set(),
  containers,
  names: new Map(containers.map(({ uid, name }) => [uid, name])),
};

describe('who holds a port', () => {
  test('the holder, and where it is free', () => {
    expect(answersTo('tcp 9000', facts)).toEqual(['tcp 9000: hydra (30001) on 1.2.3.4; free on 5.6.7.8.']);
    expect(answersTo('who holds 9000?', facts)).toEqual([
      'tcp 9000: hydra (30001) on 1.2.3.4; free on 5.6.7.8.',
      'udp 9000: free on 1.2.3.4 and 5.6.7.8.',
    ]);
  });

  test('two holders on one server are a clash', () => {
    const tables = new Map([['1.2.3.4', [row(1, 'tcp', 9000), row(2, 'tcp', 9000, 30_002)]]]);
    expect(answersTo('tcp 9000', { ...facts, tables })).toEqual([
      'tcp 9000: hydra (30001) and medusa (30002) on 1.2.3.4 (only one of them gets the traffic).',
    ]);
  });

  test('many servers are counted', () => {
    const addresses = Array.from({ length: 10 }, (_, index) => `10.1.1.${index}`);
    const tables = new Map(addresses.map((address, index) => [address, index < 5 ? [row(1, 'tcp', 9000)] : []]));
    expect(answersTo('tcp 9000', { ...facts, tables, servers: addresses })).toEqual([
      'tcp 9000: hydra (30001) on 10.1.1.0, hydra (30001) on 10.1.1.1, hydra (30001) on 10.1.1.2 and containers on 2 servers more; free on 5 other servers.',
    ]);
  });

  test('a table with rows that could not be read may hold it', () => {
    expect(answersTo('tcp 9000', { ...facts, unreadable: new Set(['5.6.7.8']) })).toEqual([
      'tcp 9000: hydra (30001) on 1.2.3.4; perhaps free on 5.6.7.8, where rows could not be read.',
    ]);
  });

  test('what the platform keeps is not free', () => {
    expect(answersTo('tcp 1999', facts)[0]).toMatch(/^tcp 1999: not available\. .*1999/);
  });

  test('nothing is said before anything was read', () => {
    expect(answersTo('9000', { ...facts, tables: new Map() })).toEqual([]);
  });
});

describe('where a container listens', () => {
  test('by name, by uid, as a question', () => {
    const answer = ['hydra (30001) listens on tcp 9000 (to 10.0.0.3:8000) and udp 5353 (to 10.0.0.3:5353) of 1.2.3.4.'];
    expect(answersTo('Hydra', facts)).toEqual(answer);
    expect(answersTo('where does hydra listen?', facts)).toEqual(answer);
    expect(answersTo('30001', facts).at(-1)).toBe(answer[0]);
  });

  test('nowhere, on a server that is not read, and on one that is not the customer’s', () => {
    expect(answersTo('cerberus', facts)).toEqual([
      'cerberus (30003) has no port mapping on 5.6.7.8: nothing reaches it from outside.',
    ]);
    expect(answersTo('cerberus', { ...facts, tables: new Map() })[0]).toMatch(/^Where cerberus .* is not known/);
    expect(answersTo('sharedbox', facts)[0]).toMatch(/^sharedbox \(30004\) is on 9\.9\.9\.9, which is not your own/);
  });

  test('a part of a name is no question', () => {
    expect(answersTo('hyd', facts)).toEqual([]);
    expect(answersTo('8000-8100', facts)).toEqual([]);
    expect(isPortOrContainer('hyd', containers)).toBe(false);
    expect(isPortOrContainer('hydra ports', containers)).toBe(true);
    expect(isPortOrContainer('9000', containers)).toBe(true);
  });
});
