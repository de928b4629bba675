import { queryOptions } from '@tanstack/react-query';
import { listDistros } from '../api/distros.ts';
import { currentConnection } from '../session/session.ts';

/** The distros a container can be started with (api.md §3). The supplier changes them rarely. */
export const distrosQuery = () =>
  queryOptions({
    queryKey: ['distros'],
    queryFn: ({ signal }) => listDistros(currentConnection(), signal),
    staleTime: 10 * 60_000,
  });
