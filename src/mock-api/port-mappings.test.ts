import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMockApi } from './application.ts';
import { ask, ZEUS } from './testing.ts';

const PATH = 'portmappings/1.2.3.4';
const WANTED = { container: 30002, proto: 'tcp', public_port: 9100, private_port: 8000 };
const REFUSED = { status: 403, body: { error: 'Forbidden' } };

describe('api.md §4: port mappings', () => {
  it('GET gives all containers’ mappings of that server', async () => {
    const api = createMockApi();
    api.addPortMapping({ server: '5.6.7.8', container: 30003, proto: 'tcp', public_port: 9000, private_port: 9000 });
    expect((await ask(api, 'GET', PATH)).body).toEqual([
      { id: 1, proto: 'tcp', public_port: 9000, container: 30001, container_ip: '10.0.0.3', private_port: 8000 },
      { id: 2, proto: 'udp', public_port: 5353, container: 30001, container_ip: '10.0.0.3', private_port: 5353 },
    ]);
  });

  it.each(['9.9.9.9', '8.8.4.4', '1.1.1.1', 'server0001'])('%s, not an owned server: 403', async (address) => {
    expect(await ask(createMockApi(), 'GET', `portmappings/${address}`)).toMatchObject(REFUSED);
  });

  it('POST: 201 {"message":"Created"} and no id', async () => {
    const api = createMockApi();
    expect(await ask(api, 'POST', PATH, WANTED)).toMatchObject({ status: 201, body: { message: 'Created' } });
    expect(api.portMappings('1.2.3.4').at(-1)).toMatchObject({ id: 3, ...WANTED });
  });

  it('numbers as text are taken and cut', async () => {
    const api = createMockApi();
    const wanted = { container: '30002', proto: 'udp', public_port: '9100', private_port: 8000.9 };
    expect((await ask(api, 'POST', PATH, wanted)).status).toBe(201);
    expect(api.portMappings().at(-1)).toMatchObject({ container: 30002, public_port: 9100, private_port: 8000 });
  });

  it.each([
    ['the container is not the customer’s', { container: 30099 }],
    ['the container is not on that server', { container: 30003 }],
    ['the proto is unknown', { proto: 'sctp' }],
    ['the proto is in capitals', { proto: 'TCP' }],
    ['the public port is under 1024', { public_port: 1023 }],
    ['the public port is over 65535', { public_port: 65_536 }],
    ['the public port is the platform’s 1999', { public_port: 1999 }],
    ['the public port is the platform’s 3022', { public_port: 3022 }],
    ['the public port is the platform’s 3026', { public_port: 3026 }],
    ['the public port is not a number', { public_port: 'http' }],
    ['the private port is under 1024', { private_port: 80 }],
    ['the private port is over 65535', { private_port: 65_536 }],
    ['a key is missing', { private_port: undefined }],
    ['the same (proto, public port, container) again', { container: 30001, public_port: 9000, private_port: 8001 }],
    ['the same (proto, private port, container) again', { container: 30001, public_port: 9001, private_port: 8000 }],
  ])('POST: 403 when %s', async (_reason, difference) => {
    const api = createMockApi();
    expect(await ask(api, 'POST', PATH, { ...WANTED, ...difference })).toMatchObject(REFUSED);
    expect(api.portMappings()).toHaveLength(2);
  });

  it('POST to a server that is not owned: 403', async () => {
    expect(await ask(createMockApi(), 'POST', PATH, WANTED, ZEUS)).toMatchObject(REFUSED);
  });

  it('the implementation takes the public port 1024, and 1999 as a private port', async () => {
    const wanted = { ...WANTED, public_port: 1024, private_port: 1999 };
    expect((await ask(createMockApi(), 'POST', PATH, wanted)).status).toBe(201);
  });

  it('two containers may take the same (proto, public port) on one server', async () => {
    const api = createMockApi();
    expect((await ask(api, 'POST', PATH, { ...WANTED, public_port: 9000 })).status).toBe(201);
    expect(api.portMappings('1.2.3.4').filter((each) => each.public_port === 9000)).toHaveLength(2);
  });

  it('one container may take the same ports with the other protocol', async () => {
    const wanted = { container: 30001, proto: 'udp', public_port: 9000, private_port: 8000 };
    expect((await ask(createMockApi(), 'POST', PATH, wanted)).status).toBe(201);
  });

  it('DELETE {"id"}: 200 {"message":"Ok"}, and the id never comes back', async () => {
    const api = createMockApi();
    expect(await ask(api, 'DELETE', PATH, { id: 2 })).toMatchObject({ status: 200, body: { message: 'Ok' } });
    await ask(api, 'POST', PATH, WANTED);
    expect(api.portMappings().map(({ id }) => id)).toEqual([1, 3]);
  });

  it('DELETE of an unknown id, or of another server’s: 403', async () => {
    const api = createMockApi();
    for (const body of [{ id: 99 }, {}, { id: 'abc' }])
      expect(await ask(api, 'DELETE', PATH, body)).toMatchObject(REFUSED);
    expect(await ask(api, 'DELETE', 'portmappings/5.6.7.8', { id: 1 })).toMatchObject(REFUSED);
    expect(api.portMappings()).toHaveLength(2);
  });

  it('a port is accepted exactly when it is 1024–65535 and, if public, not reserved', async () => {
    const port = fc.oneof(
      fc.integer({ min: -5, max: 70_000 }),
      fc.constantFrom(1023, 1024, 1999, 3022, 3026, 65_535, 65_536),
    );
    await fc.assert(
      fc.asyncProperty(port, port, async (publicPort, privatePort) => {
        const inRange = [publicPort, privatePort].every((each) => each >= 1024 && each <= 65_535);
        const expected = inRange && ![1999, 3022, 3026].includes(publicPort) ? 201 : 403;
        const wanted = { ...WANTED, public_port: publicPort, private_port: privatePort };
        expect((await ask(createMockApi(), 'POST', PATH, wanted)).status).toBe(expected);
      }),
    );
  });
});
