// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OverlayBoundary } from './overlay-boundary.tsx';

let root: Root;
let page: HTMLElement;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // React reports what a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  page = document.body.appendChild(document.createElement('div'));
  root = createRoot(page);
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function NotLoaded(): never {
  throw new Error('Failed to fetch dynamically imported module');
}

test('an overlay that does not load is told of, and leaves the others alone', async () => {
  await act(async () =>
    root.render(
      <>
        <OverlayBoundary place="middle" failure="Search could not be loaded.">
          <NotLoaded />
        </OverlayBoundary>
        <OverlayBoundary place="top" failure="The dialog could not be loaded.">
          <button type="button">Continue</button>
        </OverlayBoundary>
      </>,
    ),
  );
  expect([...page.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent)).toEqual([
    'Search could not be loaded.',
  ]);
  expect(page.querySelector('button')?.textContent).toBe('Continue');
});
