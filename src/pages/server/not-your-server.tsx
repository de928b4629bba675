import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** An address that is no server of this customer: the API tells nothing about it (api.md §2). */
export function NotYourServer({ address }: { address: string }) {
  useDocumentTitle('Not your server');
  return (
    <EmptyState
      title="Not your server"
      headingLevel={1}
      action={
        <Link to="/servers" className={buttonClass('primary')}>
          All servers
        </Link>
      }
    >
      <code className="font-mono">{address}</code> is not among the servers that your account owns. It may be mistyped,
      shared with others, or no longer yours.
    </EmptyState>
  );
}
