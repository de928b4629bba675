import { useState } from 'react';
import type { MoveProgress } from '../../queries/quota-moves.ts';
import { type ContainerChange, nameAndUid, nameOfContainer } from '../../rules/containers.ts';
import {
  type Donor,
  type MoveTarget,
  type PlannedMove,
  type QuotaMove,
  reachOf,
  rebootedBy,
  type Shortage,
  shortOf,
  stepsOf,
} from '../../rules/quota-moves.ts';
import { curlOfMove, listInWords, shortageInWords, stepInWords } from '../../rules/quota-moves-words.ts';
import { currentConnection } from '../../session/session.ts';
import { Alert, Notice } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type Choice, defaultTexts, readChoice } from './take-quota-amounts.ts';
import { TakeQuotaAmounts, TakeQuotaDonors } from './take-quota-donors.tsx';

/** The server and the request as they were when the dialog opened: what it says does not change under the person. */
export interface TakeQuotaSituation {
  address: string;
  donors: readonly Donor[];
  shortage: Shortage;
  target: MoveTarget;
  /** What a new container starts with. */
  start: ContainerChange;
}

export interface TakeQuotaDialogProps extends TakeQuotaSituation {
  /** There are other changes on the page, which are not saved with it. */
  otherChanges: boolean;
  isRunning: boolean;
  progress: MoveProgress | null;
  failure: string | null;
  onMove: (move: QuotaMove) => void;
  onClose: () => void;
}

function lineOf(progress: MoveProgress | null): string {
  if (!progress) return '';
  switch (progress.kind) {
    case 'reading':
      return 'Reading the list before…';
    case 'shrinking':
      return `Shrinking ${progress.name}…`;
    case 'growing':
      return `Growing ${progress.name}…`;
    case 'creating':
      return `Creating ${progress.name}…`;
    case 'giving-back':
      return `Giving back to ${progress.name}…`;
  }
}

function Plan({ move, start, otherChanges }: { move: QuotaMove; start: ContainerChange; otherChanges: boolean }) {
  const donors = listInWords(move.donors.map(nameAndUid));
  const isOne = move.donors.length === 1;
  const takesStorage = move.donors.some(({ to }) => to.storage !== undefined);
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h3 className="mb-1 font-medium">What is done, in this order</h3>
        <ol className="list-inside list-decimal">
          {stepsOf(move).map((step) => (
            <li key={step.kind === 'create' ? 'create' : step.uid}>{stepInWords(step)}</li>
          ))}
        </ol>
        <p className="mt-1 text-muted">
          {Object.keys(start).length > 0 && 'The distro, keys, tags and note of the form go with it. '}
          {otherChanges && 'Only the sizes are written: the other changes on this page stay unsaved. '}
          {rebootedBy(move).length === 1 ? 'One container reboots' : `${rebootedBy(move).length} containers reboot`}. If
          the last step fails, {donors} {isOne ? 'gets its' : 'get their'} size back, and {isOne ? 'reboots' : 'reboot'}{' '}
          again.
        </p>
      </div>
      <Notice tone="warning">
        The panel cannot see how much of it {donors} really {isOne ? 'uses' : 'use'}.
        {takesStorage && ' The API does not check either: less storage than the files take is accepted.'} Look before
        you shrink.
      </Notice>
    </div>
  );
}

interface GivingProps extends Pick<TakeQuotaDialogProps, 'donors' | 'shortage' | 'isRunning'> {
  several: boolean;
  choice: Choice;
  planned: PlannedMove;
  onChoose: (choice: Choice) => void;
  onSeveral: (several: boolean) => void;
}

/** Who gives: one, several, or why nobody can. */
function Giving(props: GivingProps) {
  const { donors, shortage, isRunning, several, onSeveral } = props;
  const reach = reachOf(donors, shortage);
  const short = shortOf(shortage);
  if (reach === 'none') {
    return (
      <Notice tone="warning">
        {donors.length === 0
          ? 'There is no other container on this server to take from.'
          : `The containers of this server cannot give that much ${listInWords(short)}: each must keep 1 MB.`}{' '}
        Ask for less.
      </Notice>
    );
  }
  const canGive = donors.filter(({ gives }) => short.some((resource) => gives[resource] > 0));
  return (
    <>
      {reach === 'one' && canGive.length > 1 && (
        <label className="flex items-center gap-2 self-start">
          <input
            type="checkbox"
            checked={several}
            disabled={isRunning}
            onChange={({ target }) => onSeveral(target.checked)}
            className="size-4 accent-accent"
          />
          Take it from several
        </label>
      )}
      {reach === 'several' && <p>No container can give all of it: choose several.</p>}
      <TakeQuotaDonors {...props} busy={isRunning} />
      <TakeQuotaAmounts {...props} busy={isRunning} />
    </>
  );
}

/** "Take memory from another container": who gives, how much, and what is done in which order. */
export function TakeQuotaDialog(props: TakeQuotaDialogProps) {
  const { donors, shortage, target, start, otherChanges, isRunning, progress, failure, onMove, onClose } = props;
  const [several, setSeveral] = useState(reachOf(donors, shortage) === 'several');
  const [choice, setChoice] = useState<Choice>([]);
  const planned = readChoice({ ...props, choice });
  const isCreation = target.kind === 'create';
  const short = listInWords(shortOf(shortage));
  const isRefused = shortOf(shortage).some((resource) => shortage[resource]?.from === 'refusal');
  const problem = planned.ok || planned.uid !== undefined ? undefined : planned.message;

  function takeFromSeveral(isSeveral: boolean) {
    setSeveral(isSeveral);
    if (isSeveral) return;
    const [first] = choice;
    const donor = donors.find(({ container, suffices }) => suffices && container.uid === first?.uid);
    setChoice(donor ? [{ uid: donor.container.uid, texts: defaultTexts(donor, shortage, []) }] : []);
  }

  return (
    <Dialog
      open
      title={`Take ${short} from another container`}
      description={
        <>
          {isCreation ? `${target.name}, a new container on ${props.address},` : nameAndUid(target)} needs{' '}
          {shortageInWords(shortage)} more than {isRefused ? 'the API gave before' : 'is free'}.{' '}
          {isRefused && 'It does not say how much is missing: all that is asked for is taken, unless you change it.'}
        </>
      }
      size="large"
      dismissible={!isRunning}
      onClose={onClose}
      footer={
        <>
          <span className="grow">
            <CopyButton
              label="Copy as curl"
              text={() => (planned.ok ? curlOfMove(currentConnection(), planned.move, start) : '')}
              disabledReason={planned.ok ? undefined : 'Choose what to take first'}
            />
          </span>
          <Button onClick={onClose} disabledReason={isRunning ? 'Under way' : undefined}>
            Cancel
          </Button>
          <Button
            variant="primary"
            busy={isRunning}
            disabledReason={planned.ok ? undefined : planned.message}
            onClick={() => {
              if (planned.ok) onMove(planned.move);
            }}
          >
            {isCreation ? 'Move and create' : 'Move and resize'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Giving
          {...props}
          several={several}
          choice={choice}
          planned={planned}
          onChoose={setChoice}
          onSeveral={takeFromSeveral}
        />
        <p aria-live="polite" className={problem && choice.length > 0 ? 'text-danger' : 'sr-only'}>
          {choice.length > 0 && problem}
        </p>
        {planned.ok && <Plan move={planned.move} start={start} otherChanges={otherChanges} />}
        {failure !== null && (
          <Alert title={`${isCreation ? target.name : nameOfContainer(target)} was not given more`}>{failure}</Alert>
        )}
        <p role="status" className="min-h-5 text-muted">
          {isRunning && lineOf(progress)}
        </p>
      </div>
    </Dialog>
  );
}
