import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** A uid that is no container of this customer; the API does not tell whether it exists (api.md §3). */
export function NotYourContainer({ uid }: { uid: string }) {
  return (
    <EmptyState
      title="Not your container"
      headingLevel={1}
      action={
        <Link to="/containers" className={buttonClass('primary')}>
          All containers
        </Link>
      }
    >
      <code className="font-mono">{uid}</code> is no container of your account. It may be mistyped, another customer's,
      or gone.
    </EmptyState>
  );
}
