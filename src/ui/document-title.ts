import { useEffect } from 'react';

/** The id of a page's one h1, which names `main`: whoever lands there hears which page it is. */
export const PAGE_TITLE_ID = 'page-title';

/** Names the document "PAGE · uwsgi.it panel" while the calling page is shown (WCAG 2.2 2.4.2). */
export function useDocumentTitle(page: string): void {
  // The document is outside of React, and its title must follow data such as a container's name.
  useEffect(() => {
    document.title = `${page} · uwsgi.it panel`;
  }, [page]);
}
