import { expect, it } from 'vitest';
import { createMockApi } from './application.ts';
import { ask, control, ZEUS } from './testing.ts';

type Rows = Record<string, unknown>[];

it('gives kratos 1,000 servers and 10,000 containers, some of them elsewhere', async () => {
  const api = createMockApi({ world: 'large' });
  const { servers, containers } = (await ask(api, 'GET', 'me')).body as { servers: string[]; containers: number[] };
  expect([new Set(servers).size, new Set(containers).size]).toEqual([1000, 10_000]);
  const rows = (await ask(api, 'GET', 'containers')).body as Rows;
  const owned = new Set(servers);
  expect(rows.filter(({ server_address }) => !owned.has(String(server_address)))).toHaveLength(500);
  expect(new Set(rows.map(({ name }) => name)).size).toBeGreaterThan(5000);
  expect(rows.some(({ distro }) => distro === null)).toBe(true);
  expect(new Set(rows.flatMap(({ tags }) => tags)).size).toBe(22);
  expect((await ask(api, 'GET', 'me', undefined, ZEUS)).body).toMatchObject({ servers: [], containers: [] });
});

it('oversells no server, leaves none empty, and maps ports on each', { timeout: 30_000 }, async () => {
  const api = createMockApi({ world: 'large' });
  const { servers } = (await ask(api, 'GET', 'me')).body as { servers: string[] };
  const oversold = servers.filter((address) => Object.values(api.free(address)).some((left) => left < 0));
  expect(oversold).toEqual([]);
  const used = new Set(api.containers().map(({ server }) => server));
  expect(servers.filter((address) => !used.has(address))).toEqual([]);
  expect((await ask(api, 'GET', 'portmappings/198.18.3.250')).body).toHaveLength(3);
});

it('is the same at every start and after every reset', async () => {
  const api = createMockApi({ world: 'large' });
  const before = JSON.stringify(api.containers());
  await ask(api, 'POST', 'containers/30001', { name: 'renamed' });
  expect(JSON.stringify(api.containers())).not.toBe(before);
  await control(api, 'POST', 'reset');
  expect(JSON.stringify(api.containers())).toBe(before);
});
