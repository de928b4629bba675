import { useId } from 'react';
import { classNames } from '../../ui/class-names.ts';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** What follows from it. */
  hint: string;
  disabledReason?: string | undefined;
}

interface ChoiceListProps<Value extends string> {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, each with what it means. A choice that cannot be made says why. */
export function ChoiceList<Value extends string>({ label, choices, value, onChange }: ChoiceListProps<Value>) {
  const id = useId();
  const group = { role: 'radiogroup', 'aria-labelledby': `${id}-label` };
  return (
    <div {...group} className="flex flex-col gap-1">
      <span id={`${id}-label`} className="font-medium">
        {label}
      </span>
      {choices.map((choice) => {
        const isBlocked = choice.disabledReason !== undefined;
        return (
          <div key={choice.value} className="flex items-baseline gap-x-3 py-0.5 max-sm:flex-col">
            <label className={classNames('flex min-w-0 items-baseline gap-2 max-sm:pt-2', isBlocked && 'text-muted')}>
              <input
                type="radio"
                name={id}
                value={choice.value}
                checked={choice.value === value}
                disabled={isBlocked && choice.value !== value}
                aria-describedby={`${id}-${choice.value}`}
                onChange={() => onChange(choice.value)}
                className="shrink-0 self-center"
              />
              {choice.label}
            </label>
            <span
              id={`${id}-${choice.value}`}
              className="min-w-0 text-muted text-small wrap-anywhere max-sm:pb-2 max-sm:pl-5.5 sm:grow sm:basis-64"
            >
              {choice.disabledReason ?? choice.hint}
            </span>
          </div>
        );
      })}
    </div>
  );
}
