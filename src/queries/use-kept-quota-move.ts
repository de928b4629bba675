import { useQuery, useQueryClient } from '@tanstack/react-query';
import { isOver } from '../rules/quota-move-state.ts';
import { currentConnection } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { forgetMove, type KeptMove, keptMove, keptMoveQuery, moveKey } from './quota-move-journal.ts';
import type { WriteContext } from './write-context.ts';

/** How often a move that is kept is compared with the list as it stands, in ms. */
const LOOK_EVERY_MS = 5_000;

/** Forgets the kept move of a server once the list as it was read last shows it over, so that no later resize revives it. */
export function forgetIfOver(context: WriteContext, address: string): boolean {
  const { queryClient, connection } = context;
  const kept = keptMove({ connection }, address) ?? queryClient.getQueryData(keptMoveQuery(address).queryKey);
  const list = queryClient.getQueryState(containersQuery().queryKey);
  if (!kept || !list?.data || queryClient.isMutating({ mutationKey: moveKey(address) }) > 0) return false;
  const over = isOver(kept, { containers: list.data.items, readAt: list.dataUpdatedAt });
  if (over) forgetMove(context, address);
  return over;
}

/** What this tab has begun to move on a server and not seen the end of; it goes by itself once it is over. */
export function useKeptMove(address: string): KeptMove | null {
  const queryClient = useQueryClient();
  const { data: kept } = useQuery(keptMoveQuery(address));
  useQuery({
    queryKey: ['look-at-kept-quota-move', address],
    queryFn: () => forgetIfOver({ queryClient, connection: currentConnection() }, address),
    enabled: kept !== null,
    // It asks nobody but this tab.
    networkMode: 'always',
    refetchInterval: LOOK_EVERY_MS,
    gcTime: 0,
  });
  return kept;
}
