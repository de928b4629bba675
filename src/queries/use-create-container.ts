import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { currentConnection, isSignedInAs } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { type CreationOutcome, type CreationRequest, type CreationStep, runCreation } from './create-container.ts';

const MUTATION_KEY = ['create-container'];
const PROGRESS_KEY = ['create-container'];

interface CreationProgress {
  step: CreationStep | null;
  outcome: CreationOutcome | null;
}

const IDLE: CreationProgress = { step: null, outcome: null };

/**
 * The creation form's write. `run` ignores a call while one is under way, so a double click or a second Enter sends
 * nothing; step and outcome survive leaving the page and coming back.
 */
export function useCreateContainer() {
  const queryClient = useQueryClient();
  const { data: progress } = useQuery<CreationProgress>({
    queryKey: PROGRESS_KEY,
    queryFn: () => IDLE,
    enabled: false,
    initialData: IDLE,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const show = (next: CreationProgress) => queryClient.setQueryData(PROGRESS_KEY, next);
  const mutation = useMutation({
    mutationKey: MUTATION_KEY,
    meta: { changes: containersQuery().queryKey },
    mutationFn: async (request: CreationRequest) => {
      const connection = currentConnection();
      const showToThem = (next: CreationProgress) => {
        if (isSignedInAs(connection)) show(next);
      };
      const shown = queryClient.getQueryData<CreationProgress>(PROGRESS_KEY)?.outcome ?? null;
      // What the person is deciding about stays in sight, with the focus on it, until something else is known.
      const kept = shown?.verdict === 'cannot-tell' || shown?.verdict === 'done-twice' ? shown : null;
      try {
        const onStep = (step: CreationStep) => showToThem({ step, outcome: kept });
        const outcome = await runCreation({ queryClient, connection, onStep }, request);
        showToThem({ step: null, outcome });
        return outcome;
      } catch (error) {
        showToThem(IDLE);
        throw error;
      }
    },
  });
  const [underWay] = useMutationState({
    filters: { mutationKey: MUTATION_KEY, status: 'pending' },
    select: (pending) => pending.state.variables as CreationRequest,
  });
  return {
    ...progress,
    underWay,
    /** Undefined when a creation is under way already: then nothing was done. */
    run: async (request: CreationRequest): Promise<CreationOutcome | undefined> =>
      queryClient.isMutating({ mutationKey: MUTATION_KEY }) > 0 ? undefined : mutation.mutateAsync(request),
    /** Takes the outcome off the page; what the journal keeps stays. */
    dismissOutcome: () => {
      if (queryClient.isMutating({ mutationKey: MUTATION_KEY }) === 0) show(IDLE);
    },
  };
}
