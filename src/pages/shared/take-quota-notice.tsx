import { useState } from 'react';
import { useKeptMove } from '../../queries/use-kept-quota-move.ts';
import { useQuotaMove } from '../../queries/use-quota-move.ts';
import type { CapacitySources } from '../../rules/capacity.ts';
import { type Container, nameOfContainer } from '../../rules/containers.ts';
import { curlOfGivingBack } from '../../rules/curl.ts';
import { owedBy } from '../../rules/quota-move-state.ts';
import { rebootedBy } from '../../rules/quota-moves.ts';
import { progressInWords, shrunkInWords } from '../../rules/quota-moves-words.ts';
import { shownText } from '../../rules/shown-text.ts';
import { currentConnection } from '../../session/session.ts';
import { Alert, Notice } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useOwnNotifications } from './own-notifications.ts';

export interface TakeQuotaNoticeProps {
  address: string;
  containers: readonly Container[];
  sources: CapacitySources;
  /** On the page of one container: shown only when it gave, or was to get. */
  uid?: number;
}

/** A move that is under way; containers of a server that were shrunk for something that is not there, and the ways out. */
export function TakeQuotaNotice({ address, containers, sources, uid }: TakeQuotaNoticeProps) {
  const kept = useKeptMove(address);
  const { isRunning, progress, giveBack, leave } = useQuotaMove(address);
  const notify = useOwnNotifications();
  const [failure, setFailure] = useState<string | null>(null);
  const [isGiving, setIsGiving] = useState(false);

  const owed = kept ? owedBy(kept.move, containers, kept.beforeUids) : [];
  if (kept && isRunning && !isGiving && progress && uid === undefined) {
    return <Notice title="A quota move is under way">{progressInWords(progress)} It goes on without this page.</Notice>;
  }
  if (!kept || (isRunning && !isGiving) || owed.length === 0) return null;
  const { move } = kept;
  const { target } = move;
  const isInvolved = uid === undefined || rebootedBy(move).some((one) => one.uid === uid);
  if (!isInvolved) return null;

  async function tryToGiveBack() {
    if (!kept) return;
    setFailure(null);
    setIsGiving(true);
    try {
      const outcome = await giveBack(kept, sources);
      if (outcome?.result === 'owed') setFailure(outcome.message);
      if (outcome?.result === 'given-back') notify({ title: 'Given back', detail: outcome.message, tone: 'success' });
      if (outcome?.result === 'reached') {
        notify({
          title: `${shownText(target.name)} is there after all`,
          detail: 'Nothing was given back.',
          tone: 'success',
        });
      }
    } catch {
      setFailure('The panel failed. Compare the sizes below, then try again.');
    }
    setIsGiving(false);
  }

  const outcome =
    target.kind === 'create'
      ? `${shownText(target.name)}, which is not there`
      : `${nameOfContainer(target)}, which was not resized`;
  const them = owed.length === 1 ? 'it' : 'them';
  return (
    <Alert
      tone="warning"
      title={`${shrunkInWords(owed)} for ${outcome}`}
      action={
        <span className="flex basis-full flex-wrap gap-2">
          <Button size="small" variant="primary" busy={isGiving} onClick={() => void tryToGiveBack()}>
            Give it back
          </Button>
          <Button size="small" onClick={leave} disabledReason={isGiving ? 'Under way' : undefined}>
            Leave it
          </Button>
          <CopyButton size="small" label="Copy as curl" text={() => curlOfGivingBack(currentConnection(), owed)} />
        </span>
      }
    >
      {failure ?? kept.reason ?? 'It was interrupted.'} Giving back reboots {them} again.
    </Alert>
  );
}
