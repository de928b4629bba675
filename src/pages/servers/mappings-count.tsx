import { useQuery, useQueryClient } from '@tanstack/react-query';
import { backgroundPortMappingsQuery, portMappingsQuery } from '../../queries/port-mappings.ts';
import { formatNumber } from '../../rules/units.ts';
import { Skeleton } from '../../ui/skeleton.tsx';

/** How many port mappings a server has, read in the background for as long as this is on the page. */
export function MappingsCount({ address }: { address: string }) {
  const { isLoadingError } = useQuery(backgroundPortMappingsQuery(useQueryClient(), address));
  // The table itself, which writes change too; reading it is the business of the query above.
  const { data: count } = useQuery({
    ...portMappingsQuery(address),
    enabled: false,
    select: ({ items }) => items.length,
  });
  if (count !== undefined) return formatNumber(count);
  return isLoadingError ? (
    <span className="text-danger text-xs">cannot be read</span>
  ) : (
    <Skeleton className="h-3 w-4" />
  );
}
