import { Link } from '@tanstack/react-router';
import { useDocumentTitle } from '../../ui/document-title.ts';

/** A URL that the panel does not know. */
export function NotFoundPage() {
  useDocumentTitle('Page not found');
  return (
    <main className="mx-auto max-w-xl px-4 py-12">
      <h1 className="text-xl font-semibold">Page not found</h1>
      <p className="mt-2 text-muted">Nothing lives at this address. Check it for a typing error.</p>
      <p className="mt-4">
        <Link to="/servers" className="text-accent underline">
          All servers
        </Link>
      </p>
    </main>
  );
}
