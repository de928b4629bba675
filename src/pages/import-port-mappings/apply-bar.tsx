import { useState } from 'react';
import { useMappingRun } from '../../queries/port-mapping-runs.ts';
import { curlOfMappingDeletion, curlOfNewMapping } from '../../rules/curl.ts';
import { applyLabel, writesInWords } from '../../rules/port-mapping-import-words.ts';
import { whyWaitFor } from '../../rules/port-mapping-run-words.ts';
import { formatNumber } from '../../rules/units.ts';
import { currentConnection } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FootBar } from '../../ui/foot-bar.tsx';
import { LostByReload } from '../shared/port-mappings/lost-by-reload.tsx';
import type { ImportPlan } from './use-import-plans.ts';

/** What one click should not delete by habit. */
const MANY = 20;

/** More commands are no help to a person, and would hold up the page. */
const MOST_COMMANDS = 2000;

interface ApplyBarProps {
  address: string;
  /** Undefined while there is nothing to plan. */
  planned: ImportPlan | undefined;
  /** The plan of what is typed now is still being made. */
  isPlanning: boolean;
  isApplying: boolean;
  /** Why it is not to be applied. */
  reason: string | undefined;
  onApply: (planned: ImportPlan) => void;
}

/** What applying comes to, and the button for it; more than a few deletions are asked for by their number. */
export function ApplyBar({ address, planned, isPlanning, isApplying, reason, onApply }: ApplyBarProps) {
  const { run } = useMappingRun();
  const [typed, setTyped] = useState('');
  const writes = { add: 0, remove: 0, ...planned?.writes, labels: planned?.labels.size ?? 0 };
  const count = writes.add + writes.remove;
  const isMany = writes.remove > MANY;
  const toConfirm = `Type ${writes.remove} to confirm`;
  const isConfirmed = !isMany || typed.replace(/[\s,]/g, '') === String(writes.remove);
  const whyNothing = planned ? 'Nothing would change' : 'Nothing to apply yet';
  const nothing = count + writes.labels === 0 ? whyNothing : undefined;
  // Labels are sent to nobody, and wait for nobody.
  const busyElsewhere = (count > 0 && run && whyWaitFor(run)) || undefined;
  const blocked = nothing ?? reason ?? busyElsewhere ?? (isConfirmed ? undefined : `${toConfirm}.`);

  function commands() {
    const connection = currentConnection();
    const lines = planned?.plan.steps.flatMap(({ remove, add }) => [
      ...remove.map((row) => curlOfMappingDeletion(connection, address, row)),
      ...add.map((row) => curlOfNewMapping(connection, address, row)),
    ]);
    return lines?.join('\n\n') ?? '';
  }

  return (
    <FootBar aria-label="Apply" className="py-3">
      {planned ? <LostByReload steps={planned.plan.steps} /> : null}
      <div className="flex flex-wrap items-end justify-end gap-x-4 gap-y-2">
        <p className="min-w-0 grow basis-48 self-center text-muted">
          {planned ? [writesInWords(writes), planned.leftOut].join(' ') : null}
          {count > 0 && writes.labels > 0 ? ' A revert leaves the labels.' : null}
        </p>
        {isMany ? (
          <TextField
            label={toConfirm}
            className="w-56"
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        ) : null}
        <CopyButton text={commands} label="Copy as curl" disabledReason={nothing ?? whyNoCommands(count)} />
        <Button
          variant={isMany ? 'danger' : 'primary'}
          busy={isApplying || isPlanning}
          disabledReason={blocked}
          onClick={() => {
            if (planned) onApply(planned);
          }}
        >
          {applyLabel(writes)}
        </Button>
      </div>
    </FootBar>
  );
}

function whyNoCommands(count: number): string | undefined {
  if (count === 0) return 'Nothing is sent to the API';
  if (count <= MOST_COMMANDS) return undefined;
  return `More than ${formatNumber(MOST_COMMANDS)} commands are too many to copy`;
}
