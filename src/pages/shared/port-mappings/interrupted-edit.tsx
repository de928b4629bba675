import type { ReactNode } from 'react';
import { useInterruptedEdit } from '../../../queries/port-mapping-edits.ts';
import { curlOfMappingResume } from '../../../rules/curl.ts';
import { type MappingEdit, type ResumeGoal, stateOfEdit } from '../../../rules/port-mapping-edits.ts';
import type { MappingSurroundings } from '../../../rules/port-mapping-requests.ts';
import {
  describeHolder,
  describeMapping,
  type NewPortMapping,
  type PortMapping,
} from '../../../rules/port-mappings.ts';
import { currentConnection } from '../../../session/session.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { useOwnNotifications } from '../own-notifications.ts';
import type { Problem } from '../problem.tsx';
import { problemBefore } from './problem.ts';
import { describeEdit, problemOfEdit, problemUnfinished } from './use-mapping-editing.ts';

export interface InterruptedEditProps {
  address: string;
  edit: MappingEdit;
  surroundings: MappingSurroundings;
  mappings: readonly PortMapping[];
  /** Why it stopped, when this tab knows. */
  reason: string | undefined;
  report: (problem: Problem | null) => void;
  onUnfinished: (problem: Problem) => void;
  /** It is over, and the buttons here are gone. */
  onEnd: () => void;
}

/** An edit whose end this tab has not seen: what the table shows of it, and the ways out (design.md §5). */
export function InterruptedEdit(props: InterruptedEditProps) {
  const { address, edit, surroundings, mappings, reason, report, onUnfinished, onEnd } = props;
  const notify = useOwnNotifications();
  const { resume, leave } = useInterruptedEdit(address);
  const state = stateOfEdit(edit, mappings);
  const [before, after] = [describeMapping(edit.old), describeMapping(edit.wanted)];
  const end = (mapping: NewPortMapping) =>
    `${describeMapping(mapping)} to ${describeHolder(mapping.container, surroundings.names)}, port ${mapping.private_port}`;

  async function go(goal: ResumeGoal) {
    report(null);
    try {
      const outcome = await resume.mutateAsync({ edit, goal });
      if (outcome.result === 'unfinished') return onUnfinished(problemUnfinished(edit, outcome.message, address));
      onEnd();
      if (outcome.result === 'done') notify({ title: `Changed ${describeEdit(edit)}`, tone: 'success' });
      else if (goal === 'put-back') notify({ title: `${before} stands as before`, tone: 'success' });
      else report(problemOfEdit(edit, outcome));
    } catch (error) {
      report(problemBefore(error, `The edit of ${before} was not finished`, address));
    }
  }

  const finish = (
    <Button variant="primary" size="small" busy={resume.isPending} onClick={() => void go('finish')}>
      Finish
    </Button>
  );
  const putBack = (
    <Button size="small" busy={resume.isPending} onClick={() => void go('put-back')}>
      Put {before} back
    </Button>
  );
  const copy = (goal: ResumeGoal, label: string) => (
    <CopyButton
      size="small"
      label={label}
      text={() => curlOfMappingResume(currentConnection(), address, { edit, goal, table: mappings })}
    />
  );
  const copyFinish = copy('finish', 'Copy the rest as curl');
  const copyPutBack = copy('put-back', 'Copy the way back as curl');
  const leaveIt = (label: string) => (
    <Button
      variant="quiet"
      size="small"
      onClick={() => {
        leave();
        onEnd();
      }}
    >
      {label}
    </Button>
  );

  const shows: Record<typeof state, { sentence: string; actions: ReactNode }> = {
    done: {
      sentence: `The table shows it done: ${end(edit.wanted)}. Nothing is left to do.`,
      actions: leaveIt('Hide'),
    },
    'not-done': {
      sentence: `The table shows the old one only: ${end(edit.old)}. Finish to change it to ${end(edit.wanted)}.`,
      actions: (
        <>
          {finish}
          {leaveIt('Leave it')}
          {copyFinish}
        </>
      ),
    },
    both: {
      sentence: `Both stand: ${end(edit.old)}, and ${end(edit.wanted)}. Finish deletes the old ${before}; the other way deletes the new ${after}.`,
      actions: (
        <>
          {finish}
          {putBack}
          {leaveIt('Keep both')}
          {copyFinish}
          {copyPutBack}
        </>
      ),
    },
    neither: {
      sentence: `Neither stands, so nothing answers there: the old one was deleted and the new one is not there. Finish adds ${end(edit.wanted)}.`,
      actions: (
        <>
          {finish}
          {putBack}
          {leaveIt('Leave it')}
          {copyFinish}
          {copyPutBack}
        </>
      ),
    },
  };
  const { sentence, actions } = shows[state];
  return (
    <Alert
      tone={state === 'done' ? 'info' : 'warning'}
      title={`The edit of ${before} was interrupted`}
      className="mb-4"
      action={<span className="flex flex-wrap gap-2">{actions}</span>}
    >
      <p>{sentence}</p>
      {reason && state !== 'done' ? <p className="mt-1 text-muted">{reason}</p> : null}
    </Alert>
  );
}
