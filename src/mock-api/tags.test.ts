import { describe, expect, it } from 'vitest';
import { createMockApi } from './application.ts';
import { ask, ZEUS } from './testing.ts';

const CONFLICT = { status: 409, body: { error: 'Conflict' } };
const NOT_FOUND = { status: 404, body: { error: 'Not found' } };

describe('api.md §5: tags', () => {
  it('GET /tags gives ids and names', async () => {
    expect((await ask(createMockApi(), 'GET', 'tags')).body).toEqual([
      { id: 1, name: 'prod' },
      { id: 2, name: 'staging' },
      { id: 3, name: 'db' },
    ]);
  });

  it('POST /tags: 201 with the object, with and without a note', async () => {
    const api = createMockApi();
    expect(await ask(api, 'POST', 'tags', { name: 'web', note: 'fronts' })).toMatchObject({
      status: 201,
      body: { id: 4, name: 'web', note: 'fronts' },
    });
    expect((await ask(api, 'POST', 'tags', { name: 'cache' })).body).toEqual({ id: 5, name: 'cache', note: '' });
  });

  it('POST /tags: 409 when the name is taken, but not when another customer took it', async () => {
    const api = createMockApi();
    expect(await ask(api, 'POST', 'tags', { name: 'prod' })).toMatchObject(CONFLICT);
    expect((await ask(api, 'POST', 'tags', { name: 'prod' }, ZEUS)).status).toBe(201);
  });

  it('GET and POST /tags/ID: the object, and a renaming shows on the containers', async () => {
    const api = createMockApi();
    expect((await ask(api, 'GET', 'tags/1')).body).toEqual({ id: 1, name: 'prod', note: '' });
    const changed = { id: 1, name: 'live', note: 'careful' };
    expect((await ask(api, 'POST', 'tags/1', { name: 'live', note: 'careful' })).body).toEqual(changed);
    expect((await ask(api, 'GET', 'containers/30001')).body).toMatchObject({ tags: ['live'] });
  });

  it('POST /tags/ID: 409 when taken, but its own name is its own', async () => {
    const api = createMockApi();
    expect(await ask(api, 'POST', 'tags/1', { name: 'db' })).toMatchObject(CONFLICT);
    expect((await ask(api, 'POST', 'tags/1', { name: 'prod' })).status).toBe(200);
  });

  it('DELETE /tags/ID: Ok, and the tag leaves the containers', async () => {
    const api = createMockApi();
    expect(await ask(api, 'DELETE', 'tags/1')).toMatchObject({ status: 200, body: { message: 'Ok' } });
    expect((await ask(api, 'GET', 'containers/30001')).body).toMatchObject({ tags: [] });
    expect(await ask(api, 'DELETE', 'tags/1')).toMatchObject(NOT_FOUND);
  });

  it('unknown, or another customer’s: 404', async () => {
    const api = createMockApi();
    expect(await ask(api, 'GET', 'tags/99')).toMatchObject(NOT_FOUND);
    expect(await ask(api, 'POST', 'tags/1', { name: 'x' }, ZEUS)).toMatchObject(NOT_FOUND);
  });
});
