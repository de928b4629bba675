import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** A customer who owns no server; they may have containers on servers shared with others (api.md §2). */
export function NoServers({ containers }: { containers: number }) {
  return (
    <div className="mt-6">
      <EmptyState
        title="No dedicated servers"
        action={
          containers > 0 ? (
            <Link to="/containers" className={buttonClass('primary')}>
              Show your {containers === 1 ? 'container' : `${containers} containers`}
            </Link>
          ) : undefined
        }
      >
        A dedicated server is yours alone: you create containers on it and map its public ports. Your account has none.
        Ask your supplier for one; it appears here by itself.
      </EmptyState>
    </div>
  );
}
