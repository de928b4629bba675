import { describe, expect, it } from 'vitest';
import { createMockApi } from './application.ts';
import { ask, NO_SERVER, ZEUS } from './testing.ts';

describe('api.md §11: the seed world', () => {
  it('holds the four containers of kratos', async () => {
    const { body } = await ask(createMockApi(), 'GET', 'containers');
    const rows = (body as Record<string, unknown>[]).map((row) =>
      [row.uid, row.name, row.server, row.server_address, row.memory, row.storage, row.ip].join(' '),
    );
    expect(rows).toEqual([
      '30001 hydra server0001 1.2.3.4 8000 200000 10.0.0.3',
      '30002 medusa server0001 1.2.3.4 4000 100000 10.0.0.4',
      '30003 cerberus server0002 5.6.7.8 2000 50000 10.0.0.5',
      '30004 sharedbox shared01 9.9.9.9 500 1000 10.0.0.6',
    ]);
  });

  it('has the capacities of kratos’ servers', () => {
    const api = createMockApi();
    expect(api.free('1.2.3.4')).toEqual({ memory: 64_000 - 12_000, storage: 2_000_000 - 300_000 });
    expect(api.free('5.6.7.8')).toEqual({ memory: 16_000 - 2000, storage: 500_000 - 50_000 });
  });

  it('zeus owns 8.8.4.4 and has no containers; noserver owns nothing', async () => {
    const api = createMockApi();
    expect((await ask(api, 'GET', 'me', undefined, ZEUS)).body).toMatchObject({ servers: ['8.8.4.4'], containers: [] });
    expect((await ask(api, 'GET', 'me', undefined, NO_SERVER)).body).toMatchObject({ servers: [], containers: [] });
  });

  it('every mock and every reset is the fresh seed world', async () => {
    const api = createMockApi();
    const before = JSON.stringify([api.portMappings(), api.tags().length, api.containers().length]);
    await ask(api, 'DELETE', 'portmappings/1.2.3.4', { id: 1 });
    await ask(api, 'DELETE', 'tags/1');
    api.setPassword('kratos', 'other');
    api.reset();
    expect(JSON.stringify([api.portMappings(), api.tags().length, api.containers().length])).toBe(before);
    expect((await ask(api, 'GET', 'me')).status).toBe(200);
    expect(createMockApi().containers()).toHaveLength(4);
  });
});
