import { getRouteApi } from '@tanstack/react-router';
import { useCapacitySources } from '../../queries/capacity.ts';
import { containersQuery } from '../../queries/containers.ts';
import { usePrefetchedQuery } from '../../queries/prefetched.ts';
import type { CapacitySources, Resource } from '../../rules/capacity.ts';
import { lessonsOf, originOf } from '../../rules/capacity-sources.ts';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CapacityForm } from './capacity-form.tsx';

const route = getRouteApi('/signed-in/servers/$address/capacity');

/** How big a server is: declared, learned or unknown, and where that comes from (screens.md `/servers/ADDRESS/capacity`). */
export function CapacityPage() {
  const { address } = route.useParams();
  useDocumentTitle(`Capacity of ${address}`);
  const containers = usePrefetchedQuery(containersQuery());
  const sources = useCapacitySources()?.(address);
  const ready = sources && containers.data;

  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <section aria-labelledby="capacity-heading">
        <h2 id="capacity-heading" className="mb-4 font-medium text-base">
          Capacity
        </h2>
        {ready ? (
          <CapacityForm key={address} address={address} sources={sources} containers={containers.data.items} />
        ) : (
          <FormSkeleton />
        )}
      </section>
      <section aria-labelledby="origin-heading">
        <h2 id="origin-heading" className="mb-4 font-medium text-base">
          Where the totals come from
        </h2>
        <dl className="grid gap-4">
          <Origin resource="memory" name="Memory" sources={sources} />
          <Origin resource="storage" name="Storage" sources={sources} />
        </dl>
        <p className="mt-6 max-w-prose text-muted">
          The API keeps the capacity of a server to itself: it never tells how big a server is, and only refuses what
          does not fit. So the panel goes by what your supplier configured, else by what you declare here, else by what
          creations taught it. What you declare and what was learned is kept in this browser only, and never sent.
        </p>
      </section>
    </div>
  );
}

function Origin(props: { resource: Resource; name: string; sources: CapacitySources | undefined }) {
  const { resource, name, sources } = props;
  return (
    <div className="min-h-11">
      <dt className="font-medium">{name}</dt>
      {sources ? (
        [originOf(resource, sources), ...lessonsOf(resource, sources)].map((sentence) => (
          <dd key={sentence} className="max-w-prose">
            {sentence}
          </dd>
        ))
      ) : (
        <dd>
          <Skeleton className="h-3 w-64" />
        </dd>
      )}
    </div>
  );
}

function FormSkeleton() {
  return (
    <div className="flex flex-col gap-5">
      <Skeleton className="h-22 w-full" />
      <Skeleton className="h-22 w-full" />
      <Skeleton className="h-9 w-64" />
    </div>
  );
}
