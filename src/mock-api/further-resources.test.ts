import { describe, expect, it } from 'vitest';
import { createMockApi } from './application.ts';
import { ask, control, ZEUS } from './testing.ts';

const OK = { status: 200, body: { message: 'Ok' } };

describe('api.md §6: domains', () => {
  it('GET /domains, GET /domains/ID and who served whom', async () => {
    const api = createMockApi();
    const row = { id: 1, name: 'example.com', uuid: expect.any(String), tags: [] };
    expect((await ask(api, 'GET', 'domains')).body).toEqual([row]);
    expect((await ask(api, 'GET', 'domains/1')).body).toEqual({ ...row, note: '' });
    const serving = [{ id: 1, uid: 30001, name: 'hydra', uuid: expect.any(String) }];
    expect((await ask(api, 'GET', 'domains/1/containers')).body).toEqual(serving);
    const { id, name, uuid } = row;
    expect((await ask(api, 'GET', 'containers/30001/domains')).body).toEqual([{ id, name, uuid }]);
    expect((await ask(api, 'GET', 'domains/1', undefined, ZEUS)).status).toBe(404);
  });

  it('POST /domains: 201 with a TXT record on the name or a parent, 403 without, 409 when taken by anybody', async () => {
    const api = createMockApi();
    const post = (name: string, as?: typeof ZEUS) => ask(api, 'POST', 'domains', { name }, as);
    const created = {
      message: 'Created',
      id: 2,
      name: 'www.example.com',
      uuid: expect.any(String),
      tags: [],
      note: '',
    };
    expect(await post('www.example.com')).toMatchObject({ status: 201, body: created });
    expect((await post('.example.com')).status).toBe(201);
    expect((await post('example.org')).status).toBe(403);
    expect((await post('example.com')).status).toBe(409);
    const { uuid } = (await ask(api, 'GET', 'me', undefined, ZEUS)).body as { uuid: string };
    await control(api, 'POST', 'txt-records', { name: 'example.com', value: `uwsgi:${uuid}` });
    expect((await post('example.com', ZEUS)).status).toBe(409);
    expect((await post('zeus.example.com', ZEUS)).status).toBe(201);
  });

  it('POST /domains/ID changes note and tags; DELETE by name or id', async () => {
    const api = createMockApi();
    const changed = await ask(api, 'POST', 'domains/1', { note: 'main', tags: ['prod', 'nonsense'] });
    expect(changed.body).toMatchObject({ note: 'main', tags: ['prod'] });
    expect((await ask(api, 'GET', 'domains?tags=db')).body).toEqual([]);
    expect(await ask(api, 'DELETE', 'domains', { name: 'example.com' })).toMatchObject(OK);
    expect((await ask(api, 'DELETE', 'domains', { name: 'example.com' })).status).toBe(404);
    expect((await ask(api, 'DELETE', 'domains/1')).status).toBe(404);
  });
});

describe('api.md §7: loopboxes', () => {
  it('GET /loopboxes, with the filter by container', async () => {
    const api = createMockApi();
    const row = { id: 1, container: 30001, filename: 'zeus001', mountpoint: 'zeus', ro: false, tags: [] };
    expect((await ask(api, 'GET', 'loopboxes')).body).toEqual([row]);
    expect((await ask(api, 'GET', 'loopboxes?container=30002')).body).toEqual([]);
    expect((await ask(api, 'GET', 'loopboxes/1')).body).toEqual(row);
  });

  it('POST: 201, 409 for a duplicate, 403 for another’s container; tags change; DELETE', async () => {
    const api = createMockApi();
    const wanted = { container: 30002, filename: 'a', mountpoint: 'b', ro: true };
    expect((await ask(api, 'POST', 'loopboxes', wanted)).status).toBe(201);
    expect((await ask(api, 'POST', 'loopboxes', wanted)).status).toBe(409);
    expect((await ask(api, 'POST', 'loopboxes', wanted, ZEUS)).status).toBe(403);
    expect((await ask(api, 'POST', 'loopboxes/2', { tags: ['db'] })).body).toMatchObject({ ro: true, tags: ['db'] });
    expect(await ask(api, 'DELETE', 'loopboxes/2')).toMatchObject(OK);
    expect((await ask(api, 'GET', 'loopboxes/2')).status).toBe(404);
  });
});

describe('api.md §8: alarms', () => {
  const ids = (body: unknown) => (body as { id: number }[]).map(({ id }) => id);

  it('GET /alarms: the twelve of the seed, newest first, with filters, range and with_total', async () => {
    const api = createMockApi();
    const get = async (query: string) => (await ask(api, 'GET', `alarms?${query}`)).body;
    expect(ids(await get(''))).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(ids(await get('range=2'))).toEqual([12, 11]);
    expect(ids(await get('range=2-4'))).toEqual([10, 9]);
    expect(ids(await get('level=4'))).toEqual([9, 4]);
    expect(ids(await get('container=30002'))).toEqual([]);
    expect(await get('with_total&range=1')).toMatchObject({ total: 12, alarms: [{ id: 12 }] });
  });

  it.each(['x', '5-2', '-1', ''])('the bad range "%s": 416', async (range) => {
    expect((await ask(createMockApi(), 'GET', `alarms?range=${range}`)).status).toBe(416);
  });

  it('GET and DELETE /alarms/ID; unknown: 403', async () => {
    const api = createMockApi();
    expect((await ask(api, 'GET', 'alarms/3')).body).toMatchObject({ id: 3, container: 30001, msg: 'Alarm 3' });
    expect(await ask(api, 'DELETE', 'alarms/3')).toMatchObject(OK);
    expect((await ask(api, 'GET', 'alarms/3')).status).toBe(403);
  });

  it('POST /alarms/raise/UID: 201, and at most 100 a container are kept', async () => {
    const api = createMockApi();
    for (let count = 0; count < 101; count++) {
      const reply = await ask(api, 'POST', 'alarms/raise/30002?level=2&color=red', `text ${count}`);
      expect(reply.status).toBe(201);
    }
    const { body } = await ask(api, 'GET', 'alarms?container=30002');
    expect(body).toHaveLength(100);
    expect((body as unknown[])[0]).toMatchObject({ level: 2, color: 'red', msg: 'text 100', line: null });
    expect((await ask(api, 'POST', 'alarms/raise/30002', 'x', ZEUS)).status).toBe(403);
  });

  it('GET /alarm_key/UID makes a new key each time', async () => {
    const api = createMockApi();
    const keys = [await ask(api, 'GET', 'alarm_key/30001'), await ask(api, 'GET', 'alarm_key/30001')];
    expect(keys[0]?.body).toMatchObject({ message: 'Ok', alarm_key: expect.any(String) });
    expect(keys[0]?.body).not.toEqual(keys[1]?.body);
  });
});

describe('api.md §9: metrics', () => {
  type Points = [number, number][];
  const dayOf = (date: Date) =>
    `year=${date.getUTCFullYear()}&month=${date.getUTCMonth() + 1}&day=${date.getUTCDate()}`;

  it('the day behind the start: 288 points over yesterday and today, counters rise', async () => {
    const api = createMockApi();
    const yesterday = dayOf(new Date(Date.now() - 24 * 60 * 60 * 1000));
    for (const name of ['cpu', 'io.read', 'net.rx', 'net.tx']) {
      const first = (await ask(api, 'GET', `metrics/container.${name}/30001?${yesterday}`)).body as Points;
      const second = (await ask(api, 'GET', `metrics/container.${name}/30001`)).body as Points;
      const points = [...first, ...second];
      expect(points).toHaveLength(288);
      expect(points.every(([, value], index) => index === 0 || value >= (points[index - 1]?.[1] ?? 0))).toBe(true);
    }
  });

  it('io.write returns the reads; other days and containers are []', async () => {
    const api = createMockApi();
    const read = (await ask(api, 'GET', 'metrics/container.io.read/30001')).body;
    expect((await ask(api, 'GET', 'metrics/container.io.write/30001')).body).toEqual(read);
    expect((await ask(api, 'GET', 'metrics/container.mem/30001?year=2001&month=1&day=1')).body).toEqual([]);
    expect((await ask(api, 'GET', 'metrics/container.mem/30002')).body).toEqual([]);
  });

  it('a domain’s: a series a container; not the customer’s: 403 as text', async () => {
    const api = createMockApi();
    const { body } = await ask(api, 'GET', 'metrics/domain.hits/1');
    expect(body).toMatchObject([{ container: 30001, metrics: expect.any(Array) }]);
    for (const path of ['metrics/domain.hits/1', 'metrics/container.cpu/30001']) {
      const refused = await ask(api, 'GET', path, undefined, ZEUS);
      expect(refused.status).toBe(403);
      expect(refused.headers.get('Content-Type')).toMatch(/^text\/plain/);
    }
    expect((await ask(api, 'GET', 'metrics/container.nonsense/30001')).status).toBe(404);
  });
});

describe('api.md §10: custom distros', () => {
  it('a container with the storage makes them, the others of its server use them', async () => {
    const api = createMockApi();
    const post = (path: string) => ask(api, 'POST', 'custom_distros/30001', { name: 'mine', path });
    expect((await post('mine')).status).toBe(403);
    await ask(api, 'POST', 'containers/30001', { custom_distros_storage: true });
    expect((await post('../mine')).status).toBe(403);
    expect((await post('mine-1.0')).status).toBe(201);

    const row = { id: 1, name: 'mine', container: 30001 };
    expect((await ask(api, 'GET', 'custom_distros')).body).toEqual([row]);
    expect((await ask(api, 'GET', 'custom_distros/30001')).body).toEqual([]);
    expect((await ask(api, 'GET', 'custom_distros/30002')).body).toEqual([row]);
    expect((await ask(api, 'GET', 'custom_distros/30003')).body).toEqual([]);

    const used = await ask(api, 'POST', 'containers/30002', { custom_distro: 1 });
    expect(used.body).toMatchObject({ custom_distro: 1, custom_distro_name: 'mine' });
    expect((await ask(api, 'POST', 'containers/30001', { custom_distro: 1 })).status).toBe(500);

    expect((await ask(api, 'GET', 'custom_distro/1')).body).toMatchObject({ ...row, path: 'mine-1.0' });
    expect((await ask(api, 'POST', 'custom_distro/1', {})).status).toBe(500);
    expect(await ask(api, 'DELETE', 'custom_distro/1')).toMatchObject(OK);
    expect((await ask(api, 'GET', 'containers/30002')).body).toMatchObject({ custom_distro: null });
  });
});
