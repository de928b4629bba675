import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { distrosQuery } from '../../queries/distros.ts';
import { type ChangeKey, FIELD_WORDS } from '../../rules/container-changes.ts';
import { nameOfContainer } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import type { EditConflict } from '../../rules/stale-edits.ts';
import { formatMegabytes } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { isSecret } from './container-form-values.ts';
import type { FormKey } from './sections.ts';
import type { ContainerSave, Decision, OpenConflicts } from './use-container-save.ts';

type Choice = Decision['choice'];

/** A value as a person reads it; of a secret only whether there is one (design.md §8). */
function valueInWords(
  key: ChangeKey,
  value: EditConflict['mine'],
  distroName: (id: number) => string | undefined,
): string {
  if (isSecret(key)) return value === '' || value === null ? 'none' : 'set to something else';
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return shownText(String(value));
  switch (key) {
    case 'memory':
    case 'storage':
      return formatMegabytes(value);
    case 'distro':
      return shownText(distroName(value) ?? String(value));
    case 'alarm_freq':
      return `${value} s`;
    case 'quota_threshold':
      return `${value} %`;
    default:
      return String(value);
  }
}

function Contested(props: {
  conflict: EditConflict;
  distroName: (id: number) => string | undefined;
  choice: Choice | undefined;
  onChoose: (choice: Choice) => void;
}) {
  const { conflict, distroName, choice, onChoose } = props;
  const { key, mine, theirs } = conflict;
  const name = useId();
  const options = [
    {
      value: 'mine',
      label: 'Mine',
      words: isSecret(key) && mine !== '' ? 'what you typed' : valueInWords(key, mine, distroName),
    },
    { value: 'theirs', label: 'Theirs', words: valueInWords(key, theirs, distroName) },
  ] as const;
  return (
    <fieldset className="min-w-0 border-line border-t py-3">
      <legend className="float-left mb-2 font-medium first-letter:uppercase">{FIELD_WORDS[key]}</legend>
      <div className="clear-both grid gap-2 sm:grid-cols-2">
        {options.map(({ value, label, words }) => (
          <label
            key={value}
            className="flex min-w-0 gap-2.5 rounded-lg border border-line-strong px-3 py-2 hover:border-muted has-checked:border-accent has-checked:bg-accent-ground has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              aria-label={`${label}: ${words}`}
              checked={choice === value}
              onChange={() => onChoose(value)}
              className="mt-0.5 size-4 shrink-0"
            />
            <span className="min-w-0">
              <span className="font-medium">{label}</span>
              <span className="block max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">{words}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export interface ConflictDialogProps {
  edit: ContainerSave;
  open: OpenConflicts;
}

/** Fields that somebody else changed while they were changed here: nothing was sent, and the person decides. */
export function ConflictDialog({ edit, open }: ConflictDialogProps) {
  const { conflicts, container } = open;
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const { data: distros } = useQuery({
    ...distrosQuery(),
    enabled: conflicts.some(({ key }) => key === 'distro'),
  });
  const distroName = (id: number) => distros?.items.find((distro) => distro.id === id)?.name;
  const decisions = conflicts.flatMap(({ key }) => {
    const choice = choices[key];
    return choice ? [{ key: key as FormKey, choice }] : [];
  });
  const isMissing = decisions.length < conflicts.length;
  return (
    <Dialog
      open
      title={`${nameOfContainer(container)} was changed meanwhile`}
      description="Somebody else changed the same as you. Nothing was saved. Choose what to keep."
      onClose={edit.cancelConflicts}
      footer={
        <>
          <Button onClick={edit.cancelConflicts}>Cancel</Button>
          <Button
            variant="primary"
            disabledReason={isMissing ? 'Choose mine or theirs for each.' : undefined}
            onClick={() => edit.decide(decisions)}
          >
            Save with these choices
          </Button>
        </>
      }
    >
      {conflicts.map((conflict) => (
        <Contested
          key={conflict.key}
          conflict={conflict}
          distroName={distroName}
          choice={choices[conflict.key]}
          onChoose={(choice) => setChoices({ ...choices, [conflict.key]: choice })}
        />
      ))}
    </Dialog>
  );
}
