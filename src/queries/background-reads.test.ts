import { expect, test } from 'vitest';
import { inBackground } from './background-reads.ts';

/** Reads that end when told to, in the order in which they began. */
function reads() {
  const begun: { name: string; end: () => void; fail: () => void }[] = [];
  const read = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      begun.push({ name, end: () => resolve(name), fail: () => reject(new Error(name)) });
    });
  return { begun, read, names: () => begun.map(({ name }) => name) };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const { signal } = new AbortController();

test('at most four run at once, and the others in the order in which they were asked for', async () => {
  const { begun, read, names } = reads();
  const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => inBackground(signal, read(name)));
  await turn();
  expect(names()).toEqual(['a', 'b', 'c', 'd']);
  begun[2]?.end();
  await turn();
  expect(names()).toEqual(['a', 'b', 'c', 'd', 'e']);
  for (const { end } of begun) end();
  await turn();
  expect(names()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  begun[5]?.end();
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('one that fails makes room for the next', async () => {
  const { begun, read, names } = reads();
  const all = ['a', 'b', 'c', 'd', 'e'].map((name) => inBackground(signal, read(name)));
  const settled = Promise.allSettled(all);
  await turn();
  begun[0]?.fail();
  await turn();
  expect(names()).toEqual(['a', 'b', 'c', 'd', 'e']);
  for (const { end } of begun) end();
  expect((await settled).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});

test('one that is aborted while it waits never begins, and holds nobody up', async () => {
  const { begun, read, names } = reads();
  const leaving = new AbortController();
  const four = ['a', 'b', 'c', 'd'].map((name) => inBackground(signal, read(name)));
  const aborted = inBackground(leaving.signal, read('aborted'));
  const last = inBackground(signal, read('last'));
  const outcome = expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  leaving.abort();
  await turn();
  begun[0]?.end();
  await outcome;
  await turn();
  expect(names()).toEqual(['a', 'b', 'c', 'd', 'last']);
  for (const { end } of begun) end();
  await Promise.all([...four, last]);
});
