// @vitest-environment happy-dom
import { act, useState } from 'react';
import { expect, test } from 'vitest';
import { MultiSelect } from './multi-select.tsx';
import { testPage } from './testing.tsx';

const page = testPage();
let setValue: (value: string[]) => void;

function Tags() {
  const [value, set] = useState(['prod']);
  setValue = set;
  return (
    <MultiSelect
      label="Tags"
      options={['prod', 'staging']}
      value={value}
      onChange={set}
      onCreate={(name) => set([...value, name])}
    />
  );
}

const said = () => page.find('[role=status]').textContent;

async function typeAndLeave(text: string) {
  const input = page.find<HTMLInputElement>('[role=combobox]');
  await act(async () => input.focus());
  await act(async () => {
    // React listens to the value itself: only the element's own setter tells it of a change.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await act(async () => input.blur());
}

test('only what the person does in the field is said', async () => {
  await page.show(<Tags />);
  await act(async () => setValue(['prod', 'staging']));
  expect(page.element.textContent).toContain('staging');
  expect(said()).toBe('');
  await act(async () => page.find<HTMLElement>('[aria-label="Remove staging"]').click());
  expect(said()).toBe('staging removed.');
  await act(async () => setValue(['prod', 'staging']));
  expect(said()).toBe('');
  await act(async () => setValue(['staging']));
  expect(said()).toBe('');
  await typeAndLeave('PROD');
  expect(said()).toBe('prod chosen.');
});
