import { type BulkRequest, type BulkResult, type BulkTarget, editOf } from '../rules/bulk-changes.ts';
import { nameAndUid } from '../rules/containers.ts';
import { explainReadFailure } from '../rules/failures.ts';
import { shownText } from '../rules/shown-text.ts';
import { currentSession, isSignedInAs, SessionEndedError } from '../session/session.ts';
import { holdContainer } from './container-lock.ts';
import { type EditOutcome, sendEdit } from './edit-container.ts';
import { runTagCreation } from './tag-writes.ts';
import type { WriteContext } from './write-context.ts';

/** What reboots goes one by one, so that Stop leaves the rest up; the others a few at once. */
const MOST_AT_ONCE: Record<BulkRequest['kind'], number> = { retag: 4, 'set-distro': 1, reboot: 1 };

/** What came of one container. `fresh`: what somebody else made of it meanwhile, from which a retry starts. */
interface Ended {
  result: BulkResult;
  fresh?: BulkTarget;
}

function conflictOf(request: BulkRequest, { container }: Extract<EditOutcome, { verdict: 'conflict' }>): Ended {
  const { uid, name, distro, distro_name } = container;
  // Only a distro can be contested: tags are merged, and a reboot has no value.
  const wanted = request.kind === 'set-distro' ? ` "Retry failed" sets ${request.distro.name} over it.` : '';
  const message = `Somebody set ${distro_name ?? 'no distro'} on ${nameAndUid(container)} meanwhile. Nothing was sent.${wanted}`;
  return { result: { state: 'failed', message }, fresh: { uid, name, distro } };
}

function endOf(request: BulkRequest, outcome: EditOutcome): Ended {
  switch (outcome.verdict) {
    case 'done':
      return { result: { state: 'done' } };
    case 'cannot-tell':
      return { result: { state: 'unknown', message: outcome.message } };
    case 'conflict':
      return conflictOf(request, outcome);
    default:
      return { result: { state: 'failed', message: outcome.message } };
  }
}

const PANEL_FAILED: Ended = {
  result: { state: 'unknown', message: 'The panel failed and may not have sent it. Look at the container.' },
};

/** Creates the tags that are none yet. Why not all of them stand; undefined: all do, also one that somebody else created. */
async function whyNotCreated(context: WriteContext, tags: readonly string[]): Promise<string | undefined> {
  const unchanged = 'No container was changed.';
  for (const tag of tags) {
    try {
      const outcome = await runTagCreation(context, tag);
      if (outcome.verdict === 'not-done') return `${outcome.message} ${unchanged}`;
      if (outcome.verdict === 'cannot-tell') {
        return `It is not known whether the tag ${shownText(tag)} was created: no answer can be read. ${unchanged}`;
      }
    } catch (error) {
      const why = error instanceof SessionEndedError ? error.message : explainReadFailure(error, 'the tags').detail;
      return `The tag ${shownText(tag)} was not created. ${unchanged} ${why}`;
    }
  }
  return undefined;
}

export interface BulkContext extends WriteContext {
  /** Read before each container: true ends the run after those under way. */
  isStopped: () => boolean;
  onResult: (uid: number, result: BulkResult, fresh?: BulkTarget) => void;
}

/**
 * Carries out a request one container at a time, or a few at once when nothing reboots, in the order given. Each is read
 * before, sent once and judged by a read (see `runEdit`); a failure does not end the others, a refused password and a
 * sign-out do. New tags are created once, before all of them: when one cannot be, nothing is sent to any container, and
 * the reason is given back.
 */
export async function runBulkChange(
  context: BulkContext,
  request: BulkRequest,
  targets: readonly BulkTarget[],
): Promise<string | undefined> {
  const waiting = [...targets];
  const mustStop = () =>
    context.isStopped() || !isSignedInAs(context.connection) || currentSession().status !== 'signed-in';
  const isToCreate = request.kind === 'retag' && targets.length > 0 && !mustStop();
  const problem = isToCreate ? await whyNotCreated(context, request.create ?? []) : undefined;
  const change = (target: BulkTarget) =>
    holdContainer(context, target.uid, async (): Promise<Ended> => {
      // Another write to it may have taken its time.
      if (mustStop()) return { result: { state: 'stopped' } };
      return endOf(request, await sendEdit(context, { uid: target.uid, ...editOf(request, target) }));
    }).catch(() => PANEL_FAILED);
  async function work() {
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      const { uid } = target;
      if (problem !== undefined || mustStop()) {
        context.onResult(uid, { state: 'stopped' });
        continue;
      }
      context.onResult(uid, { state: 'running' });
      const { result, fresh } = await change(target);
      context.onResult(uid, result, fresh);
    }
  }
  await Promise.all(Array.from({ length: MOST_AT_ONCE[request.kind] }, work));
  return problem;
}
