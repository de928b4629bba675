import { expect, test } from 'vitest';
import { createMockApi } from '../mock-api/application.ts';
import { getMe } from './me.ts';

const CONNECTION = { apiUrl: 'http://mock/api', username: 'kratos', password: 'deimos' };

function answeredWith(change: object) {
  const mock = createMockApi();
  const json = { email: null, vat: null, company: null, uuid: 'u', containers: [30_001], servers: ['1.2.3.4'] };
  mock.addFault({ kind: 'refuse', path: 'me', status: 200, json: { ...json, ...change } });
  globalThis.fetch = (input, init) => mock.fetch(new Request(input, init));
}

test('one bad address or uid hides none of the others, and is reported', async () => {
  answeredWith({ servers: [null, '1.2.3.4'], containers: [30_001, '30002', 1.5] });
  expect(await getMe(CONNECTION)).toMatchObject({
    servers: ['1.2.3.4'],
    containers: [30_001],
    unreadable: [
      { endpoint: 'GET me', row: 0, field: 'servers' },
      { endpoint: 'GET me', row: 1, field: 'containers' },
      { endpoint: 'GET me', row: 2, field: 'containers' },
    ],
  });
});

test('nothing is reported of a good answer', async () => {
  answeredWith({});
  expect(await getMe(CONNECTION)).not.toHaveProperty('unreadable');
});

test('without its lists it is no answer of the API', async () => {
  answeredWith({ servers: null });
  await expect(getMe(CONNECTION)).rejects.toMatchObject({ failure: { kind: 'malformed', field: 'servers' } });
});
