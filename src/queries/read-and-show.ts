import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { type Connection, isSignedInAs } from '../session/session.ts';

/** Which read of a key is shown, by when it began. */
const shownReads = new WeakMap<QueryClient, Map<string, number>>();
let reads = 0;

/** Whether no read that began later is shown already. */
function isNewest(queryClient: QueryClient, queryKey: QueryKey, began: number): boolean {
  const shown = shownReads.get(queryClient) ?? new Map<string, number>();
  shownReads.set(queryClient, shown);
  const hash = hashKey(queryKey);
  if ((shown.get(hash) ?? 0) > began) return false;
  shown.set(hash, began);
  return true;
}

/**
 * Reads past any read under way, which may be older than the last write, and shows the answer on every page. A read that
 * outlives its session is given back, not shown to whoever signed in next, and so is one that began before the one that is shown. @throws whatever `read` throws
 */
export async function readAndShow<Data>(
  queryClient: QueryClient,
  connection: Connection,
  queryKey: QueryKey,
  read: (connection: Connection) => Promise<Data>,
): Promise<Data> {
  reads += 1;
  const began = reads;
  const data = await read(connection);
  if (isSignedInAs(connection) && isNewest(queryClient, queryKey, began)) {
    await queryClient.cancelQueries({ queryKey, exact: true });
    queryClient.setQueryData(queryKey, data);
  }
  return data;
}
