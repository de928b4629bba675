import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

export type Segment<Value extends string> = { value: Value; label: ReactNode };

export type SegmentedControlProps<Value extends string> = {
  label: string;
  labelHidden?: boolean;
  options: readonly Segment<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  size?: 'normal' | 'small';
  className?: string;
};

/** One of a few: native radios, so that arrow keys and names are the browser's own. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, labelHidden, options, value, onChange, size = 'normal', className } = props;
  const name = useId();
  // A fieldset is a group to assistive technology; the choice must be found as a radiogroup (screens.md).
  const group = { role: 'radiogroup', 'aria-labelledby': `${name}-label` };
  return (
    <div {...group} className={classNames('flex flex-col gap-1', className)}>
      <span id={`${name}-label`} className={labelHidden ? 'sr-only' : 'font-medium'}>
        {label}
      </span>
      <div
        className={classNames(
          'inline-flex self-start rounded-lg border border-line-strong bg-surface',
          size === 'normal' ? 'h-9' : 'h-7 text-xs',
        )}
      >
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(
              'relative flex items-center border-line-strong font-medium text-muted transition-colors not-first:border-l first:rounded-l-[7px] last:rounded-r-[7px]',
              'hover:text-text has-checked:bg-accent-ground has-checked:text-accent has-checked:inset-ring has-checked:inset-ring-accent',
              // Unadjusted: the browser would lay its own ground under the text, in the colour of the text.
              'forced-colors:has-checked:forced-color-adjust-none forced-colors:has-checked:bg-[Highlight] forced-colors:has-checked:text-[HighlightText]',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
              size === 'normal' ? 'px-3.5' : 'px-2.5',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              // Over the whole segment rather than hidden, so that whatever points at the radio hits it.
              className="absolute inset-0 m-0 size-full cursor-pointer opacity-0"
            />
            {option.label}
          </label>
        ))}
      </div>
    </div>
  );
}
