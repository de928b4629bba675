import { useRouter } from '@tanstack/react-router';
import type { CreationOutcome, CreationRequest } from '../../queries/create-container.ts';
import type { CreationAttempt } from '../../queries/creation-attempts.ts';
import { useCreateContainer } from '../../queries/use-create-container.ts';
import { type Container, nameAndUid } from '../../rules/containers.ts';
import { notify } from '../../ui/notifications.ts';
import { useWhereabouts } from '../shared/whereabouts.ts';
import { failureOf, startIsKept } from './creation-words.ts';

/** The route of the form, for whom waits for it to be left. */
export const FORM_ROUTE_ID = '/signed-in/servers/$address/containers/new';

type Ended = Exclude<CreationOutcome, { verdict: 'nothing-unresolved' }>;

/** What to say, in a toast, to a person who has left the form. */
function newsOf(outcome: Ended): { title: string; detail: string; good: boolean } {
  switch (outcome.verdict) {
    case 'done':
      return {
        title: `Created ${nameAndUid(outcome.container)}`,
        detail: startIsKept(outcome)
          ? 'What it starts with is not set yet. Its page has kept the values.'
          : `On ${outcome.container.server_address}.`,
        good: true,
      };
    case 'done-twice':
      return {
        title: `There are ${outcome.containers.length} containers called ${outcome.attempt.wanted.name} now`,
        detail: 'Open the form to keep one of them.',
        good: false,
      };
    case 'not-done':
      return { title: `${outcome.attempt.wanted.name} was not created`, detail: outcome.message, good: false };
    case 'cannot-tell':
      return {
        title: `It is not known whether ${outcome.attempt.wanted.name} was created`,
        detail: 'Nothing was sent again. Open the form to look for it.',
        good: false,
      };
    case 'not-sent':
      return {
        title: 'The container was not created',
        detail: failureOf(outcome, false) ?? '',
        good: false,
      };
  }
}

/**
 * Runs a creation and takes the person to what came of it, wherever they are by then: on the form, to the new
 * container; elsewhere, by a toast.
 */
export function useCreation(address: string) {
  const router = useRouter();
  const { run, dismissOutcome, ...progress } = useCreateContainer();
  const follow = useWhereabouts(FORM_ROUTE_ID);

  const openContainer = (uid: number, { ignoreBlocker = false } = {}) =>
    router.navigate({ to: '/containers/$uid', params: { uid: String(uid) }, ignoreBlocker });

  function land(container: Container) {
    notify({ title: `Created ${nameAndUid(container)}`, detail: `On ${container.server_address}.`, tone: 'success' });
    return openContainer(container.uid, { ignoreBlocker: true });
  }

  function tellFromAfar(outcome: Ended) {
    const { title, detail, good } = newsOf(outcome);
    const server = 'attempt' in outcome ? outcome.attempt.wanted.server : address;
    const onAction = () =>
      void (outcome.verdict === 'done'
        ? openContainer(outcome.container.uid)
        : router.navigate({ to: '/servers/$address/containers/new', params: { address: server } }));
    notify({ title, detail, tone: good ? 'success' : 'danger', action: { label: 'Open', onAction } });
  }

  return {
    ...progress,
    dismissOutcome,
    openContainer,
    /**
     * Ends when the outcome is known. `isAbout`: whether the form still shows what the attempt asked for; a container
     * of an earlier attempt that it no longer shows is told of, not opened.
     */
    run: async (request: CreationRequest, isAbout: (attempt: CreationAttempt) => boolean) => {
      const whereabouts = follow();
      const outcome = await run(request);
      const where = whereabouts();
      if (!outcome || where === 'gone') return undefined;
      if (outcome.verdict === 'nothing-unresolved') {
        dismissOutcome();
        return outcome;
      }
      if (where === 'elsewhere') {
        dismissOutcome();
        tellFromAfar(outcome);
        return outcome;
      }
      if (outcome.verdict === 'done' && (!outcome.earlier || isAbout(outcome.attempt))) {
        dismissOutcome();
        await land(outcome.container);
      }
      return outcome;
    },
  };
}
