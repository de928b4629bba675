// @vitest-environment happy-dom
import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { type Column, DataTable, type DataTableProps } from './data-table.tsx';
import { testPage } from './testing.tsx';

const page = testPage();
const { show, find } = page;

type Box = { uid: number; tag: string };

const boxes = (count: number): Box[] => Array.from({ length: count }, (_, index) => ({ uid: index + 1, tag: 'prod' }));

const columns: Column<Box>[] = [
  { key: 'uid', header: 'UID', primary: true, cell: ({ uid }) => <button type="button">{uid}</button> },
  { key: 'tag', header: 'Tag', cell: ({ tag }) => tag },
];
const byUid = ({ uid }: Box) => uid;
const unit = (count: number) => (count === 1 ? 'box' : 'boxes');
const byTag = ({ tag }: Box) => ({ key: tag, label: `Tag ${tag}`, unit, aside: 'all of wood' });

const table = (rows: Box[], more: Partial<DataTableProps<Box>> = {}) => (
  <DataTable label="Boxes" columns={columns} rows={rows} rowKey={byUid} {...more} />
);

const texts = (selector: string) => [...page.element.querySelectorAll(selector)].map(({ textContent }) => textContent);
const indexes = () =>
  [...page.element.querySelectorAll('tbody tr[aria-rowindex]')].map((row) => Number(row.getAttribute('aria-rowindex')));

/** Until the code for long tables has come. */
const settled = () => act(() => vi.dynamicImportSettled());

test('a hundred rows are drawn as they are', async () => {
  await show(table(boxes(100)));
  expect(texts('tbody tr')).toHaveLength(100);
  expect(find('table').hasAttribute('aria-rowcount')).toBe(false);
});

test('of more rows the first hundred stand until the code for the others has come, then only those in the window', async () => {
  await show(table(boxes(10_000)));
  expect(indexes()).toHaveLength(100);
  await settled();
  expect(indexes().length).toBeLessThan(100);
  expect(find('table').getAttribute('aria-rowcount')).toBe('10001');
  expect(indexes().slice(0, 3)).toEqual([2, 3, 4]);
  expect(texts('tbody th').slice(0, 2)).toEqual(['1', '2']);
});

test('the focus stays in its row when many rows become few, and few many', async () => {
  await show(table(boxes(10_000)));
  await act(async () => find<HTMLButtonElement>('tr[aria-rowindex="4"] button').focus());
  await settled();
  expect(indexes().length).toBeLessThan(100);
  expect(document.activeElement?.textContent).toBe('3');
  await show(table(boxes(5)));
  expect(document.activeElement?.textContent).toBe('3');
  await show(table(boxes(10_000)));
  await settled();
  expect(document.activeElement?.textContent).toBe('3');
});

test('the window goes with the row that has the focus when a filter takes it elsewhere', async () => {
  await show(table(boxes(10_000)));
  await settled();
  await act(async () => find<HTMLButtonElement>('tr[aria-rowindex="6"] button').focus());
  const row = find<HTMLTableRowElement>('tr[aria-rowindex="6"]');
  const shown = vi.fn();
  row.scrollIntoView = shown;
  await show(table(boxes(10_000)));
  expect(shown).not.toHaveBeenCalled();
  await show(table(boxes(10_000).filter(({ uid }) => uid > 3)));
  expect(document.activeElement?.textContent).toBe('5');
  expect(shown).toHaveBeenCalledOnce();
});

test('the row with the focus and its neighbours stay, however far the window is scrolled', async () => {
  await show(table(boxes(10_000)));
  await settled();
  await act(async () => find<HTMLButtonElement>('tr[aria-rowindex="4"] button').focus());
  await act(async () => {
    window.scrollTo(0, 200_000);
    window.dispatchEvent(new Event('scroll'));
  });
  expect(indexes().slice(0, 3)).toEqual([3, 4, 5]);
  expect(indexes()[3]).toBeGreaterThan(4000);
  expect(document.activeElement?.textContent).toBe('3');
  await act(async () => window.scrollTo(0, 0));
});

test('each group has a header that reads on from its name, in a row group of its own', async () => {
  const rows = [
    { uid: 1, tag: 'db' },
    { uid: 1, tag: 'prod' },
    { uid: 2, tag: 'prod' },
  ];
  await show(table(rows, { groupOf: byTag }));
  expect(texts('th[scope=rowgroup]')).toEqual(['Tag db, 1 box, all of wood', 'Tag prod, 2 boxes, all of wood']);
  expect(find<HTMLTableCellElement>('th[scope=rowgroup]').colSpan).toBe(2);
  expect(texts('tbody')).toHaveLength(2);
  expect(texts('th[scope=row]')).toEqual(['1', '1', '2']);
});

test('the headers of groups count among the rows of a long table', async () => {
  await show(table(boxes(200), { groupOf: byTag }));
  await settled();
  expect(find('table').getAttribute('aria-rowcount')).toBe('202');
  expect(texts('th[scope=rowgroup]')).toEqual(['Tag prod, 200 boxes, all of wood']);
});

test('a refresh or a selection draws only the rows that changed', async () => {
  const cell = vi.fn(({ uid }: Box, { selected }: { selected: boolean }) => `${uid}${selected ? ' selected' : ''}`);
  const counted: Column<Box>[] = [{ key: 'uid', header: 'UID', primary: true, cell }];
  const rows = boxes(3);
  await show(table(rows, { columns: counted }));
  cell.mockClear();
  await show(table([...rows], { columns: counted, rowSelected: ({ uid }) => uid === 2 }));
  expect(cell).toHaveBeenCalledTimes(1);
  expect(texts('tbody th')).toEqual(['1', '2 selected', '3']);
  cell.mockClear();
  await show(table([...rows, { uid: 4, tag: 'db' }], { columns: counted, rowSelected: ({ uid }) => uid === 2 }));
  expect(cell).toHaveBeenCalledTimes(1);
});
