import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMockApi } from './application.ts';
import { ask, ZEUS } from './testing.ts';

const WANTED = { server: '1.2.3.4', name: 'chimera', memory: 1000, storage: 5000 };
const NOT_ENOUGH_MEMORY = { status: 200, body: { error: 'Conflict', reason: 'not enough memory' } };
const NOT_ENOUGH_STORAGE = { status: 200, body: { error: 'Conflict', reason: 'not enough storage' } };

describe('api.md §3: reading containers', () => {
  it('GET /containers and its alias /me/containers give every field of the row, and no more', async () => {
    const api = createMockApi();
    const { body } = await ask(api, 'GET', 'containers');
    expect(body).toHaveLength(4);
    expect((body as unknown[])[0]).toEqual({
      uid: 30001,
      name: 'hydra',
      hostname: 'hydra',
      ip: '10.0.0.3',
      memory: 8000,
      storage: 200_000,
      uuid: expect.any(String),
      distro: null,
      distro_name: null,
      custom_distro: null,
      custom_distro_name: null,
      server: 'server0001',
      server_address: '1.2.3.4',
      tags: ['prod'],
    });
    expect((await ask(api, 'GET', 'me/containers')).body).toEqual(body);
  });

  it('GET /containers/UID adds the settings, links, keys', async () => {
    const row = (await ask(createMockApi(), 'GET', 'containers/30001')).body;
    const fields =
      'jid jid_destinations pushover_user pushover_token pushover_sound pushbullet_token slack_webhook alarm_freq ' +
      'quota_threshold nofollow note linked_to custom_distros_storage secret_uuid ssh_keys legion_address';
    for (const field of fields.split(' ')) expect(row).toHaveProperty(field);
    expect(row).not.toHaveProperty('jid_secret');
  });

  it('a container that is not the customer’s, or does not exist, is a 403', async () => {
    const api = createMockApi();
    const refused = { status: 403, body: { error: 'Forbidden' } };
    expect(await ask(api, 'GET', 'containers/30099')).toMatchObject(refused);
    expect(await ask(api, 'GET', 'containers/30001', undefined, ZEUS)).toMatchObject(refused);
    expect(await ask(api, 'POST', 'containers/30001', { note: 'mine' }, ZEUS)).toMatchObject(refused);
  });

  it('the hostname is the name with every character outside [A-Za-z0-9-] replaced by -', async () => {
    const api = createMockApi();
    await ask(api, 'POST', 'containers', { ...WANTED, name: 'My_Böx 1.😀é' });
    expect((await ask(api, 'GET', 'containers/30005')).body).toMatchObject({ hostname: 'My-B-x-1---' });
  });

  it('the private address is 10.0.0.0 + (uid − 30000) + 2, beyond one byte too', async () => {
    const api = createMockApi();
    for (let count = 0; count < 260; count++) api.addContainer({ ...WANTED, memory: 1, storage: 1 });
    expect((await ask(api, 'GET', 'containers/30254')).body).toMatchObject({ ip: '10.0.1.0' });
  });

  it('GET /distros gives ids and names', async () => {
    const { body } = await ask(createMockApi(), 'GET', 'distros');
    expect((body as { id: number }[]).map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

describe('api.md §3: creating a container', () => {
  it('created: 201 {"message":"Created"} and no uid', async () => {
    const api = createMockApi();
    expect(await ask(api, 'POST', 'containers', WANTED)).toMatchObject({ status: 201, body: { message: 'Created' } });
    expect((await ask(api, 'POST', 'containers/', WANTED)).body).toEqual({ message: 'Created' });
    expect((await ask(api, 'GET', 'containers/30005')).body).toMatchObject({
      uid: 30005,
      name: 'chimera',
      memory: 1000,
    });
    expect((await ask(api, 'GET', 'me')).body).toMatchObject({
      containers: [30001, 30002, 30003, 30004, 30005, 30006],
    });
  });

  it.each([52_001, 0, -1])('memory %d, over what is free or ≤ 0: 200 with "not enough memory"', async (memory) => {
    const api = createMockApi();
    expect(await ask(api, 'POST', 'containers', { ...WANTED, memory })).toMatchObject(NOT_ENOUGH_MEMORY);
    expect(api.containers()).toHaveLength(4);
  });

  it.each([1_700_001, 0, -1])(
    'storage %d, over what is free or ≤ 0: 200 with "not enough storage"',
    async (storage) => {
      const api = createMockApi();
      expect(await ask(api, 'POST', 'containers', { ...WANTED, storage })).toMatchObject(NOT_ENOUGH_STORAGE);
      expect(api.containers()).toHaveLength(4);
    },
  );

  it('storage is checked after memory', async () => {
    const tooBig = { ...WANTED, memory: 99_999_999, storage: 99_999_999 };
    expect(await ask(createMockApi(), 'POST', 'containers', tooBig)).toMatchObject(NOT_ENOUGH_MEMORY);
  });

  it('all that is free can be taken', async () => {
    const api = createMockApi();
    const all = { ...WANTED, memory: 52_000, storage: 1_700_000 };
    expect((await ask(api, 'POST', 'containers', all)).status).toBe(201);
    expect(api.free('1.2.3.4')).toEqual({ memory: 0, storage: 0 });
  });

  it.each(['server', 'name', 'memory', 'storage'])('the key %s missing: 403', async (key) => {
    const reply = await ask(createMockApi(), 'POST', 'containers', { ...WANTED, [key]: undefined });
    expect(reply).toMatchObject({ status: 403, body: { error: 'Forbidden' } });
  });

  it.each(['9.9.9.9', '8.8.4.4', '1.1.1.1', 'server0001', null])(
    'server %s, unknown or not owned: 403',
    async (server) => {
      expect((await ask(createMockApi(), 'POST', 'containers', { ...WANTED, server })).status).toBe(403);
    },
  );

  it('the name null or over 255 characters: 409', async () => {
    const api = createMockApi();
    for (const name of [null, 'n'.repeat(256)]) {
      const reply = await ask(api, 'POST', 'containers', { ...WANTED, name });
      expect(reply).toMatchObject({ status: 409, body: { error: 'Conflict' } });
    }
    expect((await ask(api, 'POST', 'containers', { ...WANTED, name: '😀'.repeat(255) })).status).toBe(201);
  });

  it.each(['abc', '12.7', '', null, [], {}])('memory or storage %j, not a number: 500 without CORS', async (value) => {
    const api = createMockApi();
    for (const key of ['memory', 'storage']) {
      const reply = await ask(api, 'POST', 'containers', { ...WANTED, [key]: value });
      expect(reply.status).toBe(500);
      expect(reply.headers.has('Access-Control-Allow-Origin')).toBe(false);
    }
    expect(api.containers()).toHaveLength(4);
  });

  it('numbers are cut to integers, and numbers as text are taken', async () => {
    const api = createMockApi();
    await ask(api, 'POST', 'containers', { ...WANTED, memory: 12.7, storage: ' 1000 ' });
    expect((await ask(api, 'GET', 'containers/30005')).body).toMatchObject({ memory: 12, storage: 1000 });
    expect(await ask(api, 'POST', 'containers', { ...WANTED, memory: 0.9 })).toMatchObject(NOT_ENOUGH_MEMORY);
  });

  it('the name need not be unique, and may be empty', async () => {
    const api = createMockApi();
    expect((await ask(api, 'POST', 'containers', { ...WANTED, name: 'hydra' })).status).toBe(201);
    expect((await ask(api, 'POST', 'containers', { ...WANTED, name: '' })).status).toBe(201);
  });

  it('free = capacity − all containers there, also other customers’, which the customer cannot see', async () => {
    const api = createMockApi();
    api.addForeignContainer({ server: '1.2.3.4', memory: 50_000, storage: 1000 });
    expect(api.free('1.2.3.4')).toEqual({ memory: 2000, storage: 1_699_000 });
    expect((await ask(api, 'GET', 'containers')).body).toHaveLength(4);
    expect(await ask(api, 'POST', 'containers', { ...WANTED, memory: 2001 })).toMatchObject(NOT_ENOUGH_MEMORY);
    expect((await ask(api, 'POST', 'containers', { ...WANTED, memory: 2000 })).status).toBe(201);
  });

  it('a server is never oversold, whatever is asked, and refused means nothing was made', async () => {
    const number = fc.oneof(fc.integer({ min: -10, max: 70_000 }), fc.double({ noNaN: true, min: -1, max: 70_000 }));
    const wish = fc.record({ memory: number, storage: fc.oneof(number, fc.integer({ max: 3_000_000 })) });
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { maxLength: 12 }), async (wishes) => {
        const api = createMockApi();
        for (const sizes of wishes) {
          const before = api.containers().length;
          const { status } = await ask(api, 'POST', 'containers', { ...WANTED, ...sizes });
          expect(api.containers().length - before).toBe(status === 201 ? 1 : 0);
          const free = api.free('1.2.3.4');
          expect(Math.min(free.memory, free.storage)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 40 },
    );
  });
});
