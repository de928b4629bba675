import { expect, it } from 'vitest';
import { worldNamed } from './worlds.ts';

it('takes the name of a world that there is, and names them for one that there is not', () => {
  expect([worldNamed('large'), worldNamed('ports-full')]).toEqual(['large', 'ports-full']);
  expect(() => worldNamed('toString')).toThrow('There is no world "toString". Choose one of seed, large, ports-full.');
});
