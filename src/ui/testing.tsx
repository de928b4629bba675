/** A page for the unit tests of what draws: rendered into happy-dom, looked at as elements. */
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, vi } from 'vitest';

/** A fresh page for each test of the file that calls it, gone after the test. */
export function testPage() {
  let root: Root;
  let element: HTMLElement;

  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    element = document.body.appendChild(document.createElement('div'));
    root = createRoot(element);
  });

  afterEach(async () => {
    await act(async () => root.unmount());
    element.remove();
    vi.unstubAllGlobals();
  });

  return {
    /** The page's outermost element. */
    get element() {
      return element;
    },
    /** Draws, or draws anew, and waits until it stands. */
    show: (content: ReactNode) => act(async () => root.render(content)),
    /** The first element that matches. @throws Error when there is none. */
    find<Kind extends HTMLElement>(selector: string): Kind {
      const found = element.querySelector<Kind>(selector);
      if (!found) throw new Error(`No ${selector} on the page`);
      return found;
    },
  };
}
