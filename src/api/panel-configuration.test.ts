import { afterEach, expect, it, vi } from 'vitest';
import { getPanelConfiguration } from './panel-configuration.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const read = (file: unknown) => {
  vi.stubGlobal('fetch', async () => Response.json(file));
  return getPanelConfiguration('/config.json');
};

it('one incomplete or mistyped server costs nothing but itself', async () => {
  const file = {
    apiUrl: '/api',
    capacities: {
      '1.2.3.4': { memory: 64_000, storage: 2_000_000 },
      '5.6.7.8': { memory: 16_000 },
      '8.8.4.4': { memory: '16 GB', storage: 500_000 },
      '9.9.9.9': 'a lot',
    },
  };
  expect(await read(file)).toEqual({
    apiUrl: '/api',
    capacities: {
      '1.2.3.4': { memory: 64_000, storage: 2_000_000 },
      '5.6.7.8': { memory: 16_000 },
      '8.8.4.4': { storage: 500_000 },
    },
  });
});

it('a mistake in one field leaves the other', async () => {
  expect(await read({ apiUrl: 7, capacities: { '1.2.3.4': { memory: 1 } } })).toEqual({
    capacities: { '1.2.3.4': { memory: 1 } },
  });
  expect(await read({ apiUrl: '/api', capacities: 'none' })).toEqual({ apiUrl: '/api' });
  expect(await read('/api')).toEqual({});
});
