// @vitest-environment happy-dom
import { act, useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { testPage } from '../../ui/testing.tsx';
import { TagsInput } from './tags-input.tsx';

const page = testPage();
const { show, find } = page;
let isIdle: () => void = () => {};

beforeEach(() => {
  vi.stubGlobal('requestIdleCallback', (run: () => void) => {
    isIdle = run;
    return 1;
  });
  vi.stubGlobal('cancelIdleCallback', () => {});
});

function Tags() {
  const [value, setValue] = useState(['prod']);
  return <TagsInput options={['prod', 'web']} value={value} onChange={setValue} onCreate={() => {}} />;
}

const plainInput = () => find<HTMLInputElement>('input:not([role])');

async function type(text: string) {
  await act(async () => {
    plainInput().focus();
    plainInput().setRangeText(text);
  });
}

/** The picker's code comes as fast as the file can be read. */
function untilLoaded() {
  return act(() => vi.waitFor(() => find('input[role=combobox]')));
}

const chips = () => [...page.element.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));

test('before the picker is there its place takes tags, and removes them', async () => {
  await show(<Tags />);
  expect(page.element.querySelector('label')?.textContent).toBe('Tags');
  expect(chips()).toEqual(['Remove prod']);
  await act(async () => find('button').click());
  expect(chips()).toEqual([]);
  expect(document.activeElement).toBe(plainInput());
});

test('a name of a tag is taken with Enter, which sends no form', async () => {
  const submitted = vi.fn();
  await show(
    <form onSubmit={submitted}>
      <Tags />
    </form>,
  );
  plainInput().setRangeText('WEB');
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
  await act(async () => plainInput().dispatchEvent(enter));
  expect(enter.defaultPrevented).toBe(true);
  expect(chips()).toEqual(['Remove prod', 'Remove web']);
  expect(submitted).not.toHaveBeenCalled();
});

test('the picker takes over the focus and what is typed', async () => {
  await show(<Tags />);
  await type('we');
  await untilLoaded();
  const input = find<HTMLInputElement>('input[role=combobox]');
  expect(document.activeElement).toBe(input);
  expect(input.value).toBe('we');
});

test('it loads by itself when the browser is idle, and takes no focus', async () => {
  await show(<Tags />);
  await act(async () => isIdle());
  await untilLoaded();
  expect(document.activeElement).toBe(document.body);
  expect(page.element.querySelector('[role=option]')).toBeNull();
});
