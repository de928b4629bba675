import { type ContainerChange, nameAndUid } from '../../rules/containers.ts';
import { type UsageOf, usageWarnings } from '../../rules/metrics.ts';
import { type QuotaMove, rebootedBy, stepsOf } from '../../rules/quota-moves.ts';
import { rebootsInWords, stepInWords } from '../../rules/quota-moves-plan-words.ts';
import { listInWords } from '../../rules/words.ts';
import { Notice } from '../../ui/alert.tsx';

export interface TakeQuotaPlanProps {
  /** Undefined while there is none: the status stands already, so that the plan is read aloud when it comes. */
  move: QuotaMove | undefined;
  /** What a new container starts with. */
  start: ContainerChange;
  otherChanges: boolean;
  /** The id of the sentence that says what reboots, for the description of the button. */
  rebootsId: string;
}

/** What is done in which order, what reboots, and before that what is dangerous about it; a polite status (WCAG 2.2 4.1.3). */
export function TakeQuotaPlan({ move, usageOf, ...plan }: TakeQuotaPlanProps & { usageOf: UsageOf }) {
  const warnings = move ? usageWarnings(move, usageOf) : [];
  return (
    <div className="flex flex-col gap-3 empty:hidden">
      {warnings.length > 0 && <Notice tone="warning">{warnings.join(' ')}</Notice>}
      <div role="status">{move && <Steps move={move} {...plan} />}</div>
    </div>
  );
}

function Steps({ move, start, otherChanges, rebootsId }: TakeQuotaPlanProps & { move: QuotaMove }) {
  const donors = listInWords(move.donors.map(nameAndUid));
  const isOne = move.donors.length === 1;
  return (
    <>
      <h3 className="mb-1 font-medium">What is done, in this order</h3>
      <ol className="list-inside list-decimal">
        {stepsOf(move).map((step) => (
          <li key={step.kind === 'create' ? 'create' : step.uid}>{stepInWords(step)}</li>
        ))}
      </ol>
      <p className="mt-1 text-muted">
        {Object.keys(start).length > 0 && 'The distro, keys, tags and note of the form go with it. '}
        {otherChanges && 'Only the sizes are written: the other changes on this page stay unsaved. '}
        <span id={rebootsId}>{rebootsInWords(rebootedBy(move))}</span> If the last step fails, {donors}{' '}
        {isOne ? 'gets its' : 'get their'} size back, and {isOne ? 'reboots' : 'reboot'} again.
      </p>
    </>
  );
}
