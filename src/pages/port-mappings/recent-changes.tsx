import { useEffect, useState } from 'react';
import { useMappingHistory } from '../../queries/port-mapping-history.ts';
import type { PlannedRevert } from '../../queries/port-mapping-reverts.ts';
import { isUnderWay, useMappingRun } from '../../queries/port-mapping-runs.ts';
import type { MappingChange } from '../../rules/port-mapping-history.ts';
import { whyWaitFor } from '../../rules/port-mapping-run-words.ts';
import { isWhollyDone } from '../../rules/port-mapping-runs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RevertDialog } from '../shared/port-mappings/revert-dialog.tsx';
import { useContainerNames } from '../shared/port-mappings/use-container-names.ts';
import { useRevert } from '../shared/port-mappings/use-revert.ts';
import { type Problem, ProblemAlert } from '../shared/problem.tsx';
import { RecentChange } from './recent-change.tsx';

export interface RecentChangesProps {
  address: string;
  open: boolean;
  onClose: () => void;
}

/** What this tab changed on a server, newest first, with the way back. */
export function RecentChanges({ open, ...props }: RecentChangesProps) {
  return open ? <OpenRecentChanges {...props} /> : null;
}

/** So many are drawn at first. */
const SHOWN_AT_FIRST = 50;

function OpenRecentChanges({ address, onClose }: Omit<RecentChangesProps, 'open'>) {
  const changes = useMappingHistory(address);
  const { run } = useMappingRun();
  const names = useContainerNames();
  const revert = useRevert();
  /** The change that is being reverted, by its id; it stays until another is. */
  const [reverting, setReverting] = useState<number>();
  const [isBegun, setIsBegun] = useState(false);
  const [asked, setAsked] = useState<PlannedRevert | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [most, setMost] = useState(SHOWN_AT_FIRST);

  async function take(change: MappingChange) {
    setProblem(null);
    setReverting(change.id);
    setIsBegun(false);
    const answer = await revert(change);
    if (answer.kind === 'begun') return setIsBegun(true);
    setReverting(undefined);
    if (answer.kind === 'problem') setProblem(answer.problem);
    else setAsked(answer.planned);
  }
  // What came of it, and what can be done about it, stands in a panel behind.
  const isLeftOver = isBegun && run && !isUnderWay(run) && !isWhollyDone(run);
  useEffect(() => {
    if (isLeftOver) onClose();
  }, [isLeftOver, onClose]);

  if (asked) return <RevertDialog planned={asked} names={names} onClose={onClose} />;
  return (
    <Dialog
      open
      size="large"
      title="Recent changes"
      description={`What this tab changed on ${address}, newest first. It is gone when you sign out or close the tab.`}
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="flex flex-col gap-3">
        {problem && <ProblemAlert problem={problem} onHide={() => setProblem(null)} />}
        {changes.length === 0 ? <NoChanges address={address} /> : null}
        <ul aria-label="Changes" className="divide-y divide-line empty:hidden">
          {changes.slice(0, most).map((change) => (
            <RecentChange
              key={change.id}
              change={change}
              names={names}
              isReverting={reverting === change.id}
              busyReason={run && reverting !== change.id ? whyWaitFor(run) : undefined}
              onRevert={() => void take(change)}
            />
          ))}
        </ul>
        {changes.length > most && (
          <p className="text-center">
            <Button size="small" onClick={() => setMost(most + SHOWN_AT_FIRST)}>
              Show more
            </Button>
          </p>
        )}
      </div>
    </Dialog>
  );
}

function NoChanges({ address }: { address: string }) {
  return (
    <p className="text-muted">
      No changes yet. What you add, edit, delete or import on {address} in this tab is listed here, and each can be
      reverted.
    </p>
  );
}
