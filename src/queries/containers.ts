import { queryOptions } from '@tanstack/react-query';
import { getContainer, listContainers } from '../api/containers.ts';
import { currentConnection } from '../session/session.ts';

/** All the customer's containers (api.md §3). */
export const containersQuery = () =>
  queryOptions({
    queryKey: ['containers'],
    queryFn: ({ signal }) => listContainers(currentConnection(), signal),
  });

/** One container, whole (api.md §3). */
export const containerQuery = (uid: number) =>
  queryOptions({
    queryKey: ['containers', uid],
    queryFn: ({ signal }) => getContainer(currentConnection(), uid, signal),
  });
