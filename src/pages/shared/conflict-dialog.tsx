import { useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export type Choice = 'mine' | 'theirs';

/** A value that was changed here and elsewhere, differently: both as a person reads them. */
export interface Contest<Key extends string> {
  key: Key;
  /** What it is called. */
  label: string;
  mine: string;
  theirs: string;
}

function Contested({
  contest: { label, mine, theirs },
  choice,
  onChoose,
}: {
  contest: Contest<string>;
  choice: Choice | undefined;
  onChoose: (choice: Choice) => void;
}) {
  const name = useId();
  const options = [
    { value: 'mine', heading: 'Mine', words: mine },
    { value: 'theirs', heading: 'Theirs', words: theirs },
  ] as const;
  return (
    <fieldset className="min-w-0 border-line border-t py-3">
      <legend className="float-left mb-2 font-medium first-letter:uppercase">{label}</legend>
      <div className="clear-both grid gap-2 sm:grid-cols-2">
        {options.map(({ value, heading, words }) => (
          <label
            key={value}
            className="flex min-w-0 gap-2.5 rounded-lg border border-line-strong px-3 py-2 hover:border-muted has-checked:border-accent has-checked:bg-accent-ground has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              aria-label={`${heading}: ${words}`}
              checked={choice === value}
              onChange={() => onChoose(value)}
              className="mt-0.5 size-4 shrink-0"
            />
            <span className="min-w-0">
              <span className="font-medium">{heading}</span>
              <span className="block max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">{words}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export interface ConflictDialogProps<Key extends string> {
  /** What was changed by both: `hydra`. */
  subject: string;
  contests: readonly Contest<Key>[];
  /** Holds one decision for each contest. */
  onDecide: (decisions: { key: Key; choice: Choice }[]) => void;
  onCancel: () => void;
}

/** Fields that somebody else changed while they were changed here: nothing was sent, and the person decides (design.md §5). */
export function ConflictDialog<Key extends string>(props: ConflictDialogProps<Key>) {
  const { subject, contests, onDecide, onCancel } = props;
  const [choices, setChoices] = useState<Partial<Record<Key, Choice>>>({});
  const decisions = contests.flatMap(({ key }) => {
    const choice = choices[key];
    return choice ? [{ key, choice }] : [];
  });
  return (
    <Dialog
      open
      title={`${subject} was changed meanwhile`}
      description="Somebody else changed the same as you. Nothing was saved. Choose what to keep."
      onClose={onCancel}
      footer={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button
            variant="primary"
            disabledReason={decisions.length < contests.length ? 'Choose mine or theirs for each.' : undefined}
            onClick={() => onDecide(decisions)}
          >
            Save with these choices
          </Button>
        </>
      }
    >
      {contests.map((contest) => (
        <Contested
          key={contest.key}
          contest={contest}
          choice={choices[contest.key]}
          onChoose={(choice) => setChoices({ ...choices, [contest.key]: choice })}
        />
      ))}
    </Dialog>
  );
}
