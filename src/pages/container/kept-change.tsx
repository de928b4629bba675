import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { keptChangeQuery } from '../../queries/kept-changes.ts';
import type { ContainerDetail } from '../../rules/containers.ts';
import { Alert } from '../../ui/alert.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';

interface KeptChangeProps {
  container: ContainerDetail;
}

/** In the place of the notice whose code could not be loaded. */
function NoticeUnavailable(_: KeptChangeProps) {
  return (
    <Alert title="Not set yet">
      Something that was wanted of this container is kept in this tab, and could not be shown. Nothing was sent. Reload
      the page when the network is back.
    </Alert>
  );
}

// Seldom needed: it comes when the second step of a creation did not happen (design.md §7).
const KeptChangeNotice = lazyPart(
  async () => (await import('./kept-change-notice.tsx')).KeptChangeNotice,
  NoticeUnavailable,
);

/** What was wanted of this container and is not set, when there is any: see `KeptChangeNotice`. */
export function KeptChange({ container }: KeptChangeProps) {
  const { data: change } = useQuery(keptChangeQuery(container.uid));
  if (!change) return null;
  return (
    <Suspense fallback={null}>
      <KeptChangeNotice container={container} />
    </Suspense>
  );
}
