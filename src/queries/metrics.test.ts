import { expect, test } from 'vitest';
import { createMockApi } from '../mock-api/application.ts';
import { usageQuery } from './metrics.ts';
import { signInAgainst } from './testing.ts';

const MEASURED = 30_001;

test('the newest value of today is read, of the gauge that the resource has', async () => {
  const mock = createMockApi();
  const client = signInAgainst(mock.fetch);
  const storage = await client.fetchQuery(usageQuery(MEASURED, 'storage'));
  expect(storage?.megabytes).toBeGreaterThan(40_000);
  expect(storage?.ageMs).toBeLessThan(10 * 60_000);
  expect((await client.fetchQuery(usageQuery(MEASURED, 'memory')))?.megabytes).toBeLessThan(4000);
  expect(mock.log.map(({ path }) => path)).toEqual([
    `metrics/container.quota/${MEASURED}`,
    `metrics/container.mem/${MEASURED}`,
  ]);
});

test('nothing measured is no error; a refusal is one', async () => {
  const mock = createMockApi();
  const client = signInAgainst(mock.fetch);
  expect(await client.fetchQuery(usageQuery(30_002, 'memory'))).toBeNull();
  await expect(client.fetchQuery(usageQuery(99_999, 'memory'))).rejects.toThrow('metrics/container.mem/99999');
});
