// @vitest-environment happy-dom
import { act, useRef, useState } from 'react';
import { expect, test } from 'vitest';
import { useKeptFocus } from './keep-focus.ts';
import { testPage } from './testing.tsx';

const page = testPage();

function Page() {
  const main = useRef<HTMLElement>(null);
  const [isThere, setIsThere] = useState(true);
  useKeptFocus(main);
  return (
    <main ref={main} tabIndex={-1}>
      {isThere && (
        <button type="button" onClick={() => setIsThere(false)}>
          Hide
        </button>
      )}
    </main>
  );
}

async function hide(prepare: (button: HTMLButtonElement) => void) {
  await page.show(<Page />);
  const button = page.element.querySelector('button') as HTMLButtonElement;
  await act(async () => prepare(button));
  await act(async () => button.click());
  await act(async () => new Promise((resolve) => setTimeout(resolve)));
}

test('the focus of a button that vanishes goes to main', async () => {
  await hide((button) => button.focus());
  expect(document.activeElement?.localName).toBe('main');
});

test('the focus that was elsewhere stays there', async () => {
  await hide((button) => {
    button.focus();
    button.blur();
  });
  expect(document.activeElement).toBe(document.body);
});
