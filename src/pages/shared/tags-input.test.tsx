// @vitest-environment happy-dom
import { act, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { testPage } from '../../ui/testing.tsx';
import { TagsInput } from './tags-input.tsx';

const { show, find } = testPage();

function Tags({ onSubmit }: { onSubmit: () => void }) {
  const [value, setValue] = useState(['prod']);
  return (
    <form action={onSubmit}>
      <TagsInput options={['prod', 'web']} value={value} onChange={setValue} onCreate={() => {}} />
    </form>
  );
}

test('Enter takes the tag that is typed, and sends no form', async () => {
  const onSubmit = vi.fn();
  await show(<Tags onSubmit={onSubmit} />);
  const input = find<HTMLInputElement>('[role=combobox]');
  await act(async () => {
    input.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'we');
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await act(async () => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  });
  expect(find('[aria-label="Remove web"]')).toBeTruthy();
  expect(onSubmit).not.toHaveBeenCalled();
});
