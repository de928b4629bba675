import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CapacitySources } from '../rules/capacity.ts';
import { isOver } from '../rules/quota-move-state.ts';
import type { MoveProgress } from '../rules/quota-moves-words.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { type MoveContext, runGiveBack } from './quota-move-giving-back.ts';
import { forgetMove, type KeptMove, keptMove, keptMoveQuery } from './quota-move-journal.ts';
import { type MoveRequest, runQuotaMove } from './quota-moves.ts';
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

const moveKey = (address: string) => ['move-quota', address];
const progressKey = (address: string) => ['quota-move-progress', address];

/**
 * The writes of {@link runQuotaMove} and {@link runGiveBack}. Both ignore a call while one is under way (undefined then);
 * `progress` survives leaving the page and coming back.
 */
export function useQuotaMove(address: string) {
  const queryClient = useQueryClient();
  const isRunning = useIsMutating({ mutationKey: moveKey(address) }) > 0;
  const { data: progress } = useQuery<MoveProgress | null>({
    queryKey: progressKey(address),
    queryFn: () => null,
    enabled: false,
    initialData: null,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const begin = (): MoveContext => {
    const connection = currentConnection();
    const onStep = (step: MoveProgress) => {
      if (isSignedInAs(connection)) queryClient.setQueryData(progressKey(address), step);
    };
    return { queryClient, connection, onStep };
  };
  const options = { mutationKey: moveKey(address), meta: { changes: containersQuery().queryKey } };
  const move = useMutation({ ...options, mutationFn: (request: MoveRequest) => runQuotaMove(begin(), request) });
  const giveBack = useMutation({
    ...options,
    mutationFn: ({ kept, sources }: { kept: KeptMove; sources: CapacitySources }) =>
      runGiveBack(begin(), kept, sources),
  });
  const isFree = () => queryClient.isMutating({ mutationKey: moveKey(address) }) === 0;
  return {
    isRunning,
    progress: isRunning ? progress : null,
    run: async (request: MoveRequest) => (isFree() ? move.mutateAsync(request) : undefined),
    giveBack: async (kept: KeptMove, sources: CapacitySources) =>
      isFree() ? giveBack.mutateAsync({ kept, sources }) : undefined,
    /** Drops what is kept: the person has decided that the sizes are right as they are. */
    leave: () => forgetMove({ queryClient, connection: currentConnection() }, address),
  };
}
