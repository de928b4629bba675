// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testPage } from '../../ui/testing.tsx';
import { OverlayBoundary } from './overlay-boundary.tsx';

const page = testPage();

beforeEach(() => {
  // React reports what a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

function NotLoaded(): never {
  throw new Error('Failed to fetch dynamically imported module');
}

test('an overlay that does not load is told of, and leaves the others alone', async () => {
  await page.show(
    <>
      <OverlayBoundary place="middle" failure="Search could not be loaded.">
        <NotLoaded />
      </OverlayBoundary>
      <OverlayBoundary place="top" failure="The dialog could not be loaded.">
        <button type="button">Continue</button>
      </OverlayBoundary>
    </>,
  );
  expect([...page.element.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent)).toEqual([
    'Search could not be loaded.',
  ]);
  expect(page.element.querySelector('button')?.textContent).toBe('Continue');
});
