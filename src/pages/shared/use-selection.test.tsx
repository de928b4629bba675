// @vitest-environment happy-dom
import { act } from 'react';
import { expect, test } from 'vitest';
import { testPage } from '../../ui/testing.tsx';
import { type Selection, useSelection } from './use-selection.ts';

const page = testPage();

type Item = { id?: number };
const idOf = ({ id }: Item) => id;

/** What the hook gave last. */
const seen: { selection?: Selection<Item> } = {};

function Selecting({ items }: { items: readonly Item[] }) {
  seen.selection = useSelection(items, idOf);
  return null;
}

const selection = () => {
  if (!seen.selection) throw new Error('Nothing is drawn yet');
  return seen.selection;
};
const ids = () => selection().items.map(idOf);

test('what is gone is not selected, what comes back is; a refresh keeps the rest, in the order of the items', async () => {
  await page.show(<Selecting items={[{ id: 1 }, { id: 2 }, {}, { id: 3 }]} />);
  await act(async () => selection().set([3, 1, 2], true));
  expect(ids()).toEqual([1, 2, 3]);
  await page.show(<Selecting items={[{ id: 3 }, { id: 4 }, { id: 1 }]} />);
  expect(ids()).toEqual([3, 1]);
  await act(async () => selection().set([3, 4], false));
  expect(ids()).toEqual([1]);
  await page.show(<Selecting items={[{ id: 1 }, { id: 2 }]} />);
  expect(ids()).toEqual([1, 2]);
});

test('each change is seen, and clearing leaves nothing', async () => {
  await page.show(<Selecting items={[{ id: 1 }, { id: 2 }]} />);
  const before = selection();
  await act(async () => before.set([1], true));
  expect(selection()).not.toBe(before);
  expect(selection().has(1)).toBe(true);
  await act(async () => selection().clear());
  expect(ids()).toEqual([]);
  expect(selection().has(1)).toBe(false);
});
