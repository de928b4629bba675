import { type KeyboardEvent, useId } from 'react';
import { classNames } from './class-names.ts';
import type { MultiSelectProps } from './multi-select.tsx';
import { FieldSentences, LOOK, REMOVE_ICON } from './multi-select-look.tsx';

export interface MultiSelectStandInProps extends Omit<MultiSelectProps, 'begun'> {
  /** The person is about to use it, or does. `isClick`: the list would be open by now. */
  onWanted: (isClick: boolean) => void;
}

/**
 * The place of a `MultiSelect` while its code is loaded: the same size, chips that can be removed, and a plain input that
 * takes the name of an option. All that is missing is the list.
 */
export function MultiSelectStandIn(props: MultiSelectStandInProps) {
  const {
    label,
    options,
    value,
    onChange,
    hint,
    error = '',
    placeholder,
    shown = (option) => option,
    disabled,
    onBlur,
    inputRef,
    onWanted,
  } = props;
  const inputId = useId();
  const hintId = useId();
  const errorId = useId();

  function takeOption(input: HTMLInputElement) {
    const typed = input.value.trim().toLowerCase();
    const option = options.find((candidate) => candidate.toLowerCase() === typed);
    if (option === undefined) return;
    input.value = '';
    if (!value.includes(option)) onChange([...value, option]);
  }

  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Enter') return;
    // It is about the tag, not the form.
    event.preventDefault();
    takeOption(event.currentTarget);
  }

  return (
    <div className={LOOK.field}>
      <label htmlFor={inputId} className={LOOK.label}>
        {label}
      </label>
      <div className={LOOK.box} data-disabled={disabled ? '' : undefined}>
        <div className={LOOK.chips}>
          {value.map((chosen) => (
            <span key={chosen} className={LOOK.chip}>
              <span className={LOOK.chipText}>{shown(chosen)}</span>
              <button
                type="button"
                aria-label={`Remove ${shown(chosen)}`}
                disabled={disabled}
                onClick={() => {
                  onChange(value.filter((one) => one !== chosen));
                  document.getElementById(inputId)?.focus();
                }}
                className={LOOK.remove}
              >
                {REMOVE_ICON}
              </button>
            </span>
          ))}
          <input
            id={inputId}
            ref={inputRef}
            autoComplete="off"
            disabled={disabled}
            placeholder={value.length > 0 ? undefined : placeholder}
            onPointerEnter={() => onWanted(false)}
            onFocus={() => onWanted(false)}
            onClick={() => onWanted(true)}
            onKeyDown={handleKey}
            onBlur={({ currentTarget }) => {
              takeOption(currentTarget);
              onBlur?.();
            }}
            aria-invalid={error !== '' || undefined}
            aria-describedby={classNames(Boolean(hint) && hintId, error !== '' && errorId) || undefined}
            className={LOOK.input}
          />
        </div>
      </div>
      <FieldSentences problem={error} problemId={errorId} hint={hint} hintId={hintId} />
    </div>
  );
}
