import { expect, test } from 'vitest';
import { gapAfterEdit, gapBeforeEdit } from './port-mapping-edit-words.ts';

const old = {
  id: 1,
  proto: 'tcp',
  public_port: 9000,
  container: 30_001,
  container_ip: '10.0.0.3',
  private_port: 8000,
} as const;
const values = { proto: 'tcp', public_port: 9000, container: 30_001, private_port: 8000 } as const;

test.each([
  ['another private port', { private_port: 8001 }, /^tcp 9000 is closed for a moment/],
  ['another container at the same port', { container: 30_002 }, /^tcp 9000 is closed for a moment/],
  ['another public port for the same private one', { public_port: 9001 }, /^tcp 9000 is closed for a moment/],
  [
    'another public and private port',
    { public_port: 9001, private_port: 8001 },
    /^Nothing .*: tcp 9001 is open before tcp 9000/,
  ],
  ['another protocol', { proto: 'udp' as const }, /^Nothing .*: udp 9000 is open before tcp 9000/],
])('before an edit to %s', (_, change, sentence) => {
  expect(gapBeforeEdit({ old, wanted: { ...values, ...change } })).toMatch(sentence);
});

test.each([
  [undefined, 'Nothing was closed in between.'],
  [0.2, 'Closed in between for 1 ms.'],
  [84.4, 'Closed in between for 84 ms.'],
  [1249, 'Closed in between for 1.2 s.'],
])('after %s ms', (closedForMs, sentence) => {
  expect(gapAfterEdit(closedForMs)).toBe(sentence);
});
