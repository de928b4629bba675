import type { ErrorComponentProps } from '@tanstack/react-router';
import { PAGE_TITLE_ID, useDocumentTitle } from '../../ui/document-title.ts';

/** A page that could not be drawn: a part of the panel did not load, or the panel has a fault. */
export function PageFailure({ reset }: Pick<ErrorComponentProps, 'reset'>) {
  useDocumentTitle('Page failed');
  return (
    <div role="alert" className="mx-auto max-w-xl px-4 py-12">
      <h1 id={PAGE_TITLE_ID} className="text-xl font-semibold">
        This page could not be drawn
      </h1>
      <p className="mt-2 text-muted">
        A part of the panel did not load, or the panel has a fault. What was sent before may have taken effect: look at
        the fresh data. Try again, or reload the page.
      </p>
      <button
        type="button"
        onClick={reset}
        className="mt-4 rounded-lg bg-accent px-3 py-2 font-semibold text-accent-text"
      >
        Try again
      </button>
    </div>
  );
}
