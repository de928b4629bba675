import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { distrosQuery } from '../../queries/distros.ts';
import { tagsQuery } from '../../queries/tags.ts';
import { type BulkRequest, type PlannedChange, planOf } from '../../rules/bulk-changes.ts';
import type { Container } from '../../rules/containers.ts';
import { curlOfChange, curlOfTagCreation } from '../../rules/curl.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { shownText } from '../../rules/shown-text.ts';
import { containersInWords } from '../../rules/words.ts';
import { currentConnection } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { BulkPlanList } from './bulk-plan-list.tsx';
import { BulkTags } from './bulk-tags.tsx';
import { manyRebootsInWords, planInWords, startLabel } from './bulk-words.ts';
import { useTagsToChange } from './use-tags-to-change.ts';

export interface BulkPlanDialogProps {
  kind: BulkRequest['kind'];
  containers: readonly Container[];
  onClose: () => void;
  onStart: (request: BulkRequest, changes: readonly PlannedChange[]) => void;
}

/** Asks what is to change, and shows for each container what that means before anything is sent. */
export function BulkPlanDialog({ kind, containers, onClose, onStart }: BulkPlanDialogProps) {
  const what = containersInWords(containers.length);
  switch (kind) {
    case 'retag':
      return <RetagDialog title={`Change the tags of ${what}`} {...{ containers, onClose, onStart }} />;
    case 'set-distro':
      return <DistroDialog title={`Set the distro of ${what}`} {...{ containers, onClose, onStart }} />;
    case 'reboot':
      return (
        <Plan
          title={`Reboot ${what}`}
          request={{ kind: 'reboot' }}
          isComplete
          missing=""
          description="All that runs in them stops and starts again, one container after the other."
          {...{ containers, onClose, onStart }}
        />
      );
  }
}

type StepProps = Omit<BulkPlanDialogProps, 'kind'> & { title: string };

function RetagDialog(props: StepProps) {
  const tags = useTagsToChange();
  const { add, remove } = tags;
  const known = useQuery(tagsQuery()).data?.items;
  // While the tags cannot be read, each may be new: the run reads them first.
  const isKnown = (tag: string) =>
    known?.some(({ name }) => name === tag) || props.containers.some((container) => container.tags.includes(tag));
  return (
    <Plan
      {...props}
      request={{ kind: 'retag', add, remove, create: add.filter((tag) => !isKnown(tag)) }}
      isComplete={add.length + remove.length > 0}
      missing="Choose a tag to add or to remove."
      isBlocked={tags.isBlocked}
    >
      <BulkTags containers={props.containers} tags={tags} />
    </Plan>
  );
}

function DistroDialog(props: StepProps) {
  const [chosen, setChosen] = useState('');
  const distros = useQuery(distrosQuery());
  const distro = distros.data?.items.find(({ id }) => String(id) === chosen);
  return (
    <Plan
      {...props}
      request={distro && { kind: 'set-distro', distro }}
      isComplete={distro !== undefined}
      missing="Choose a distro."
    >
      <SelectField
        label="Distro"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        error={distros.isError ? explainReadFailure(distros.error, 'the distros').title : undefined}
      >
        <option value="">{distros.isPending ? 'Loading' : 'Choose'}</option>
        {distros.data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {shownText(name)}
          </option>
        ))}
      </SelectField>
    </Plan>
  );
}

interface PlanProps extends StepProps {
  /** Undefined while nothing is chosen. */
  request: BulkRequest | undefined;
  isComplete: boolean;
  /** What is still to be chosen. */
  missing: string;
  /** Read with the title when the dialog opens. */
  description?: string;
  /** Asked when it is to start; true: what is in the way is said. */
  isBlocked?: () => boolean;
  children?: ReactNode;
}

/** What one click should not reboot by habit. */
const MANY = 20;

function Plan(props: PlanProps) {
  const { title, containers, request, isComplete, missing, description, isBlocked, onClose, onStart, children } = props;
  const plan = request && isComplete ? planOf(request, containers) : undefined;
  const words = plan && request ? planInWords(request, plan) : missing;
  const rebooting = (plan?.changes ?? []).filter(({ reboots }) => reboots).map(({ container }) => container);
  const isMany = rebooting.length > MANY;
  const [typed, setTyped] = useState('');
  const toConfirm = `Type ${rebooting.length} to confirm`;
  const isConfirmed = !isMany || typed.replace(/[\s,]/g, '') === String(rebooting.length);
  const nothing = plan && plan.changes.length > 0 ? undefined : words;
  const reason = nothing ?? (isConfirmed ? undefined : `${toConfirm}.`);
  const newTags = request?.kind === 'retag' ? (request.create ?? []) : [];
  const commands = () =>
    [
      ...newTags.map((tag) => curlOfTagCreation(currentConnection(), { name: tag, note: '' })),
      ...(plan?.changes ?? []).map(({ container, sends }) => curlOfChange(currentConnection(), container.uid, sends)),
    ].join('\n\n');
  return (
    <Dialog
      open
      size="large"
      title={title}
      description={description}
      onClose={onClose}
      footer={
        <>
          <span className="mr-auto max-sm:mr-0">
            <CopyButton text={commands} label="Copy as curl" disabledReason={nothing} />
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={isMany ? 'danger' : 'primary'}
            disabledReason={reason}
            // The field keeps the focus: leaving it would draw a sentence or the plan, and move this button from under the press.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              if (request && plan && !isBlocked?.()) onStart(request, plan.changes);
            }}
          >
            {request ? startLabel(request, plan?.changes.length ?? containers.length) : title}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {children}
        <p role="status" className="empty:hidden">
          {words}
        </p>
        {plan && plan.changes.length > 0 && <BulkPlanList changes={plan.changes} />}
        {isMany && (
          <TextField
            label={toConfirm}
            hint={manyRebootsInWords(rebooting)}
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </div>
    </Dialog>
  );
}
