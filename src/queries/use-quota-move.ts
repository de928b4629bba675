import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CapacitySources } from '../rules/capacity.ts';
import type { MoveProgress } from '../rules/quota-moves-words.ts';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import type { MoveContext } from './quota-move-giving-back.ts';
import { forgetMove, type KeptMove, moveKey } from './quota-move-journal.ts';
import type { MoveRequest } from './quota-moves.ts';

const progressKey = (address: string) => ['quota-move-progress', address];

/**
 * The writes of `runQuotaMove` and `runGiveBack`, which are loaded with what asks for them. Both ignore a call while one is under way (undefined then);
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
  const move = useMutation({
    ...options,
    mutationFn: async (request: MoveRequest) => {
      const context = begin();
      const { runQuotaMove } = await import('./quota-moves.ts');
      return runQuotaMove(context, request);
    },
  });
  const giveBack = useMutation({
    ...options,
    mutationFn: async ({ kept, sources }: { kept: KeptMove; sources: CapacitySources }) => {
      const context = begin();
      const { runGiveBack } = await import('./quota-move-giving-back.ts');
      return runGiveBack(context, kept, sources);
    },
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
