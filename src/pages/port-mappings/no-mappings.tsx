import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** What a mapping is, where there is none yet. */
export function NoMappings({ address, canAdd }: { address: string; canAdd: boolean }) {
  return (
    <EmptyState title="No port mappings yet" headingLevel={3}>
      <p>
        Containers have private addresses. A port mapping opens one public port of {address} and passes its traffic to a
        private port of one container.
      </p>
      <p className="mt-2">
        The process inside must listen on the container's 10.x.x.x address: one on <code>127.0.0.1</code> is not
        reached.
      </p>
      {canAdd ? (
        <p className="mt-2">
          Add the first one above, or paste <code>9000:8000/udp</code> into Public port.
        </p>
      ) : null}
    </EmptyState>
  );
}

/** In place of the form where no mapping could lead anywhere. */
export function NoContainers({ address }: { address: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-line bg-surface p-4">
      <p className="min-w-0 grow basis-64">
        <strong>No container to map to.</strong> A port mapping leads to a container, and none of yours is on {address}.
      </p>
      <Link to="/servers/$address/containers/new" params={{ address }} className={buttonClass()}>
        Create a container first
      </Link>
    </div>
  );
}
