import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useIsChangingContainer } from '../../queries/container-lock.ts';
import { useEditContainer } from '../../queries/edit-container.ts';
import { type ContainerChange, type ContainerDetail, nameOfContainer } from '../../rules/containers.ts';
import { curlOfChange } from '../../rules/curl.ts';
import { currentConnection } from '../../session/session.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { useOwnNotifications } from '../shared/own-notifications.ts';
import { type Problem, useReport } from '../shared/problem.tsx';
import { useOneAtATime } from '../shared/use-one-at-a-time.ts';
import { Section } from './facts.tsx';

const REBOOT: ContainerChange = { reboot: 1 };

export interface RebootButtonProps {
  container: ContainerDetail;
  /** Something on the page is typed and not saved. */
  hasUnsavedChanges: boolean;
}

/** The section "Reboot". */
export function Reboot(props: RebootButtonProps) {
  return (
    <Section title="Reboot">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 grow basis-56 text-muted">Stops its processes and starts them again. It asks first.</p>
        <RebootButton {...props} />
      </div>
    </Section>
  );
}

/** Reboots a container, once, after a question. No read shows a reboot, so the answer alone tells (api.md §3). */
export function RebootButton({ container, hasUnsavedChanges }: RebootButtonProps) {
  const { uid } = container;
  const name = nameOfContainer(container);
  const [isOpen, setIsOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const report = useReport<Problem>(setProblem);
  const notify = useOwnNotifications();
  const edit = useEditContainer();
  const oneAtATime = useOneAtATime();
  const isChanging = useIsChangingContainer(uid) && !edit.isPending;

  async function reboot() {
    report(null);
    const outcome = await edit.mutateAsync({ uid, base: {}, change: REBOOT });
    if (outcome.verdict === 'done') {
      setIsOpen(false);
      notify({ title: `${name} reboots`, tone: 'success' });
    } else if (outcome.verdict === 'cannot-tell') {
      report({ title: `It is not known whether ${name} reboots`, detail: outcome.message });
    } else {
      const detail = outcome.verdict === 'conflict' ? 'It was changed meanwhile. Try again.' : outcome.message;
      report({ title: `${name} was not rebooted`, detail });
    }
  }

  return (
    <>
      <Button
        disabledReason={isChanging ? 'A change of it is under way. Reboot it when that has ended.' : undefined}
        onClick={() => {
          setProblem(null);
          setIsOpen(true);
        }}
      >
        <RotateCw size={14} aria-hidden="true" />
        Reboot
      </Button>
      <ConfirmDialog
        open={isOpen}
        title={`Reboot ${name}?`}
        body={
          <>
            <p>Its processes stop and start again. Meanwhile it answers nobody.</p>
            {hasUnsavedChanges && (
              <p className="mt-3">What you changed here and did not save is not saved by this. It stays as it is.</p>
            )}
          </>
        }
        confirmLabel={problem ? 'Try again' : `Reboot ${name}`}
        danger
        busy={edit.isPending}
        onConfirm={() => void oneAtATime(reboot, report)}
        onCancel={() => setIsOpen(false)}
      >
        <div className="flex flex-col items-start gap-3">
          <CopyButton size="small" label="Copy as curl" text={() => curlOfChange(currentConnection(), uid, REBOOT)} />
          {problem && (
            <Alert title={problem.title} className="w-full">
              {problem.detail}
            </Alert>
          )}
        </div>
      </ConfirmDialog>
    </>
  );
}
