import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** A URL that the panel does not know. */
export function NotFoundPage() {
  useDocumentTitle('Page not found');
  return (
    <EmptyState
      title="Page not found"
      headingLevel={1}
      action={
        <Link to="/servers" className={buttonClass('primary')}>
          All servers
        </Link>
      }
    >
      Nothing lives at this address. Check it for a typing error.
    </EmptyState>
  );
}
