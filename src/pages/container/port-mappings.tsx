import { Link } from '@tanstack/react-router';
import { memo, Suspense } from 'react';
import { lazyPart } from '../../ui/lazy-part.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWasIdle } from '../../ui/when-idle.ts';
import type { ContainerPortMappingsProps } from './container-port-mappings.tsx';
import { Section } from './facts.tsx';

function PortMappingsUnavailable() {
  return (
    <p className="text-muted">
      This part could not be loaded. All else works. Reload the page when the network is back.
    </p>
  );
}

// Heavy: it comes when the rest of the page stands (design.md §7).
const ContainerPortMappings = lazyPart(
  async () => (await import('./container-port-mappings.tsx')).ContainerPortMappings,
  PortMappingsUnavailable,
);

export interface PortMappingsProps extends ContainerPortMappingsProps {
  /** Whether its server is the customer's. */
  owned: boolean;
}

/**
 * The section "Port mappings"; of a server that is not the customer's the API tells nothing (api.md §4). Drawn anew only
 * when they change: the form beside is drawn at every key.
 */
export const PortMappings = memo(function PortMappings({ owned, ...props }: PortMappingsProps) {
  const address = props.container.server_address;
  if (!owned) {
    return (
      <Section title="Port mappings">
        <p className="max-w-prose text-muted">
          Only the owner of {address} sees and changes its port mappings. Ask your supplier to open a port for this
          container.
        </p>
      </Section>
    );
  }
  return (
    <Section
      title="Port mappings"
      aside={
        <Link to="/servers/$address/port-mappings" params={{ address }} className="link">
          All port mappings of {address}
        </Link>
      }
    >
      <WhenIdle key={address} {...props} />
    </Section>
  );
});

function WhenIdle(props: ContainerPortMappingsProps) {
  const skeleton = <Skeleton className="h-56 w-full" />;
  if (!useWasIdle()) return skeleton;
  return (
    <Suspense fallback={skeleton}>
      <ContainerPortMappings {...props} />
    </Suspense>
  );
}
