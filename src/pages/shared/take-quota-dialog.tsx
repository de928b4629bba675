import { useId, useState } from 'react';
import { useUsages } from '../../queries/metrics.ts';
import { type ContainerChange, nameAndUid } from '../../rules/containers.ts';
import { curlOfQuotaMove } from '../../rules/curl.ts';
import { type UsageOf, withinUse } from '../../rules/metrics.ts';
import type { MoveTarget, PlannedMove, QuotaMove } from '../../rules/quota-moves.ts';
import { doneInWords, shortageInWords, takenInWords } from '../../rules/quota-moves-plan-words.ts';
import { type MoveProgress, progressInWords } from '../../rules/quota-moves-words.ts';
import { type Donor, reachOf, type Shortage, shortOf } from '../../rules/quota-shortages.ts';
import { shownText } from '../../rules/shown-text.ts';
import { listInWords } from '../../rules/words.ts';
import { currentConnection } from '../../session/session.ts';
import { Alert, Notice } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Problem } from './problem.tsx';
import { type Choice, defaultTexts, readChoice } from './take-quota-amounts.ts';
import { TakeQuotaAmounts, TakeQuotaDonors } from './take-quota-donors.tsx';
import { TakeQuotaPlan } from './take-quota-plan.tsx';

/** The server and the request as they were when the dialog opened: what it says does not change under the person. */
export interface TakeQuotaSituation {
  address: string;
  donors: readonly Donor[];
  shortage: Shortage;
  target: MoveTarget;
  /** What a new container starts with. */
  start: ContainerChange;
}

/** What to tell once a move is done; its words come with the dialog. */
export interface MoveNews {
  title: string;
  detail: string;
}

export interface TakeQuotaDialogProps extends TakeQuotaSituation {
  /** There are other changes on the page, which are not saved with it. */
  otherChanges: boolean;
  isRunning: boolean;
  progress: MoveProgress | null;
  failure: Problem | null;
  onMove: (move: QuotaMove, done: MoveNews) => void;
  onClose: () => void;
}

interface GivingProps extends Pick<TakeQuotaDialogProps, 'donors' | 'shortage' | 'isRunning'> {
  several: boolean;
  choice: Choice;
  planned: PlannedMove;
  usageOf: UsageOf;
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
  const usageOf = useUsages(
    choice.map(({ uid }) => uid),
    shortOf(shortage),
  );
  const planned = withinUse(readChoice({ ...props, choice }), usageOf);
  const rebootsId = useId();
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
          {isCreation ? `${shownText(target.name)}, a new container on ${props.address},` : nameAndUid(target)} needs{' '}
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
              text={() => (planned.ok ? curlOfQuotaMove(currentConnection(), planned.move, start) : '')}
              disabledReason={planned.ok ? undefined : 'Choose what to take first'}
            />
          </span>
          <Button onClick={onClose} disabledReason={isRunning ? 'Under way' : undefined}>
            Cancel
          </Button>
          <Button
            variant="primary"
            busy={isRunning}
            aria-describedby={planned.ok ? rebootsId : undefined}
            disabledReason={planned.ok ? undefined : planned.message}
            onClick={() => {
              if (!planned.ok) return;
              onMove(planned.move, { title: doneInWords(planned.move), detail: takenInWords(planned.move) });
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
          usageOf={usageOf}
          onChoose={setChoice}
          onSeveral={takeFromSeveral}
        />
        <p aria-live="polite" className={problem && choice.length > 0 ? 'text-danger' : 'sr-only'}>
          {choice.length > 0 && problem}
        </p>
        <TakeQuotaPlan
          move={planned.ok ? planned.move : undefined}
          usageOf={usageOf}
          start={start}
          otherChanges={otherChanges}
          rebootsId={rebootsId}
        />
        {failure && <Alert title={failure.title}>{failure.detail}</Alert>}
        <p role="status" className="min-h-5 text-muted">
          {isRunning && progress && progressInWords(progress)}
        </p>
      </div>
    </Dialog>
  );
}
