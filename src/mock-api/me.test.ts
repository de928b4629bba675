import { describe, expect, it } from 'vitest';
import { createMockApi } from './application.ts';
import { ask, KRATOS, NO_SERVER, ZEUS } from './testing.ts';

describe('api.md §2: the customer', () => {
  it('GET /me tells the owned servers and all containers, also those on shared servers', async () => {
    expect((await ask(createMockApi(), 'GET', 'me')).body).toEqual({
      email: expect.any(String),
      vat: '01234567890',
      company: 'God of war S.r.l.',
      uuid: expect.any(String),
      containers: [30001, 30002, 30003, 30004],
      servers: ['1.2.3.4', '5.6.7.8'],
    });
  });

  it('vat and company may be null or absent', async () => {
    const api = createMockApi();
    expect((await ask(api, 'GET', 'me', undefined, ZEUS)).body).toMatchObject({ vat: null, company: null });
    expect((await ask(api, 'GET', 'me', undefined, NO_SERVER)).body).not.toHaveProperty('vat');
  });

  it('POST /me changes company, vat and email and answers the same object', async () => {
    const api = createMockApi();
    const change = { company: 'Olympus', vat: '1', email: 'kratos@olympus.example' };
    expect(await ask(api, 'POST', 'me', change)).toMatchObject({ status: 200, body: change });
    expect((await ask(api, 'GET', 'me')).body).toMatchObject(change);
  });

  it('after a password change the old one stops working', async () => {
    const api = createMockApi();
    expect((await ask(api, 'POST', 'me', { password: 'ares' })).status).toBe(200);
    expect((await ask(api, 'GET', 'me')).status).toBe(401);
    expect((await ask(api, 'GET', 'me', undefined, { ...KRATOS, password: 'ares' })).status).toBe(200);
  });
});
