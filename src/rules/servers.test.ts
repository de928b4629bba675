import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Container, Customer } from '../api/schemas.ts';
import { compareAddresses, isOwned, serversOf, sharedContainers } from './servers.ts';

const customerOf = (servers: string[]): Customer => ({ uuid: 'u', containers: [], servers });

const containerOn = (uid: number, address: string, server = `name of ${address}`): Container => ({
  uid,
  name: `c${uid}`,
  hostname: `c${uid}`,
  ip: '10.0.0.3',
  memory: 1,
  storage: 1,
  uuid: `uuid-${uid}`,
  distro: null,
  distro_name: null,
  server,
  server_address: address,
  tags: [],
});

test('owned servers keep the order of the API and hold only their own containers', () => {
  const hydra = containerOn(30001, '1.2.3.4', 'server0001');
  const shared = containerOn(30004, '9.9.9.9', 'shared01');
  expect(serversOf(customerOf(['5.6.7.8', '1.2.3.4']), [hydra, shared])).toEqual([
    { address: '5.6.7.8', containers: [] },
    { address: '1.2.3.4', name: 'server0001', containers: [hydra] },
  ]);
  expect(sharedContainers(customerOf(['1.2.3.4']), [hydra, shared])).toEqual([shared]);
});

test('an empty server name is unknown', () => {
  const [server] = serversOf(customerOf(['1.2.3.4']), [
    containerOn(1, '1.2.3.4', ''),
    containerOn(2, '1.2.3.4', 'web'),
  ]);
  expect(server?.name).toBe('web');
});

test('who owns nothing has no server', () => {
  expect(serversOf(customerOf([]), [containerOn(1, '9.9.9.9')])).toEqual([]);
  expect(isOwned(customerOf([]), '9.9.9.9')).toBe(false);
});

const address = fc.oneof(fc.ipV4(), fc.constantFrom('1.2.3.4', '10.0.0.1', '9.9.9.9'), fc.string({ maxLength: 4 }));

test('every container is on exactly one owned server or shared', () => {
  const few = fc.constantFrom('1.2.3.4', '5.6.7.8', '9.9.9.9');
  fc.assert(
    fc.property(fc.uniqueArray(few), fc.array(few), (owned, places) => {
      const customer = customerOf(owned);
      const containers = places.map((place, index) => containerOn(30_001 + index, place));
      const servers = serversOf(customer, containers);
      expect(servers.map((server) => server.address)).toEqual(owned);
      for (const server of servers) {
        expect(isOwned(customer, server.address)).toBe(true);
        expect(server.containers.every((container) => container.server_address === server.address)).toBe(true);
      }
      const all = [...servers.flatMap((server) => server.containers), ...sharedContainers(customer, containers)];
      expect(all.map(({ uid }) => uid).sort()).toEqual(containers.map(({ uid }) => uid).sort());
    }),
  );
});

test('addresses are ordered by number, not by text', () => {
  expect(['10.0.0.1', 'box.example', '9.9.9.9', '9.9.9.10'].sort(compareAddresses)).toEqual([
    '9.9.9.9',
    '9.9.9.10',
    '10.0.0.1',
    'box.example',
  ]);
});

test('the order of addresses is total', () => {
  fc.assert(
    fc.property(address, address, address, (a, b, c) => {
      expect(Math.sign(compareAddresses(a, b))).toBe(0 - Math.sign(compareAddresses(b, a)));
      expect(compareAddresses(a, b) === 0).toBe(a === b);
      if (compareAddresses(a, b) <= 0 && compareAddresses(b, c) <= 0) {
        expect(compareAddresses(a, c)).toBeLessThanOrEqual(0);
      }
    }),
  );
});
