import { queryOptions } from '@tanstack/react-query';
import { getMe } from '../api/me.ts';
import { currentConnection } from '../session/session.ts';

/** The customer and the servers they own (api.md §2). */
export const meQuery = () =>
  queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => getMe(currentConnection(), signal) });
