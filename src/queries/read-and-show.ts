import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { type Connection, isSignedInAs } from '../session/session.ts';

/**
 * Reads past any read under way, which may be older than the last write, and shows the answer on every page. A read that
 * outlives its session is given back, not shown to whoever signed in next. @throws whatever `read` throws
 */
export async function readAndShow<Data>(
  queryClient: QueryClient,
  connection: Connection,
  queryKey: QueryKey,
  read: (connection: Connection) => Promise<Data>,
): Promise<Data> {
  const data = await read(connection);
  if (isSignedInAs(connection)) {
    await queryClient.cancelQueries({ queryKey, exact: true });
    queryClient.setQueryData(queryKey, data);
  }
  return data;
}
