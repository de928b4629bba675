// @vitest-environment happy-dom
import { act, useRef, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useKeptFocus } from './keep-focus.ts';

let root: Root;
let page: HTMLElement;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  page = document.body.appendChild(document.createElement('div'));
  root = createRoot(page);
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

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
  await act(async () => root.render(<Page />));
  const button = page.querySelector('button') as HTMLButtonElement;
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
