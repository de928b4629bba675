import { expect, it } from 'vitest';
import { createMockApi } from './application.ts';
import { ask, control } from './testing.ts';

const PATH = 'portmappings/1.2.3.4';
const ALL = 129_016;

interface Row {
  id: number;
  proto: string;
  public_port: number;
  container: number;
  private_port: number;
}

it('has every mapping that the documents allow on 1.2.3.4, each once', async () => {
  const api = createMockApi({ world: 'ports-full' });
  const rows = (await ask(api, 'GET', PATH)).body as Row[];
  expect(rows).toHaveLength(ALL);
  expect(new Set(rows.map(({ proto, public_port }) => `${proto} ${public_port}`)).size).toBe(ALL);
  const isAllowed = ({ proto, public_port: port }: Row) =>
    ['tcp', 'udp'].includes(proto) && port >= 1025 && port <= 65_535 && ![1999, 3022, 3026].includes(port);
  expect(rows.filter((row) => !isAllowed(row))).toEqual([]);
});

it('keeps the API’s own rules: private ports in range, and one use of each by a container', () => {
  const rows = createMockApi({ world: 'ports-full' }).portMappings('1.2.3.4');
  const used = new Set(rows.map(({ proto, private_port, container }) => `${proto} ${private_port} ${container}`));
  expect(used.size).toBe(ALL);
  expect(rows.filter(({ private_port: port }) => port < 1025 || port > 65_535)).toEqual([]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(ALL);
});

it('spreads them over 22 containers, and keeps the two of the seed', () => {
  const api = createMockApi({ world: 'ports-full' });
  const counts = new Map<number, number>();
  for (const { container } of api.portMappings()) counts.set(container, (counts.get(container) ?? 0) + 1);
  const own = api.containers().filter(({ owner, server }) => owner === 'kratos' && server === '1.2.3.4');
  expect([...counts.keys()].toSorted()).toEqual(own.map(({ uid }) => uid).toSorted());
  expect(own).toHaveLength(22);
  expect(Math.min(...counts.values())).toBeGreaterThan(3000);
  expect(api.portMappings().slice(0, 2)).toEqual([
    { id: 1, server: '1.2.3.4', proto: 'tcp', public_port: 9000, container: 30001, private_port: 8000 },
    { id: 2, server: '1.2.3.4', proto: 'udp', public_port: 5353, container: 30001, private_port: 5353 },
  ]);
  expect(Object.values(api.free('1.2.3.4')).every((left) => left > 0)).toBe(true);
});

it('is the same at every start and after every reset, and takes writes meanwhile', async () => {
  const api = createMockApi({ world: 'ports-full' });
  const before = JSON.stringify(api.portMappings());
  const wanted = { container: 30001, proto: 'tcp', public_port: 9000, private_port: 8000 };
  expect((await ask(api, 'POST', PATH, wanted)).status).toBe(403);
  expect((await ask(api, 'DELETE', PATH, { id: 1 })).status).toBe(200);
  expect((await ask(api, 'POST', PATH, wanted)).status).toBe(201);
  expect(api.portMappings().at(-1)).toMatchObject({ id: ALL + 1, ...wanted });
  await control(api, 'POST', 'reset');
  expect(JSON.stringify(api.portMappings())).toBe(before);
});
